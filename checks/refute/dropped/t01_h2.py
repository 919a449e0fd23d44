"""T1 with infinitely many models: the regret of greedy is linear, although D holds."""

from __future__ import annotations

from itertools import count

from checks.exact.expectations import selection_probabilities
from checks.refute.dropped.infinite_class import CONTINUED, PAIRS, candidate, crowded, prefix
from checks.refute.searching.observation import Dropped, Observation
from checks.refute.searching.setting import greedy
from theory.instance import Instance
from theory.problem import Problem

_LONGEST = 40


def observe(instance: Instance) -> Observation | None:
    """Find a crowd that greedy never gets past, and the bound of T1 growing with it.

    The first pairs of the class already hold greedy off for a number of rounds that grows with them.
    """
    crowd = crowded(instance)
    if crowd is None or not crowd.setting.conditions.diversity:
        return None
    first, both = (prefix(instance, pairs) for pairs in range(1, PAIRS + 1))
    rounds = [rounds_without_truth(part.problem) for part in (first, both)]
    bounds = [part.greedy_bound(part.truth) for part in (first, both)]
    if not rounds[0] < rounds[1] or not bounds[0] < bounds[1]:
        return None
    return Observation(
        "the regret of greedy stays bounded",
        f"over the class continued with gaps g ± s/2^i, D holds and R_T = T·{crowd.cost} exactly for all T",
        {
            "regret_per_round": crowd.cost,
            "rounds_held_by_2_wrong": rounds[0],
            "rounds_held_by_4_wrong": rounds[1],
            "T1_for_2_wrong": bounds[0],
            "T1_for_4_wrong": bounds[1],
        },
        greedy(**{"class": CONTINUED}),
    )


def rounds_without_truth(problem: Problem) -> int:
    """Return how many rounds greedy certainly deploys a wrong model, whatever it observes."""
    truth = len(problem.models) - 1
    for horizon in count(1):
        chance = selection_probabilities(problem, truth, horizon)[-1][truth]
        if not chance.is_zero() or horizon > _LONGEST:
            return horizon - 1
    raise AssertionError


DROPPED = Dropped("T1", "H2", candidate, observe)
