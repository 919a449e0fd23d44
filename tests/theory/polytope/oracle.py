"""A class decided policy by policy with SciPy's linear programs in floating point: no branching, no sharing.

The numbers of the instances are small integers and halves, so that every optimum that is not 0 is far from 0.
"""

from __future__ import annotations

from itertools import product
from typing import Any

import numpy as np
from scipy.optimize import Bounds, LinearConstraint, milp
from scipy.sparse import block_diag

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
    margins = dict(zip(policies, least_margins(model, policies), strict=True))
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


def _heads(model: Model) -> list[Any]:
    """Return the heads, one table a context."""
    return [_floats(block, len(model.sides[0][0])) for block in model.heads]


def _cell(heads: list[Any], policy: tuple[int, ...]) -> Any:
    """Return ⟨row, m⟩ ≥ 0 for all preferences of a policy; differences of such numbers are exact in floats."""
    return np.vstack(
        [np.delete(block[served] - block, served, axis=0) for block, served in zip(heads, policy, strict=True)]
    )


def least_margins(model: Model, policies: list[tuple[int, ...]]) -> list[float]:
    """The largest τ ≤ 1 with every preference of a policy at least τ, for each policy."""
    size = len(model.sides[0][0])
    sides, bounds = _floats([row for row, _ in model.sides], size), [float(bound) for _, bound in model.sides]
    heads = _heads(model)
    cells = [_cell(heads, policy) for policy in policies]
    above = np.hstack([sides, np.zeros((len(sides), 1))])
    blocks = [np.vstack([above, np.hstack([-cell, np.ones((len(cell), 1))])]) for cell in cells]
    limits = [[*bounds, *([0.0] * len(cell))] for cell in cells]
    return [-least for least in _least([[0.0] * size + [-1.0]] * len(cells), blocks, limits, [np.inf] * size + [1.0])]


def _least(costs: list[Any], blocks: list[Any], limits: list[list[float]], most: Any = np.inf, equal: int = 0) -> Any:
    """The least cost of each of several linear programs, solved as one that falls apart into them.

    The last ``equal`` rows of each block are equations. `milp`, without whole numbers, is `linprog` with less around.
    """
    high = np.concatenate(limits)
    low = np.concatenate([[-np.inf] * (len(limit) - equal) + limit[len(limit) - equal :] for limit in limits])
    whole = np.concatenate(costs)
    bounds = Bounds(-np.inf, np.tile(most, len(costs)) if np.ndim(most) else most)
    answer = milp(whole, constraints=LinearConstraint(block_diag(blocks, format="csr"), low, high), bounds=bounds)
    assert answer.status == 0
    return (whole * answer.x).reshape(len(costs), -1).sum(axis=1)


def confused(model: Model, policy: tuple[int, ...]) -> bool:
    """Whether σ(π, c, y) > 0 for some (c, y)."""
    size = len(model.sides[0][0])
    sides, bounds = _floats([row for row, _ in model.sides], size), [float(bound) for _, bound in model.sides]
    cell, shown = _cell(_heads(model), policy), _floats(model.shown(policy), size)
    none = np.zeros_like(sides)
    above = np.vstack([np.hstack([sides, none]), np.hstack([none, sides]), np.hstack([-cell, np.zeros_like(cell)])])
    block = np.vstack([above, np.hstack([shown, -shown])])
    limit = [*bounds, *bounds, *([0.0] * (len(cell) + len(shown)))]
    costs = [[*([0.0] * size), *row] for row in cell]
    leasts = _least(costs, [block] * len(costs), [limit] * len(costs), equal=len(shown))
    return bool((leasts < -CLEAR).any())
