"""Comparisons decided on proof only, in either direction."""

from __future__ import annotations

from dataclasses import replace
from fractions import Fraction
from typing import Any

import pytest
import sympy as sp
from flint import arb

from checks.claims.judge import Case, Judgement, Ruling, compare, judge
from theory.claims import claim
from theory.claims.scope import Scope
from theory.files.instance_file import read

ONE, TWO = Fraction(1), Fraction(2)
WIDE = arb(1, 2)


@pytest.mark.parametrize(
    ("relation", "left", "right", "expected"),
    [
        ("<=", ONE, TWO, True),
        ("<=", ONE, ONE, True),
        ("<=", TWO, ONE, False),
        (">=", ONE, TWO, False),
        (">=", TWO, TWO, True),
        ("==", ONE, ONE, True),
        ("==", ONE, ONE + Fraction(1, 10**50), False),
        ("<=", arb(1), TWO, True),
        ("<=", arb(3), TWO, False),
        ("<=", WIDE, TWO, None),
        (">=", WIDE, TWO, None),
        (">=", arb(3, 0.5), WIDE - 2, True),
        ("==", WIDE, ONE, None),
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
        (Fraction(0), Fraction(0), None),
        (Fraction(0), ONE, 0.0),
        (ONE, arb.pos_inf(), None),
        (True, True, None),
        (None, None, None),
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
