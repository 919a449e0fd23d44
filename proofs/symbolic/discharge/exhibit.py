"""Discharge of a statement about one concrete instance, by exact computation on it."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field

import sympy as sp

from proofs.symbolic.engine.step import Discharge, Expression, Goal, Use


@dataclass(frozen=True, slots=True)
class Exhibited:
    """Discharges a statement by computing what each of its symbols is worth on the instance."""

    readings: Mapping[Expression, Callable[[], object]]
    uses: tuple[Use, ...] = field(default=(), init=False)

    def __call__(self, goal: Goal) -> Discharge:
        """Compute the values and decide the statement."""
        values = {symbol: sp.sympify(read()) for symbol, read in self.readings.items()}
        inexact = [
            symbol for symbol, value in values.items() if not (value.is_Rational or value in (sp.true, sp.false))
        ]
        if inexact or goal.given:
            return Discharge(False, f"not exact: {inexact}" if inexact else "a hypothesis has no place here")
        decided = goal.statement.xreplace(values)
        shown = ", ".join(f"{symbol} = {value}" for symbol, value in values.items())
        return Discharge(decided is sp.true, f"computed: {shown}")


def exhibited(readings: Mapping[Expression, Callable[[], object]]) -> Exhibited:
    """Return the discharger that computes every symbol of the statement exactly (symbol → function)."""
    return Exhibited(dict(readings))
