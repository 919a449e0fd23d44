"""Setting of a search: an instance with a finite class, its truth, and which models a policy leaves alike."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Any

import numpy as np
from flint import arb

from theory.claims.scope import Scope
from theory.exact.enclosure import ball
from theory.instance import Instance, Rewards
from theory.problem import Problem
from theory.quantities import policy_of


def greedy(**changed: Any) -> dict[str, Any]:
    """Describe greedy, ties to the lowest index, with what is changed about it."""
    return {"name": "greedy", **changed}


@dataclass(frozen=True, eq=False)
class Setting(Scope):
    """An instance with a finite class, as the predicates look at it."""

    @property
    def truth(self) -> int:
        """The index of the truth; the predicate must have made sure that there is one."""
        assert self.problem.truth is not None
        return self.problem.truth

    def frozen(self, policy: Sequence[int]) -> bool:
        """Whether all models look alike while a policy is deployed: no likelihood ratio ever moves."""
        return all(self.silent(c, y) for c, y in enumerate(policy))

    def silent(self, c: int, y: int) -> bool:
        """Whether deploying y in context c tells no two models apart."""
        return len(set(self.conditions.views[c, y].tolist())) == 1

    def policy(self, m: int) -> tuple[int, ...]:
        """π_m."""
        return policy_of(self.problem, m)

    def alike(self, policy: Sequence[int], first: int, second: int) -> bool:
        """Whether two models look alike while a policy is deployed."""
        return second in self.conditions.alike(np.array(policy), first).tolist()

    def greedy_bound(self, theta: int) -> arb:
        """Enclose the right side of T1; infinite where D fails at θ."""
        return ball(self.right_side("T1", "headline", theta=theta))


def without_model(instance: Instance, name: str) -> Instance:
    """Return an instance of rewards without one of its models, and without a truth if that was it."""
    assert isinstance(instance.models, Rewards)
    kept = {key: rows for key, rows in instance.models.table.items() if key != name}
    return replace(instance, models=Rewards(kept), truth=None if instance.truth == name else instance.truth)


def context_name(problem: Problem, c: int) -> list[str]:
    """Return a context as it is written in documents."""
    return list(problem.contexts[c])


def served(problem: Problem, policy: Sequence[int]) -> list[str]:
    """Return a policy by the names of its responses, context by context."""
    return [problem.responses[y] for y in policy]
