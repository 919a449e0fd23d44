"""Pairs whose believed model has a second optimum that costs nothing under either model."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from checks.refute.drawing.confusing import Altered, altered, shared_optimum
from checks.refute.searching.setting import Setting, context_name, served
from theory.instance import Instance


def tied_pair(instance: Instance) -> tuple[Setting, Altered, Mapping[str, Any]] | None:
    """Find a confusing pair (a, b), a with several optima, and a constant policy without regret under either.

    Returns
    -------
    tuple or None
        The setting, the pair with its context, and the learner.
    """
    setting = Setting(instance)
    for pair in altered(setting):
        if pair.unique:
            continue
        policy = shared_optimum(setting.problem, pair.a, pair.b)
        if policy is not None:
            return setting, pair, learner(setting, policy)
    return None


def learner(setting: Setting, policy: tuple[int, ...]) -> Mapping[str, Any]:
    """Describe the learner that deploys one policy for ever."""
    problem = setting.problem
    return {
        "name": "fixed policy",
        "policy": [
            {"context": context_name(problem, c), "response": name} for c, name in enumerate(served(problem, policy))
        ],
    }
