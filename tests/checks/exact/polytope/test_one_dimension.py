"""Greedy on a line of models: enumeration by D against the simulator's Newton steps and against signs of slopes."""

from __future__ import annotations

import random
from dataclasses import replace
from fractions import Fraction

import pytest

from checks.claims.segment import Segment
from checks.exact.enumerate import Limit
from checks.exact.polytope.regret import regret_on_polytope
from checks.learners import POLYTOPE
from checks.simulate.polytope.play import Request, simulate
from theory.exact.enclosure import bounds
from theory.instance import Box, Context, Heads, Instance, Uniform

pytestmark = pytest.mark.slow

F = Fraction
CONFIDENCE = 1 - 1e-12
ENUMERATED = [name for name in POLYTOPE if name != "optimistic"]


def line(seed: int) -> Instance:
    """Draw contexts whose head differences are multiples of (1, −2), over a box that reaches 0 or crosses it."""
    draw = random.Random(seed)
    size = draw.choice((2, 3))
    shared = [(F(draw.randint(-2, 2)), F(draw.randint(-2, 2))) for _ in range(2)]
    heads = tuple(
        tuple((x + k, y - 2 * k) for k in [F(draw.randint(-3, 3), 2) for _ in range(size)]) for x, y in shared
    )
    lower, upper = draw.choice((((F(-1), F(-1)), (F(1), F(1, 2))), ((F(0), F(-1)), (F(1), F(0)))))
    theta = tuple(low + (high - low) * F(draw.randint(0, 4), 4) for low, high in zip(lower, upper, strict=True))
    names = tuple(f"y{y}" for y in range(size))
    law = (Context("u", "x", F(1, 3)), Context("v", "x", F(2, 3)))
    return Instance(law, names, Uniform(), Heads(heads, Box(lower, upper)), theta)


@pytest.mark.parametrize("learner", ENUMERATED)
@pytest.mark.parametrize("seed", range(5))
def test_the_simulator_agrees_with_the_enumeration(learner: str, seed: int) -> None:
    instance = line(seed)
    exact = regret_on_polytope(instance, learner, None, 40, Limit())
    result = simulate(instance, Request(learner, 40, 4000, seed=5, confidence=CONFIDENCE))
    for t, mean, low, high in result["curve"]:
        below, above = bounds(exact.curve[t])
        assert low <= above and below <= high, (t, mean)


@pytest.mark.parametrize("seed", range(4))
def test_the_enumeration_agrees_with_signs_of_slopes(seed: int) -> None:
    """Before anything is seen the other road believes the lower end, and this one the middle: here of the same sign."""
    draw = random.Random(seed)
    heads = tuple(tuple((F(draw.randint(-3, 3)),) for _ in range(3)) for _ in range(2))
    law = (Context("u", "x", F(1, 3)), Context("v", "x", F(2, 3)))
    models = Heads(heads, Box((F(-2),), (F(1),)))
    instance = Instance(law, ("y0", "y1", "y2"), Uniform(), models, (F(draw.choice((-1, 1)), 2),))
    answer, other = regret_on_polytope(instance, "greedy", None, 5, Limit()), Segment(instance)
    for t in range(6):
        assert answer.curve[t].overlaps(other.regret(t))


def test_two_rounds_by_hand() -> None:
    """The middle, 1/2, is believed first; y1 is deployed and loses with chance σ(−1/2), after which y0 is."""
    instance = replace(
        line(0),
        contexts=(Context("u", "x", F(1)),),
        responses=("y0", "y1"),
        models=Heads((((F(0),), (F(1),)),), Box((F(-1),), (F(2),))),
        truth=(F(1, 2),),
    )
    answer = regret_on_polytope(instance, "greedy", None, 2, Limit())
    assert float(answer.high) == pytest.approx(0.5 / (1 + 2.718281828459045**0.5))
