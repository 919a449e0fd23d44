"""What greedy deploys where several dimensions matter: against the simulator, against signs of D, and by hand."""

from __future__ import annotations

import random
from dataclasses import replace
from fractions import Fraction

import pytest
from flint import arb, ctx

from checks.bench.polytope.boundary import INSTANCE
from checks.exact.enumerate import Limit
from checks.exact.polytope.certified import Certified, Counted
from checks.exact.polytope.law import enumerated
from checks.exact.polytope.one_dimension import Line
from checks.exact.polytope.regret import regret_on_polytope
from checks.simulate.polytope.play import Request, prepare, simulate
from tests.checks.exact.polytope.test_one_dimension import CONFIDENCE, line
from theory.errors import InputError
from theory.exact.enclosure import bounds
from theory.instance import Box, Context, Heads, Inequality, Instance, Uniform
from theory.polytope.continuous import ContinuousClass

pytestmark = pytest.mark.slow

F = Fraction


def drawn(seed: int) -> Instance:
    """Draw a class of two or three parameters with one context, corners cut off."""
    draw = random.Random(seed)
    size = draw.choice((2, 3))
    heads = (tuple(tuple(F(draw.randint(-2, 2)) for _ in range(size)) for _ in range(3)),)
    theta = tuple(F(draw.randint(-2, 2), 2) for _ in range(size))
    cut = Inequality((F(1),) * size, max(sum(theta, F(0)), F(1, 2)))
    box = Box((F(-1),) * size, (F(1),) * size, (cut,))
    return Instance((Context("u", "x", F(1)),), ("y0", "y1", "y2"), Uniform(), Heads(heads, box), theta)


@pytest.mark.parametrize("learner", ["greedy", "careful-greedy", "forced-exploration"])
@pytest.mark.parametrize("seed", range(5))
def test_the_simulator_agrees_with_the_enumeration(learner: str, seed: int) -> None:
    instance = drawn(seed)
    exact = regret_on_polytope(instance, learner, None, 5, Limit())
    assert exact.unfinished is None
    result = simulate(instance, Request(learner, 5, 4000, seed=5, confidence=CONFIDENCE))
    for t, mean, low, high in result["curve"]:
        below, above = bounds(exact.curve[t])
        assert low <= above and below <= high, (t, mean)


@pytest.mark.parametrize("careful", [False, True])
@pytest.mark.parametrize("seed", range(5))
def test_counts_and_signs_give_the_same_regret_on_a_line(seed: int, careful: bool) -> None:
    instance = line(seed)
    problem = ContinuousClass.of(instance)
    game = prepare(instance, Request("careful-greedy" if careful else "greedy", 2))
    by_counts = enumerated(Counted(problem, game), None, 4, Limit())
    by_sign = enumerated(Line(problem, careful), None, 4, Limit())
    assert all(a.overlaps(b) for a, b in zip(by_counts.curve, by_sign.curve, strict=True))
    assert by_counts.states >= by_sign.states


def test_one_comparison_by_hand() -> None:
    """A win of y1 = 2θ₁ over y0 for ann, in the square: θ₁ = 1, and θ₂ stays in the middle."""
    game = prepare(INSTANCE, Request("greedy", 2))
    k = game.tables.directions[(F(2), F(0))]
    with ctx.workprec(400):
        model, radius = Certified(game)._enclosed(((k, 1, 0),))
        even, _ = Certified(game)._enclosed(((k, 3, 3),))
    assert model[0] == 1 and abs(model[1] - F(1, 3)) < F(1, 10**6) and radius < arb("1e-40")
    assert abs(even[0]) < F(1, 10**6)


def test_what_is_too_near_a_tie_is_not_decided() -> None:
    game = prepare(INSTANCE, Request("greedy", 2))
    tie = F(float(game.tables.polytope[4][2]))
    decider, near = Certified(game), arb("1e-30")
    assert decider._decide((tie / 4, F(0)), near) == (0, 0) and decider._decide((3 * tie, F(0)), near) == (1, 0)
    for level, radius in (((tie / 2, F(0)), near), ((tie / 4, F(0)), arb(1))):
        with pytest.raises(InputError, match="too near a tie"):
            decider._decide(level, radius)


def test_a_start_that_is_no_maximum_is_not_certified(monkeypatch: pytest.MonkeyPatch) -> None:
    """The planted fault: a working set that holds the model at a bound where it does not belong."""
    game = prepare(INSTANCE, Request("greedy", 2))
    k = game.tables.directions[(F(2), F(0))]
    monkeypatch.setattr(Certified, "_start", lambda self, counts: ((F(-1), F(1, 3)), [1]))
    with pytest.raises(InputError, match="too near a tie"):
        Certified(game).policy(((k, 2, 1),))


def test_a_budget_keeps_what_is_certain() -> None:
    full = regret_on_polytope(INSTANCE, "greedy", None, 3, Limit())
    part = regret_on_polytope(INSTANCE, "greedy", None, 3, Limit(states=40))
    assert part.unfinished == "more than 40 states" and part.low <= full.high and full.low <= part.high
    assert replace(part, states=0).curve[0] == 0
