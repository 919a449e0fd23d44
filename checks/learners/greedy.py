"""Greedy: the policy of the maximum-likelihood model, the lowest index on ties."""

from __future__ import annotations

from checks.learners.base import History, Learner, Rows


def plan(history: History, t: int) -> Rows:
    """Deploy π of the most likely model."""
    return history.policy(history.leader)


LEARNER = Learner("greedy", "the policy of the maximum-likelihood model", plan)
