"""Judgement of a statement on an instance: both sides evaluated and compared, hypotheses included."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import Enum
from fractions import Fraction
from typing import Any

from flint import arb, ctx

from theory.claims.claim import Claim, Statement
from theory.claims.evaluate import Valuation, evaluate
from theory.claims.hypotheses import met
from theory.claims.scope import Functions, Scope
from theory.exact.enclosure import Number, ball

_PRECISIONS = (64, 192, 768)

AGREEMENT = arb(2) ** -60
"""How close, relative to the larger of 1 and both sides, two enclosures must be to count as equal."""


class Ruling(Enum):
    """What one comparison says about its claim."""

    HOLDS = "holds"
    VIOLATED = "violated"
    OPEN = "open"
    VACUOUS = "vacuous"


@dataclass(frozen=True)
class Case:
    """What the symbols of some statements stand for on an instance.

    Attributes
    ----------
    statements : tuple of str
        The statements of the claim that this case speaks to.
    symbols : mapping
        Symbol name → index or number.
    functions : mapping
        The quantities that the check computes by its own road, such as an enumerated regret.
    where : str
        For people: which truth, learner, horizon.
    """

    statements: tuple[str, ...]
    symbols: Mapping[str, Any]
    functions: Functions = field(default_factory=dict)
    where: str = ""


@dataclass(frozen=True)
class Judgement:
    """One comparison.

    Attributes
    ----------
    claim, statement, where : str
        What was compared.
    ruling : Ruling
        `VIOLATED` only on proof: the enclosures are disjoint the wrong way. `OPEN` where they still overlap at the
        highest precision without agreeing to `AGREEMENT`. `VACUOUS` where a hypothesis failed.
    left, right : Fraction, arb, bool or None
        Both sides; None where vacuous.
    """

    claim: str
    statement: str
    where: str
    ruling: Ruling
    left: Number | bool | None = None
    right: Number | bool | None = None

    @property
    def tightness(self) -> float | None:
        """The smaller side over the larger, 1 where the bound is attained; None where that says nothing."""
        if self.left is None or self.right is None or isinstance(self.left, bool) or isinstance(self.right, bool):
            return None
        left, right = (float(ball(side).mid()) for side in (self.left, self.right))
        low, high = sorted((abs(left), abs(right)))
        return low / high if 0 < high < float("inf") and left * right >= 0 else None


def judge(claim: Claim, scope: Scope, case: Case) -> list[Judgement]:
    """Compare both sides of every statement a case speaks to."""
    named = [statement for statement in claim.statements if statement.name in case.statements]
    valuation = scope.valuation(case.symbols, case.functions)
    return [
        _compare(claim, statement, case, valuation)
        if met(claim.assumed(statement), scope, case.symbols)
        else Judgement(claim.id, statement.name, case.where, Ruling.VACUOUS)
        for statement in named
    ]


def _compare(claim: Claim, statement: Statement, case: Case, valuation: Valuation) -> Judgement:
    for precision in _PRECISIONS:
        with ctx.workprec(precision):
            left = evaluate(statement.left, valuation)
            right = True if statement.relation == "holds" else evaluate(statement.right, valuation)
            settled = compare(statement.relation, left, right)
        if settled is not None:
            break
    if settled is None:
        ruling = Ruling.HOLDS if _agree(ball(left), ball(right)) else Ruling.OPEN
    else:
        ruling = Ruling.HOLDS if settled else Ruling.VIOLATED
    return Judgement(claim.id, statement.name, case.where, ruling, left, right)


def _agree(left: arb, right: arb) -> bool:
    """Whether the sides can differ by no more than `AGREEMENT`."""
    size = arb(1).max(abs(left)).max(abs(right))
    return bool(abs(left - right) <= AGREEMENT * size)


def compare(relation: str, left: Any, right: Any) -> bool | None:
    """Decide a relation between two sides; None where their enclosures overlap.

    ``<=`` also claims that the right side is finite.

    Examples
    --------
    >>> compare("<=", Fraction(1), Fraction(2)), compare("==", Fraction(1), arb(1, 0.5)), compare("iff", True, False)
    (True, None, False)
    """
    if relation in ("iff", "holds"):
        return bool(left) is bool(right)
    if isinstance(left, Fraction) and isinstance(right, Fraction):
        return {"<=": left <= right, ">=": left >= right, "==": left == right}[relation]
    one, other = ball(left), ball(right)
    if one.is_nan() or other.is_nan():
        raise ArithmeticError(f"a side is not a number: {left} {relation} {right}")
    if relation == "==":
        return None if one.overlaps(other) else False
    if relation == ">=":
        one, other = other, one
    elif not other.is_finite():
        return False
    return True if one <= other else False if one > other else None
