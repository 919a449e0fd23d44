import pytest
from sympy.core.function import AppliedUndef

from checks.report.words.notation import LETTERS, NOTATION, notation
from theory.claims import LEDGER
from theory.claims.language import SetOf


def test_every_quantity_and_set_of_the_ledger_is_written_and_called() -> None:
    for one in LEDGER:
        for statement in one.statements:
            for side in (statement.left, statement.right):
                for atom in side.atoms(AppliedUndef):
                    assert notation(atom.func.__name__, len(atom.args)).template
                for members in side.atoms(SetOf):
                    assert notation(members.name, len(members.args) - 1).template


def test_templates_ask_for_no_more_than_they_are_given() -> None:
    assert notation("rho", 4).template != notation("rho", 2).template
    with pytest.raises(LookupError):
        notation("no such quantity", 1)
    assert {"theta", "m", "T"} <= set(LETTERS) and len(NOTATION) > 40
