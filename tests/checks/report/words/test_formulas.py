import sympy as sp
from sympy.core.function import AppliedUndef

from checks.report.words.formulas import latex, mathml, symbols
from checks.report.words.notation import NOTATION, notation
from theory.claims import LEDGER, claim
from theory.claims.language import SetOf


def _mentioned() -> set[tuple[str, int]]:
    sides = [side for entry in LEDGER for s in entry.statements for side in (s.left, s.right)]
    parts = {part for side in sides for part in sp.preorder_traversal(side)}
    functions = {(part.func.__name__, len(part.args)) for part in parts if isinstance(part, AppliedUndef)}
    return functions | {(part.name, len(part.args) - 1) for part in parts if isinstance(part, SetOf)}


def test_every_quantity_of_the_ledger_has_a_notation_and_every_notation_is_used() -> None:
    mentioned = _mentioned()
    for name, arity in mentioned:
        assert notation(name, arity).words
    used = {name for name, _ in mentioned} | {f"{name}/{arity}" for name, arity in mentioned}
    assert set(NOTATION) <= used


def test_no_statement_shows_a_name_of_the_program() -> None:
    for entry in LEDGER:
        for statement in entry.statements:
            assert "operatorname" not in latex(statement)
            assert "#" not in latex(statement)
            assert "\\" not in mathml(latex(statement)).split(">", 1)[1]


def test_a_sum_of_sums_is_grouped() -> None:
    assert r"\sum_{m \in W(\theta)} \left(\rho" in latex(claim("T3").statements[0])


def test_symbols_are_explained_once() -> None:
    found = symbols(claim("T6"))
    assert len({formula for formula, _ in found}) == len(found) > 4


def test_formulas_carry_their_latex_as_label() -> None:
    assert 'alttext="a &lt; b"' in mathml("a < b")
