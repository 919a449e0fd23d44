"""What T22, T22b and T24 say of learners on polytopes holds of their simulated regret."""

from __future__ import annotations

import random
from collections.abc import Iterator
from dataclasses import replace
from fractions import Fraction
from itertools import count, islice
from typing import Any

import numpy as np
import pytest
from scipy.stats import binom

from checks.learners import POLYTOPE
from checks.simulate.polytope.play import Request, collect, prepare, simulate
from checks.simulate.run import rounds_recorded
from theory.claims.polytope_scope import PolytopeScope
from theory.claims.scope import Scope
from theory.exact.enclosure import ball, bounds
from theory.instance import Baseline, Box, Context, Heads, Instance, Uniform, Vector
from theory.polytope.continuous import ContinuousClass
from theory.polytope.truth import examine

pytestmark = pytest.mark.slow

F = Fraction
CONFIDENCE = 1 - 1e-13
"""Of each interval: over all of this file less than 1e-9 in all."""

HORIZON = 500


def drawn(seed: int, comparators: Any) -> Instance:
    """Draw a class of one or two parameters around 0, with a truth that is not small."""
    draw = random.Random(seed)
    size, contexts, responses = draw.choice((1, 1, 1, 2)), draw.randint(1, 3), draw.choice((2, 2, 3))
    heads = tuple(
        tuple(tuple(F(draw.randint(-3, 3)) for _ in range(size)) for _ in range(responses)) for _ in range(contexts)
    )
    theta = tuple(F(draw.choice((-2, -1, 1, 2)), draw.choice((1, 2))) for _ in range(size))
    box = Box(tuple(min(x, F(-1, 2)) for x in theta), tuple(max(x, F(1, 2)) for x in theta))
    law = tuple(Context(f"u{c}", "x", F(1, contexts)) for c in range(contexts))
    return Instance(law, tuple(f"y{y}" for y in range(responses)), comparators, Heads(heads, box), theta)


def bounded(number: int) -> Iterator[tuple[Instance, float, float]]:
    """Yield instances with T22's bound at their truth and the regret of the worst policy in one round."""
    found = 0
    for seed in count():
        instance = drawn(seed, Uniform())
        problem = ContinuousClass.of(instance)
        if found == number:
            return
        if problem.theta is None or not problem.unique_optimum(problem.theta):
            continue
        known = PolytopeScope(instance).bounds
        finite = [float(bound.upper()) for bound in known.all().values() if bound is not None]
        if finite and known.policies != 1:
            found += 1
            yield instance, min(finite), float(known.largest_regret)


def refuted(document: dict[str, Any], bound: float) -> bool:
    """Whether the regret exceeds a bound at some recorded round."""
    return any(low > bound for _, _, low, _ in document["curve"])


def test_regret_of_greedy_stays_below_the_bound_of_t22() -> None:
    telling, number = 0, 200
    for instance, bound, worst in bounded(number):
        for learner in ("greedy", "careful-greedy"):
            result = simulate(instance, Request(learner, HORIZON, 64, confidence=CONFIDENCE))
            assert not refuted(result, bound), (instance, learner, bound)
        telling += bound < HORIZON * worst / 3
    assert telling > number / 4  # a bound that staying wrong would reach three times over


def test_a_learner_that_stays_wrong_exceeds_the_bound() -> None:
    """The planted fault: the bound would notice a policy that is wrong in every round."""
    for instance, bound, _ in bounded(6):
        result = simulate(instance, Request("constant", HORIZON, 64, confidence=CONFIDENCE))
        if bound < result["regret"]["mean"]:
            assert refuted(result, bound)
            return
    raise AssertionError("no instance where it is wrong")


def settling(number: int) -> Iterator[Instance]:
    """Yield instances where no wrong belief confirms itself but one survives right service: (i) without (ii)."""
    found = 0
    for seed in count():
        instance = drawn(seed, Baseline("y0"))
        problem = ContinuousClass.of(instance)
        assert problem.theta is not None
        if found == number:
            return
        at = examine(problem) if problem.unique_optimum(problem.theta) else None
        if at is not None and at.survivor is not None and at.self_confirming is None:
            found += 1
            yield instance


def late(instance: Instance, learner: str, runs: int, first: int, last: int) -> int:
    """Return in how many runs something was lost between two recorded rounds."""
    game = prepare(instance, Request(learner, last, runs))
    regret, _ = collect(game, Request(learner, last, runs))
    return int((regret[:, -1] > regret[:, int(np.searchsorted(rounds_recorded(last), first))]).sum())


def test_growth_stops_where_no_wrong_belief_confirms_itself() -> None:
    """Alarm: were mistakes after round 1000 as likely as 1 in 10, so many runs would have one but with chance 1e-12."""
    runs = 400
    most = int(binom.ppf(1 - 1e-12, runs, 0.1))
    for instance in settling(5):
        assert late(instance, "greedy", runs, 1000, 5000) <= most < runs / 3


def test_growth_does_not_stop_where_one_confirms_itself() -> None:
    """Θ = [−1, 1] against the baseline: whoever believes in it learns nothing more, and at θ > 0 it is wrong."""
    segment = replace(
        drawn(0, Baseline("y0")),
        contexts=(Context("u", "x", F(1)),),
        responses=("y0", "y1"),
        models=Heads((((F(0),), (F(1),)),), Box((F(-1),), (F(1),))),
        truth=(F(1, 4),),
    )
    assert late(segment, "greedy", 400, 1000, 5000) > int(binom.ppf(1 - 1e-12, 400, 0.1))


def crossings() -> Iterator[tuple[Instance, Vector, Vector]]:
    """Yield classes with θ_s and θ_{−s}: two responses of the first context change places as the first entry does."""
    for seed in count():
        draw = random.Random(seed)
        size, contexts = draw.randint(1, 3), draw.randint(1, 2)
        heads = [[[F(draw.randint(-2, 2)) for _ in range(size)] for _ in range(2)] for _ in range(contexts)]
        heads[0][1] = [heads[0][0][0] + draw.choice((-1, 1)), *heads[0][0][1:]]
        rest = [F(draw.randint(-2, 2), 2) for _ in range(size - 1)]
        s = F(1, draw.choice((2, 5, 10)))
        law = tuple(Context(f"u{c}", "x", F(1, contexts)) for c in range(contexts))
        models = Heads(tuple(tuple(map(tuple, block)) for block in heads), Box((F(-1),) * size, (F(1),) * size))
        yield Instance(law, ("y0", "y1"), Uniform(), models), (s, *rest), (-s, *rest)


@pytest.mark.parametrize("learner", POLYTOPE)
def test_every_learner_pays_at_the_worse_of_two_truths(learner: str) -> None:
    """T24 at every recorded round, its right side read from the ledger for the two truths as a class of two models."""
    rounds = 50
    for instance, one, two in islice(crossings(), 5):
        models = instance.models
        assert isinstance(models, Heads)
        scope = Scope(replace(instance, models=replace(models, parameters={"a": one, "b": two})))
        curves = [
            simulate(replace(instance, truth=theta), Request(learner, rounds, 1000, confidence=CONFIDENCE))["curve"]
            for theta in (one, two)
        ]
        for (t, _, _, high), (_, _, _, other) in zip(*curves, strict=True):
            least = scope.right_side("T24", "headline", a=0, b=1, c_0=0, T=t)
            assert max(high, other) >= bounds(ball(least))[0] > 0, (learner, t)
