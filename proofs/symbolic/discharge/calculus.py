"""Inequalities in one real variable by slope or curvature, and by ball arithmetic on a compact interval."""

from __future__ import annotations

from dataclasses import dataclass, field

import sympy as sp
from flint import arb, fmpq

from proofs.symbolic.discharge.identity import Identity
from proofs.symbolic.engine import solver
from proofs.symbolic.engine.step import ZERO, Discharge, Discharger, Goal, Use, eq, ge, le

MAX_PIECES = 4096


SMOOTH = (sp.Add, sp.Mul, sp.Pow, sp.exp, sp.log, sp.cosh, sp.sinh, sp.Symbol, sp.Number)


def _excess(goal: Goal) -> sp.Expr | None:
    """Return the larger side minus the other, or None if the goal is no weak inequality of smooth functions."""
    if not isinstance(goal.statement, (sp.Le, sp.Ge)):
        return None
    excess = goal.statement.gts - goal.statement.lts
    return excess if all(_smooth(part, goal) for part in sp.preorder_traversal(excess)) else None


def _smooth(part: sp.Expr, goal: Goal) -> bool:
    """Tell whether a term is smooth in its arguments wherever the hypotheses hold."""
    if isinstance(part, sp.log):
        safe = sp.Gt(part.args[0], 0)
    elif part.is_Pow and not (part.exp.is_Integer and part.exp.is_positive):
        safe = sp.Ne(part.base, 0) if part.exp.is_Integer else sp.Gt(part.base, 0)
    else:
        return isinstance(part, SMOOTH)
    try:
        return solver.prove(safe, goal.given) == "proved"
    except solver.Undecided:
        return False


@dataclass(frozen=True, slots=True)
class Increasing:
    """Discharges `large ≥ small` for variable ≥ start: equality at the start, and a slope that is not negative."""

    variable: sp.Symbol
    start: sp.Expr
    slope: Discharger

    @property
    def uses(self) -> tuple[Use, ...]:
        """The instances that the argument about the slope rests on."""
        return self.slope.uses

    def __call__(self, goal: Goal) -> Discharge:
        """Compare the sides at the start and discharge the slope on the half-line."""
        excess = _excess(goal)
        half_line = ge(self.variable, self.start)
        about = {hypothesis for hypothesis in goal.given if self.variable in hypothesis.free_symbols}
        if excess is None or about != {half_line}:
            return Discharge(False, f"not a weak inequality of smooth functions on {half_line}")
        touches = Identity()(Goal(eq(excess.subs(self.variable, self.start), ZERO), goal.given))
        if not touches.accepted:
            return Discharge(False, f"at {self.variable} = {self.start}: {touches.how}")
        slope = self.slope(Goal(ge(sp.diff(excess, self.variable), ZERO), goal.given, goal.find))
        return Discharge(slope.accepted, f"equality at {self.variable} = {self.start}; slope: {slope.how}")


@dataclass(frozen=True, slots=True)
class Convex:
    """Discharges `large ≥ small` for every real variable: contact of order two at a point, and convexity."""

    variable: sp.Symbol
    at: sp.Expr
    curvature: Discharger

    @property
    def uses(self) -> tuple[Use, ...]:
        """The instances that the argument about the curvature rests on."""
        return self.curvature.uses

    def __call__(self, goal: Goal) -> Discharge:
        """Check value and slope at the point of contact and discharge the second derivative."""
        excess = _excess(goal)
        if excess is None:
            return Discharge(False, "not a weak inequality of smooth functions")
        if any(self.variable in hypothesis.free_symbols for hypothesis in goal.given) and not _convex_domain(
            goal, self
        ):
            return Discharge(False, f"the domain of {self.variable} is not an interval around {self.at}")
        for order in (0, 1):
            value = sp.diff(excess, self.variable, order).subs(self.variable, self.at)
            touches = Identity()(Goal(eq(value, ZERO), goal.given))
            if not touches.accepted:
                return Discharge(False, f"derivative {order} at {self.variable} = {self.at}: {touches.how}")
        second = sp.diff(excess, self.variable, 2)
        curved = self.curvature(Goal(ge(second, ZERO), goal.given, goal.find))
        return Discharge(curved.accepted, f"contact at {self.variable} = {self.at}; curvature: {curved.how}")


def _convex_domain(goal: Goal, convex: Convex) -> bool:
    """Tell whether the only hypothesis on the variable is that it is positive, and so is the point of contact."""
    about = {hypothesis for hypothesis in goal.given if convex.variable in hypothesis.free_symbols}
    point = sp.Gt(convex.at, 0)
    return about == {sp.Gt(convex.variable, 0)} and (point is sp.true or point in goal.given)


@dataclass(frozen=True, slots=True)
class Enclosed:
    """Discharges an inequality on a compact interval (or between constants) by a covering with balls.

    The interval is bisected until ball arithmetic proves the strict inequality on every piece.
    """

    variable: sp.Symbol | None
    low: sp.Rational
    high: sp.Rational
    uses: tuple[Use, ...] = field(default=(), init=False)

    def __call__(self, goal: Goal) -> Discharge:
        """Cover the interval that the hypotheses state."""
        if not isinstance(goal.statement, (sp.Le, sp.Ge, sp.Lt, sp.Gt)):
            return Discharge(False, "not an inequality")
        if self.variable is not None and set(goal.given) != {le(self.low, self.variable), le(self.variable, self.high)}:
            return Discharge(False, "the hypotheses are not the interval")
        excess = goal.statement.gts - goal.statement.lts
        pieces, done = [(self.low, self.high)], 0
        while pieces:
            low, high = pieces.pop()
            radius = _ball((high - low) / 2).upper()
            try:
                value = evaluate(excess, self.variable, arb(_ball((low + high) / 2), radius))
            except ValueError as reason:
                return Discharge(False, str(reason))
            done += 1
            if value > 0:
                continue
            if value <= 0 or done > MAX_PIECES or low == high:
                return Discharge(False, f"not positive on [{low}, {high}] after {done} pieces")
            pieces += [(low, (low + high) / 2), ((low + high) / 2, high)]
        return Discharge(True, f"ball arithmetic on {done} piece(s)")


def _ball(value: sp.Rational) -> arb:
    return arb(fmpq(int(value.p), int(value.q)))


def evaluate(e: sp.Expr, variable: sp.Symbol | None, value: arb) -> arb:
    """Enclose an elementary expression at a ball.

    Raises
    ------
    ValueError
        If the expression holds anything but the variable, numbers and elementary functions.
    """
    if e.is_Rational:
        return _ball(e)
    if e is sp.pi:
        return arb.pi()
    if e is sp.E:
        return arb(1).exp()
    if e == variable:
        return value
    parts = [evaluate(part, variable, value) for part in e.args]
    if e.is_Add:
        return sum(parts, arb(0))
    if e.is_Mul:
        product = arb(1)
        for part in parts:
            product *= part
        return product
    if e.is_Pow and e.exp.is_Integer:
        return parts[0] ** int(e.exp)
    if e.is_Pow and e.exp == sp.Rational(1, 2):
        return parts[0].sqrt()
    for function, method in ((sp.exp, "exp"), (sp.log, "log"), (sp.cosh, "cosh"), (sp.sinh, "sinh")):
        if isinstance(e, function):
            enclosure: arb = getattr(parts[0], method)()
            return enclosure
    raise ValueError(f"{e} is not an elementary expression in {variable}")


def increasing(variable: sp.Symbol, start: sp.Expr, slope: Discharger) -> Increasing:
    """Return the discharger by a slope that is not negative from the start on."""
    return Increasing(variable, sp.sympify(start), slope)


def convex(variable: sp.Symbol, at: sp.Expr, curvature: Discharger) -> Convex:
    """Return the discharger by contact at a point and a second derivative that is not negative."""
    return Convex(variable, sp.sympify(at), curvature)


def enclosed(variable: sp.Symbol | None = None, low: sp.Rational = 0, high: sp.Rational = 0) -> Enclosed:
    """Return the discharger by ball arithmetic, between constants or on a compact interval."""
    return Enclosed(variable, sp.Rational(low), sp.Rational(high))
