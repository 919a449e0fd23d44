"""Segments on which greedy starts with a wrong policy that shows nothing: it is deployed for ever."""

from __future__ import annotations

from fractions import Fraction

from checks.claims.segment import Segment
from checks.refute.drawing.polytopes import segment
from checks.refute.searching.observation import Dropped, Observation
from theory.claims.scope import Scope
from theory.instance import Instance


def stuck(instance: Instance, claimed: str) -> Observation | None:
    """Find a segment on which greedy, ties to the least parameter, starts with a policy that shows nothing."""
    polytope = Scope(instance).polytope
    if polytope is None:
        return None
    problem = polytope.problem
    theta = problem.theta
    if theta is None or len(theta) != 1 or not problem.region.contains(theta) or not problem.unique_optimum(theta):
        return None
    greedy = Segment(instance)
    first = greedy.policy(greedy.leader({}))
    cost = greedy.loss(first)
    if not cost or problem.exposed(first):
        return None
    return Observation(
        claimed,
        f"the policy of the least parameter is deployed first and shows nothing: R_T = T·{cost} exactly",
        {"regret_per_round": cost, "rho": Fraction(1)},
        {"name": "greedy", "ties": "least parameter"},
    )


def dropping(hypothesis: str, claimed: str) -> Dropped:
    """Return the search for T22 without a hypothesis, and what T22 would say with it."""
    return Dropped("T22", hypothesis, segment, lambda instance: stuck(instance, claimed))
