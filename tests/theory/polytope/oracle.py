"""A class decided policy by policy with SciPy's linear programs in floating point: no branching, no sharing.

The numbers of the instances are small integers and halves, so that every optimum that is not 0 is far from 0.
"""

from __future__ import annotations

from itertools import product
from typing import Any

import numpy as np
from scipy.optimize import Bounds, LinearConstraint, milp

from checks.recheck.model import Model
from theory.instance import Instance
from theory.polytope.continuous import ContinuousClass
from theory.polytope.decision import decide, expanded

CLEAR = 1e-7
MOST = 128


def agrees(instance: Instance) -> bool:
    """Compare Π, Π° and the verdict with the solver's; False where there are too many policies to try each."""
    problem, model = ContinuousClass.of(instance), Model.of(instance)
    contexts, responses, _ = problem.shape
    if responses**contexts > MOST:
        return False
    found = decide(problem)
    assert found.strict is not None and found.closed is not None
    policies = list(product(range(responses), repeat=contexts))
    margins = {policy: margin(model, policy) for policy in policies}
    assert set(found.strict.leaves) == {policy for policy, tau in margins.items() if tau > CLEAR}
    every = expanded(problem, found.closed)
    assert every is not None and set(every) == {policy for policy, tau in margins.items() if tau > -CLEAR}
    if any(confused(model, policy) for policy in found.strict.leaves):
        assert found.verdict == "not bounded"
    elif found.coinciding and any(confused(model, policy) for policy in every):
        assert found.verdict == "boundary"
    else:
        assert found.verdict == "bounded"
    return True


def _floats(rows: list[Any], width: int) -> Any:
    return np.array([[float(x) for x in row] for row in rows]).reshape(len(rows), width)


def _cell(model: Model, policy: tuple[int, ...]) -> Any:
    rows = [
        model.difference(c, served, y)
        for c, served in enumerate(policy)
        for y in range(len(model.heads[c]))
        if y != served
    ]
    return _floats(rows, len(model.sides[0][0]))


def margin(model: Model, policy: tuple[int, ...]) -> float:
    """The largest τ ≤ 1 with every preference of a policy at least τ."""
    size = len(model.sides[0][0])
    sides, bounds = _floats([row for row, _ in model.sides], size), [float(bound) for _, bound in model.sides]
    cell = _cell(model, policy)
    above = np.hstack([sides, np.zeros((len(sides), 1))])
    below = np.hstack([-cell, np.ones((len(cell), 1))])
    limits = LinearConstraint(np.vstack([above, below]), -np.inf, [*bounds, *([0.0] * len(cell))])
    return -_least([0.0] * size + [-1.0], [limits], Bounds([-np.inf] * (size + 1), [np.inf] * size + [1]))


def _least(cost: list[float], rows: list[Any], bounds: Any = None) -> float:
    """The least cost under linear constraints; `milp`, without whole numbers, is `linprog` with less around it."""
    answer = milp(cost, constraints=rows, bounds=bounds or Bounds(-np.inf, np.inf))
    assert answer.status == 0
    return float(answer.fun)


def confused(model: Model, policy: tuple[int, ...]) -> bool:
    """Whether σ(π, c, y) > 0 for some (c, y)."""
    size = len(model.sides[0][0])
    sides, bounds = _floats([row for row, _ in model.sides], size), [float(bound) for _, bound in model.sides]
    cell, shown = _cell(model, policy), _floats(model.shown(policy), size)
    none = np.zeros_like(sides)
    above = np.vstack([np.hstack([sides, none]), np.hstack([none, sides]), np.hstack([-cell, np.zeros_like(cell)])])
    rows = [LinearConstraint(above, -np.inf, [*bounds, *bounds, *([0.0] * len(cell))])]
    rows += [LinearConstraint(np.hstack([shown, -shown]), 0, 0)] if len(shown) else []
    return any(-_least([*([0.0] * size), *(-row)], rows) > CLEAR for row in -cell)
