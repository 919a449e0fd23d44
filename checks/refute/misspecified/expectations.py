"""Expected regret, selections and offline error of learners under a misspecified assumption."""

from __future__ import annotations

from collections.abc import Mapping
from math import comb

from flint import arb

from checks.claims import samples
from checks.exact.enumerate import View
from checks.exact.expectations import Selected, expected_regret, selection_probabilities, selection_tail
from checks.exact.states import States
from checks.learner_protocol import Learner
from checks.refute.misspecified.misspecification import World
from theory.exact.enclosure import ball
from theory.quantities import wrong_models

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


def mistakes(world: World, theta: int, last: int) -> list[arb]:
    """Enclose P(m_t ∈ W(θ)) under greedy, t = 1, …, last."""
    wrong, truth = wrong_models(world.told.problem, theta), world.answers[theta]
    table = selection_probabilities(world.happens, truth, last, world.greedy, selected(world))
    return [sum((row[m] for m in wrong), arb(0)) for row in table]


def tail(world: World, theta: int, m: int, last: int) -> list[arb]:
    """Enclose P(N(m) ≥ n) under greedy over rounds 1, …, last, for n = 0, …, last."""
    return selection_tail(world.happens, world.answers[theta], m, last, world.greedy, selected(world))


def suboptimality(world: World) -> Mapping[int, list[arb]]:
    """Enclose E SubOpt of the most likely of the learner's models after n tuples, truth → ``[n]``."""
    return samples.suboptimality(world.happens, world.answers, world.told.problem, selected(world))


def selected(world: World) -> Selected:
    """Return which of the learner's models is the most likely in a state."""
    return lambda known, state: View(known.states, state).best(world.members)[0]
