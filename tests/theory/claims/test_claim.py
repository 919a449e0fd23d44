"""What a claim knows of itself."""

import pytest
import sympy as sp

from theory.claims.claim import Claim, Match, Statement

X, Y = sp.symbols("x y")


@pytest.mark.parametrize(
    ("relation", "latex", "text"),
    [("<=", r"x \le y", "x <= y"), (">=", r"x \ge y", "x >= y"), ("==", "x = y", "x == y"),
     ("iff", r"x \iff y", "x iff y")],
)  # fmt: skip
def test_a_statement_is_two_sides_and_what_is_claimed_between_them(relation, latex, text) -> None:  # type: ignore[no-untyped-def]
    statement = Statement("headline", X, relation, Y)
    assert statement.latex() == latex and str(statement) == text


def test_what_holds_has_one_side() -> None:
    statement = Statement("headline", sp.Function("D")(X), "holds")
    assert str(statement) == "D(x)" and "true" not in statement.latex().lower()


def test_theorems_come_once_those_that_state_before_those_that_support() -> None:
    statements = (Statement("a", X, "<=", Y, ("T6_one", "T6_two")), Statement("b", X, "<=", Y, ("T6_two",)))
    claim = Claim("T6", "a title", ("A5",), Match("exact", ""), (), statements, supporting=("T6_three", "T6_one"))
    assert claim.kernel == ("T6_one", "T6_two", "T6_three")


@pytest.mark.parametrize(("name", "module"), [("T6", "t06"), ("L1", "l01"), ("T21", "t21")])
def test_modules_are_named_after_their_claim(name: str, module: str) -> None:
    assert Claim(name, "", (), Match("tool", ""), (), ()).module == module
