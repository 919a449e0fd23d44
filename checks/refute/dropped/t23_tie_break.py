"""T23 with ties to the lowest index: the class is bounded for careful greedy, and greedy is linear all the same."""

from __future__ import annotations

from fractions import Fraction

from checks.claims.segment import Segment
from checks.refute.drawing.polytopes import segment
from checks.refute.searching.observation import Dropped, Observation
from theory.claims.scope import Scope
from theory.exact.enclosure import ball
from theory.instance import Instance
from theory.preference import sigmoid


def observe(instance: Instance) -> Observation | None:
    """Find a segment, bounded by T23, whose least parameter ties responses and shows nothing by the lowest index."""
    scope = Scope(instance).polytope
    if scope is None or scope.problem.region.dimension != 1:
        return None
    problem, theta = scope.problem, scope.problem.theta
    if theta is None or not problem.region.contains(theta) or not problem.unique_optimum(theta):
        return None
    greedy = Segment(instance)
    least = greedy.leader({})
    stuck, good = greedy.policy(least), greedy.policy(theta[0])
    cost, seen = greedy.loss(stuck), problem.exposed(good)
    if not cost or problem.exposed(stuck) or problem.unique_optimum((least,)):
        return None
    if (
        len(instance.contexts) != 1
        or len(seen) != 1
        or seen[0].direction[0] <= 0
        or scope.decision.verdict != "bounded"
    ):
        return None
    gap = seen[0].direction[0] * theta[0]
    if greedy.leader({seen[0].direction[0]: (0, 1)}) != least:
        return None
    return Observation(
        "every σ(π, c, y) ≤ 0 over Π°, so that careful greedy has bounded regret",
        f"if the best response is deployed first and loses, the most likely parameter is {least}, where responses tie; "
        f"the lowest index shows nothing, and R_T ≥ (T − 1)·P(loss)·{cost}",
        {"regret_per_round": cost, "loss": sigmoid(ball(-gap)), "sigma": Fraction(0)},
        {"name": "greedy", "ties": "lowest index"},
    )


DROPPED = Dropped("T23", "tie-break", segment, observe)
"""The search."""
