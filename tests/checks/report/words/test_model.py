"""The description of the model: every formula renders, and every object of the condition is there."""

from checks.report.words.formulas import mathml
from checks.report.words.model import MODEL, READING


def test_every_formula_renders() -> None:
    for term in MODEL:
        assert mathml(term.latex).startswith("<math"), term.name


def test_terms_come_once_and_the_condition_last() -> None:
    names = [term.name for term in MODEL]
    assert len(set(names)) == len(names) and names[-1] == "diversity (D)"
    assert "one abstract" in READING
