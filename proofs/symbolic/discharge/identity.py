"""An exact identity, decided in the normal form of `proofs.symbolic.engine.normal`."""

from __future__ import annotations

from dataclasses import dataclass, field

import sympy as sp

from proofs.symbolic.engine import solver
from proofs.symbolic.engine.normal import NormalForm, NotNormalisable, scale_of, vanishes
from proofs.symbolic.engine.step import Discharge, Goal, Use


@dataclass(frozen=True, slots=True)
class Identity:
    """Discharges `left = right` by reducing the difference to zero, every denominator being proved non-zero."""

    uses: tuple[Use, ...] = field(default=(), init=False)

    def __call__(self, goal: Goal) -> Discharge:
        """Reduce both sides to the normal form and compare them."""
        if not isinstance(goal.statement, sp.Equality):
            return Discharge(False, "not an identity")
        left, right = (_differentiated(side) for side in goal.statement.args)
        form = NormalForm(goal.given, scale_of(left, right))
        try:
            same = vanishes(form, form(left) - form(right))
            undefined = [
                original for base, original in form.denominators if not _never_zero(form, base, original, goal)
            ]
        except NotNormalisable as reason:
            return Discharge(False, f"not normalisable: {reason}")
        if undefined:
            return Discharge(False, f"a denominator may vanish: {undefined[0]}")
        return Discharge(same, "exact identity" if same else "the sides differ in normal form")


def _differentiated(side: sp.Expr) -> sp.Expr:
    return side.replace(lambda part: isinstance(part, sp.Derivative), lambda part: part.doit())


def _never_zero(form: NormalForm, base: sp.Expr, original: sp.Expr, goal: Goal) -> bool:
    try:
        form.factors(base)
        return True
    except NotNormalisable:
        pass
    try:
        return solver.prove(sp.Ne(original, 0), goal.given) == "proved"
    except solver.Undecided:
        return False


@dataclass(frozen=True, slots=True)
class SumOfSquares:
    """Discharges `large ≥ small` by an explicit certificate large − small = Σ weight · square², checked exactly.

    Each weight must be a positive number.
    """

    squares: tuple[tuple[sp.Expr, sp.Expr], ...]
    uses: tuple[Use, ...] = field(default=(), init=False)

    def __call__(self, goal: Goal) -> Discharge:
        """Expand the certificate and compare it with the difference of the sides."""
        if not isinstance(goal.statement, (sp.Le, sp.Ge)) or not all(c.is_positive for c, _ in self.squares):
            return Discharge(False, "not a weak inequality, or a weight is not positive")
        certificate = sp.Add(*(weight * root**2 for weight, root in self.squares))
        difference = goal.statement.gts - goal.statement.lts - certificate
        exact = Identity()(Goal(sp.Eq(difference, 0, evaluate=False), goal.given))
        return Discharge(exact.accepted, "sum of squares" if exact.accepted else f"certificate: {exact.how}")


def identity() -> Identity:
    """Return the discharger of exact identities."""
    return Identity()


def sum_of_squares(*squares: tuple[sp.Expr, sp.Expr]) -> SumOfSquares:
    """Return the discharger of an inequality by the certificate Σ weight · square² (pairs weight, square)."""
    return SumOfSquares(tuple((sp.sympify(weight), sp.sympify(root)) for weight, root in squares))
