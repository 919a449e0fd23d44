"""Violated comparisons as observations, with the numbers to redo them by hand."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from fractions import Fraction
from typing import Any

import sympy as sp
from flint import arb, ctx
from sympy.core.function import AppliedUndef

from checks.claims.judge import Case, Judgement
from checks.refute.searching.observation import Observation, Value
from theory.claims import Claim, Statement
from theory.claims.evaluate import Valuation, evaluate
from theory.claims.language import C0, A, B, M, quantity
from theory.claims.scope import Scope
from theory.exact.enclosure import ball, fraction

_PRECISION = 192
_COUNTS = ("T", "t", "n", "N")

_MADE_OF = {
    "root": (quantity("K")(A, B), quantity("p")(C0), quantity("delta_a")(A, C0), quantity("delta_b")(A, B, C0)),
}
"""What is shown besides a quantity that is computed from others."""


def violation(
    claim: Claim, scope: Scope, case: Case, judgement: Judgement, world: str, learner: Mapping[str, Any] | None
) -> Observation | None:
    """Describe a violated comparison; ``None`` where a side is infinite or a truth value decides nothing by numbers.

    Parameters
    ----------
    claim, scope, case, judgement
        What was compared, and where.
    world : str
        What is different from what the claim assumes.
    learner : mapping or None
        As in a document.
    """
    statement = next(entry for entry in claim.statements if entry.name == judgement.statement)
    values: dict[str, Value] = {
        name: value
        for name, value in case.symbols.items()
        if name in _names(statement) and (name in _COUNTS or isinstance(value, Fraction))
    }
    for name, side in (("left", judgement.left), ("right", judgement.right)):
        if isinstance(side, Fraction | arb):
            if not ball(side).is_finite():
                return None
            values[name] = side
    values |= dict(_constants(statement, scope, case))
    where = f" ({case.where})" if case.where else ""
    sides = "the left side is {}, the right side {}".format(*(_shown(s) for s in (judgement.left, judgement.right)))
    return Observation(f"{judgement.statement}: {statement}", f"{world}{where}: {sides}", values, learner)


def _shown(side: Any) -> str:
    return str(side) if isinstance(side, bool | Fraction) else str(ball(side).str(8, radius=False))


def _names(statement: Statement) -> set[str]:
    return {symbol.name for side in (statement.left, statement.right) for symbol in side.free_symbols}


def _constants(statement: Statement, scope: Scope, case: Case) -> Iterator[tuple[str, Value]]:
    """Yield what the statement is made of: every quantity, for every wrong model where it is summed over them."""
    valuation = scope.valuation(case.symbols, case.functions)
    atoms = {atom for side in (statement.left, statement.right) for atom in side.atoms(AppliedUndef)}
    atoms |= {part for atom in atoms for part in _MADE_OF.get(str(atom.func), ())}
    for atom in sorted(atoms, key=str):
        needed = {symbol.name for symbol in atom.free_symbols}
        if needed <= set(case.symbols):
            yield from _finite(str(atom), atom, valuation)
        elif needed <= {*case.symbols, M.name} and "theta" in case.symbols:
            for m in scope.functions["W"](case.symbols["theta"]):
                name = str(atom.func(*(sp.Symbol(scope.problem.models[m]) if x == M else x for x in atom.args)))
                yield from _finite(name, atom, valuation.bind(M.name, m))


def _finite(name: str, atom: sp.Basic, valuation: Valuation) -> Iterator[tuple[str, Value]]:
    with ctx.workprec(_PRECISION):
        value = evaluate(atom, valuation)
    if isinstance(value, bool):
        return
    if isinstance(value, arb) and value.is_exact():
        value = fraction(value) if value.is_finite() else None
    if value is not None:
        yield name, value
