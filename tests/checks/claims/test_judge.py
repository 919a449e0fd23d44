"""Comparisons decided on proof only, in either direction."""

from __future__ import annotations

from dataclasses import replace
from fractions import Fraction
from typing import Any

import pytest
import sympy as sp
from flint import arb, ctx

from checks.claims.judge import Case, Judgement, Ruling, _agree, compare, judge
from theory.claims import claim
from theory.claims.scope import Scope
from theory.exact.enclosure import ball
from theory.files.instance_file import read

F = Fraction
ONE, TWO = F(1), F(2)
WIDE = arb(1, 2)


@pytest.mark.parametrize(
    ("relation", "left", "right", "expected"),
    [
        ("<=", ONE, TWO, True),
        ("<=", ONE, ONE, True),
        ("<=", TWO, ONE, False),
        (">=", ONE, TWO, False),
        (">=", TWO, TWO, True),
        (">=", TWO, ONE, True),
        ("==", ONE, ONE, True),
        ("==", ONE, ONE + Fraction(1, 10**50), False),
        ("<=", arb(1), TWO, True),
        ("<=", arb(3), TWO, False),
        ("<=", WIDE, TWO, None),
        (">=", WIDE, TWO, None),
        (">=", arb(3, 0.5), WIDE - 2, True),
        ("<=", arb(2, 1), arb(0, 1.5), None),
        (">=", arb(0, 1.5), arb(2, 1), None),
        ("<=", WIDE, WIDE.lower(), None),
        ("<=", WIDE.lower(), WIDE, True),
        (">=", WIDE, WIDE.upper(), None),
        (">=", WIDE.upper(), WIDE, True),
        ("<=", arb(3, 1), arb(0, 1), False),
        (">=", arb(0, 1), arb(3, 1), False),
        ("==", WIDE, ONE, None),
        ("==", WIDE, WIDE.upper(), None),
        ("==", arb(5), WIDE, False),
        ("<=", ONE, arb.pos_inf(), False),
        (">=", arb.pos_inf(), ONE, True),
        ("iff", True, True, True),
        ("iff", False, True, False),
        ("holds", False, True, False),
    ],
)
def test_relations(relation: str, left: Any, right: Any, expected: bool | None) -> None:
    assert compare(relation, left, right) is expected


def test_what_is_not_a_number_is_an_error() -> None:
    with pytest.raises(ArithmeticError, match="not a number"):
        compare("<=", arb.nan(), ONE)


@pytest.mark.parametrize(
    ("left", "right", "expected"),
    [
        (ONE, TWO, 0.5),
        (TWO, ONE, 0.5),
        (arb(3), Fraction(3), 1.0),
        (-ONE, -TWO, 0.5),
        (-ONE, TWO, None),
        (ONE / 4, -ONE, None),
        (Fraction(0), Fraction(0), None),
        (Fraction(0), ONE, 0.0),
        (ONE, arb.pos_inf(), None),
        (True, True, None),
        (True, ONE, None),
        (ONE, False, None),
        (ONE, Fraction(0), 0.0),
        (None, None, None),
        (ONE, None, None),
        (None, ONE, None),
    ],
)
def test_tightness(left: Any, right: Any, expected: float | None) -> None:
    assert Judgement("T0", "s", "", Ruling.HOLDS, left, right).tightness == expected


TRAP = Scope(
    read(
        {
            "format": "user-diversity/instance/1",
            "contexts": [{"user": "ann", "prompt": "x", "probability": 1}],
            "responses": ["none", "some"],
            "comparators": {"baseline": "none"},
            "rewards": {"a": [[0, -1]], "b": [[0, 1]]},
        }
    )
)
T10 = claim("T10")
ROOT = sp.exp(sp.Rational(1, 2))
LINEAR = Case(("headline",), {"T": 3, "a": 0, "b": 1}, {"R": lambda horizon, model: Fraction(3)})


def rulings(changed: Any, case: Case = LINEAR) -> list[Ruling]:
    return [one.ruling for one in judge(changed, TRAP, case)]


def test_a_claim_and_its_false_neighbours() -> None:
    (statement,) = (one for one in T10.statements if one.name == "headline")
    assert rulings(T10) == [Ruling.HOLDS]
    for factor in (sp.Rational(101, 100), sp.Rational(99, 100)):
        assert rulings(replace(T10, statements=(replace(statement, right=factor * statement.right),))) == [
            Ruling.VIOLATED
        ]


def test_a_hypothesis_that_fails_makes_it_vacuous_and_evaluates_nothing() -> None:
    def never(*arguments: Any) -> Any:
        raise AssertionError

    (judgement,) = judge(replace(T10, hypotheses=(*T10.hypotheses, "D")), TRAP, replace(LINEAR, functions={"R": never}))
    assert judgement.ruling is Ruling.VACUOUS and judgement.left is None and judgement.tightness is None


def test_a_case_speaks_only_to_the_statements_it_names() -> None:
    assert rulings(T10, replace(LINEAR, statements=())) == []


def test_precision_is_raised_until_the_sides_part() -> None:
    tiny = arb(2) ** -150
    (statement,) = (one for one in T10.statements if one.name == "headline")
    for shift, ruling in ((tiny, Ruling.VIOLATED), (-tiny, Ruling.HOLDS)):
        above = replace(statement, relation="<=", left=ROOT + sp.Function("shift")(), right=ROOT)
        case = replace(LINEAR, functions={"shift": lambda shift=shift: shift})
        assert rulings(replace(T10, statements=(above,)), case) == [ruling]


@pytest.mark.parametrize("sign", [1, -1])
@pytest.mark.parametrize("size", [F(0), F(1, 4), ONE, F(1000), F(10**30)])
def test_sides_agree_within_a_share_of_the_larger_of_1_and_both(size: Fraction, sign: int) -> None:
    """At 2⁻⁶⁰ of it they agree, a little beyond it they do not, whichever side is larger."""
    near = max(size, ONE) / 2**60
    with ctx.workprec(400):
        for left, right in ((size, size - near), (size - near, size)):
            assert _agree(ball(sign * left), ball(sign * right))
        for left, right in ((size, size - near * F(1001, 1000)), (size - near * F(1001, 1000), size)):
            assert not _agree(ball(sign * left), ball(sign * right))
        assert not _agree(ball(ONE), ball(-ONE))


def test_precision_is_raised_twice_while_the_sides_overlap() -> None:
    """What overlaps at the last precision is open, unless it agrees; what is decided is not looked at again."""
    (statement,) = (one for one in T10.statements if one.name == "headline")
    used: list[int] = []

    def wide(radius: str) -> arb:
        used.append(ctx.prec)
        return arb(0, radius)

    for radius, ruling in (("1", Ruling.OPEN), ("1e-30", Ruling.HOLDS)):
        changed = replace(statement, relation="<=", left=sp.Function("wide")(), right=sp.Integer(0))
        case = replace(LINEAR, functions={"wide": lambda radius=radius: wide(radius)})
        assert rulings(replace(T10, statements=(changed,)), case) == [ruling]
    assert used == [64, 192, 768] * 2
    changed = replace(statement, relation="<=", left=sp.Function("wide")() - 2, right=sp.Integer(0))
    assert rulings(replace(T10, statements=(changed,)), replace(LINEAR, functions={"wide": lambda: wide("1")})) == [
        Ruling.HOLDS
    ]
    assert used[6:] == [64]


@pytest.mark.parametrize(
    ("relation", "wanted"), [("iff", [False, True, True, False]), ("holds", [True, True, False, False])]
)
def test_truth_values_are_compared_as_such(relation: Any, wanted: list[bool]) -> None:
    """``holds`` looks at the left side alone."""
    (statement,) = (one for one in T10.statements if one.name == "headline")
    changed = replace(statement, relation=relation, left=sp.Function("one")(), right=sp.Function("other")())
    found = []
    for left, right in ((True, False), (True, True), (False, False), (False, True)):
        functions = {"one": lambda left=left: left, "other": lambda right=right: right}
        (ruling,) = rulings(replace(T10, statements=(changed,)), replace(LINEAR, functions=functions))
        found.append(ruling is Ruling.HOLDS)
    assert found == wanted
