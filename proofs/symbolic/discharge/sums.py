"""Sums over arbitrary finite index sets: term by term, and by telescoping."""

from __future__ import annotations

from dataclasses import dataclass, field

import sympy as sp

from proofs.symbolic.discharge.identity import Identity
from proofs.symbolic.engine.step import ZERO, Discharge, Discharger, Goal, Use, eq, ge


@dataclass(frozen=True, slots=True)
class Termwise:
    """Discharges a relation between combinations of sums over one index set through the relation of their terms.

    This proves the relation for every finite index set, whatever its size.
    """

    term: Discharger

    @property
    def uses(self) -> tuple[Use, ...]:
        """The instances that the argument about a term rests on."""
        return self.term.uses

    def __call__(self, goal: Goal) -> Discharge:
        """Gather both sides under one sum sign and discharge the relation of the terms."""
        relation = goal.statement
        if not isinstance(relation, (sp.Le, sp.Ge, sp.Equality)):
            return Discharge(False, "not a weak relation")
        limits = {total.args[-1] for side in relation.args for total in _outer_sums(side)}
        if len(limits) != 1:
            return Discharge(False, "the sums do not run over one index set")
        (limit,) = limits
        try:
            left, right = (_under_one_sign(side, limit[0]) for side in relation.args)
        except ValueError as reason:
            return Discharge(False, str(reason))
        inner = self.term(Goal(relation.func(left, right, evaluate=False), goal.given, goal.find))
        return Discharge(inner.accepted, f"term by term over {limit[0]}: {inner.how}")


def _outer_sums(side: sp.Expr) -> list[sp.Expr]:
    """Return the sums that are not inside another sum."""
    if isinstance(side, sp.Sum):
        return [side]
    return [total for part in side.args for total in _outer_sums(part)]


def _under_one_sign(side: sp.Expr, index: sp.Symbol) -> sp.Expr:
    """Return the term of a combination of sums, its coefficients inside."""
    gathered = ZERO
    for piece in sp.Add.make_args(side):
        sums = [factor for factor in sp.Mul.make_args(piece) if isinstance(factor, sp.Sum)]
        if piece == 0:
            continue
        if len(sums) != 1:
            raise ValueError(f"{piece} is not a multiple of one sum")
        coefficient = piece / sums[0]
        if index in coefficient.free_symbols or coefficient.atoms(sp.Sum):
            raise ValueError(f"the coefficient {coefficient} varies with {index}")
        term, *inner, _ = sums[0].args
        gathered += coefficient * (sp.Sum(term, *inner) if inner else term)
    return gathered


@dataclass(frozen=True, slots=True)
class Telescoping:
    """Discharges Σ_{t=first}^{N} f(t) = F(N) for N ≥ first − 1 by F(first − 1) = 0 and F(N) − F(N−1) = f(N)."""

    uses: tuple[Use, ...] = field(default=(), init=False)

    def __call__(self, goal: Goal) -> Discharge:
        """Check the empty sum and one more term."""
        relation = goal.statement
        if not isinstance(relation, sp.Equality) or not isinstance(relation.lhs, sp.Sum):
            return Discharge(False, "not a sum with its closed form")
        term, (index, first, last) = relation.lhs.args
        closed = relation.rhs
        size = next(iter(last.free_symbols), None)
        if size is None or sp.diff(last, size) != 1 or first.free_symbols or size in term.free_symbols:
            return Discharge(False, "the upper limit is not a shifted symbol that the term does not hold")
        start = sp.solve(last - (first - 1), size)[0]
        if ge(size, start) not in goal.given:
            return Discharge(False, f"{size} is not assumed to be at least {start}")
        empty = closed.subs(size, start)
        more = closed - closed.subs(size, size - 1)
        for part, name in (
            (eq(empty, ZERO), "empty sum"),
            (eq(more, term.subs(index, last)), "one more term"),
        ):
            outcome = Identity()(Goal(part, goal.given))
            if not outcome.accepted:
                return Discharge(False, f"{name}: {outcome.how}")
        return Discharge(True, "induction on the number of terms, both cases exact")


@dataclass(frozen=True, slots=True)
class KnownSeries:
    """Discharges an infinite sum with its value, as sympy's table of zeta values has it."""

    uses: tuple[Use, ...] = field(default=(), init=False)

    def __call__(self, goal: Goal) -> Discharge:
        """Evaluate the series in closed form and compare."""
        if not isinstance(goal.statement, sp.Equality) or goal.statement.lhs.args[1][2] is not sp.oo:
            return Discharge(False, "not an infinite sum")
        value = goal.statement.lhs.doit()
        same = bool(sp.simplify(value - goal.statement.rhs) == 0)
        return Discharge(same, f"the series is {value}")


def termwise(term: Discharger) -> Termwise:
    """Return the discharger of a relation of sums through the relation of their terms."""
    return Termwise(term)


def telescoping() -> Telescoping:
    """Return the discharger of a finite sum in closed form."""
    return Telescoping()


def known_series() -> KnownSeries:
    """Return the discharger of an infinite sum by its known value."""
    return KnownSeries()
