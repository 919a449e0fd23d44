"""What happens in a world: the regret, the selections and the offline error that the claims speak of, enumerated."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from math import comb

from flint import arb

from checks.claims import samples
from checks.exact.enumerate import Enumeration, View, at_precision, enumeration
from checks.exact.expectations import expected_regret
from checks.exact.states import ROOT, States
from checks.learner_protocol import Learner
from checks.refute.misspecified.misspecification import World
from theory.exact.enclosure import ball
from theory.quantities import mean_regret, wrong_models

MOST_STATES = 500
"""A horizon is affordable if all histories of that length could not be in more states than this."""

LONGEST = 12
"""No horizon is longer."""


def rounds(world: World) -> int:
    """How many rounds are enumerated."""
    kinds = len(States(world.happens).vectors)
    return max((t for t in range(2, LONGEST + 1) if comb(t + kinds, t) <= MOST_STATES), default=2)


def regret(world: World, learner: Learner, theta: int, last: int) -> list[arb]:
    """Enclose R_0, …, R_last under a truth, in the units of what the claim is told."""
    curve = expected_regret(world.happens, world.answers[theta], learner, last)
    return [value / ball(world.steepness) for value in curve]


@at_precision
def mistakes(world: World, theta: int, last: int) -> list[arb]:
    """Enclose P(m_t ∈ W(θ)) under greedy, t = 1, …, last."""
    known, wrong = enumeration(world.happens, world.greedy), wrong_models(world.told.problem, theta)
    known.reach(last)
    return [
        sum((mass for state, mass in law.items() if _selected(world, known, state) in wrong), arb(0))
        for law in (known.probabilities(world.answers[theta], t) for t in range(1, last + 1))
    ]


@at_precision
def tail(world: World, theta: int, m: int, last: int) -> list[arb]:
    """Enclose P(N(m) ≥ n) under greedy over rounds 1, …, last, for n = 0, …, last."""
    known = enumeration(world.happens, world.greedy)
    known.reach(last)
    joint: dict[tuple[int, int], arb] = {(ROOT, 0): arb(1)}
    for t in range(1, last + 1):
        after: dict[tuple[int, int], arb] = {}
        for (state, count), weight in joint.items():
            times = count + (_selected(world, known, state) == m)
            for child, mass in known.successors(state, t) if t < last else ((state, arb(1)),):
                after[child, times] = after.get((child, times), arb(0)) + weight * mass
        joint = after
    ratios = known.ratios(world.answers[theta])
    return [
        sum((weight * ratios[state] for (state, times), weight in joint.items() if times >= n), arb(0))
        for n in range(last + 1)
    ]


def _selected(world: World, known: Enumeration, state: int) -> int:
    return View(known.states, state).best(world.members)[0]


@at_precision
def suboptimality(world: World, truths: list[int]) -> Mapping[int, list[arb]]:
    """Enclose E SubOpt of the most likely of the learner's models after n tuples, truth → ``[n]``."""
    problem = world.happens
    beta, q = problem.beta, problem.q
    assert beta is not None and q is not None
    known = Enumeration(replace(problem, p=q), Learner("behaviour", "β in every round", lambda history, t: beta))
    sizes = samples.sizes(world.told.problem)
    known.reach(sizes.stop)
    errors: dict[int, list[arb]] = {}
    for theta in truths:
        costs = {m: ball(mean_regret(world.told.problem, m, theta)) for m in world.members}
        errors[theta] = [
            sum(
                (
                    mass * costs[_selected(world, known, state)]
                    for state, mass in known.probabilities(world.answers[theta], n + 1).items()
                ),
                arb(0),
            )
            for n in sizes
        ]
    return errors
