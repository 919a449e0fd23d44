"""Learners on a polytope: what they believe, what they deploy, and that workers change nothing."""

from __future__ import annotations

import random
from dataclasses import replace
from fractions import Fraction
from math import log

import numpy as np
import pytest
from scipy.optimize import nnls

from checks.learners import POLYTOPE
from checks.simulate.common.random import streams
from checks.simulate.polytope.play import Request, path, prepare, simulate
from checks.simulate.polytope.tables import memory
from theory.errors import InputError
from theory.instance import Baseline, Box, Context, Factored, Heads, Inequality, Instance, Uniform

pytestmark = pytest.mark.slow

F = Fraction


def drawn(seed: int) -> Instance:
    """Draw a class of 1 to 4 parameters with a truth, degenerate boxes and inequalities through the truth included."""
    draw = random.Random(seed)
    size, contexts, responses = draw.randint(1, 4), draw.randint(1, 3), draw.randint(2, 3)
    heads = tuple(
        tuple(tuple(F(draw.randint(-2, 2)) for _ in range(size)) for _ in range(responses)) for _ in range(contexts)
    )
    lower = tuple(F(draw.choice((-2, -1, 0))) for _ in range(size))
    upper = tuple(low + draw.choice((0, 1, 2, 3)) for low in lower)
    theta = tuple(low + (high - low) * F(draw.randint(0, 4), 4) for low, high in zip(lower, upper, strict=True))
    further = []
    for _ in range(draw.choice((0, 0, 1, 2))):
        normal = tuple(F(draw.randint(-2, 2)) for _ in range(size))
        slack = F(draw.choice((0, 1)), 2)
        further.append(Inequality(normal, sum((a * x for a, x in zip(normal, theta, strict=True)), slack)))
    law = tuple(Context(f"u{c}", "x", F(1, contexts)) for c in range(contexts))
    names = tuple(f"y{y}" for y in range(responses))
    return Instance(law, names, Uniform(), Heads(heads, Box(lower, upper, tuple(further))), theta)


HEADS = (((F(0),), (F(1),)),)
SEGMENT = Instance(
    (Context("u", "x", F(1)),), ("y0", "y1"), Baseline("y0"), Heads(HEADS, Box((F(0),), (F(1),))), (F(1, 2),)
)
"""Θ = [0, 1] of section 9, where ties matter."""

FINE = Heads((((F(0),), (F(1),), (F(10001, 10000),)),), Box((F(0),), (F(1),)))
"""Head differences of 1 and of 1/10000."""

WIDE = replace(SEGMENT, comparators=Uniform(), models=Heads(HEADS, Box((F(-1),), (F(2),))))


@pytest.mark.parametrize("seed", range(40))
def test_greedy_believes_a_likeliest_model_and_the_nearest_to_the_middle(seed: int) -> None:
    """The slope of what is maximised is a non-negative combination of the normals of constraints without slack."""
    game = prepare(drawn(seed), Request("greedy", 400))
    normals, bounds, directions, centre, (pull, _, _) = game.tables.polytope
    kept, states, grid = memory(game.tables), streams(seed, 0, 1), np.array([400])
    for _ in range(120):
        before = kept[1].copy()
        game.advance(grid, states, np.zeros((1, 1)), kept, 1)
        model, wins, losses = kept[0], before[:, 0], before[:, 1]
        chance = 1 / (1 + np.exp(-directions @ model))
        slope = directions.T @ (wins - (wins + losses) * chance) + pull * (centre - model)
        slack = bounds - normals @ model
        assert slack.min() > -1e-11
        _, rest = nnls(normals[slack < 1e-9].T, slope) if (slack < 1e-9).any() else (None, np.linalg.norm(slope))
        assert rest < 1e-7, (seed, slope, slack)


def test_one_comparison_by_hand() -> None:
    """Before anything is seen the middle is believed; n wins and k losses are the gap ln(n/k), cut at the bounds."""
    game = prepare(WIDE, Request("greedy", 100))
    kept, states = memory(game.tables), streams(3, 0, 1)
    for _ in range(60):
        wins, losses = map(int, kept[1][0])
        game.advance(np.array([100]), states, np.zeros((1, 1)), kept, 1)
        gap = 0.5 if wins + losses == 0 else 2.0 if not losses else -1.0 if not wins else log(wins / losses)
        assert kept[0][0] * 2 == pytest.approx(min(max(gap, -1), 2), abs=1e-7)
        assert kept[3][0] == (gap > 0)


def test_gaps_as_large_as_allowed_are_played() -> None:
    """A thousand wins against no loss, and the other way round: the model goes where the gap hardly matters."""
    steep = replace(WIDE, models=Heads(HEADS, Box((F(-1000),), (F(1000),))), truth=(F(1000),))
    assert simulate(steep, Request("careful-greedy", 1000, 20))["regret"]["mean"] <= 2000


def test_a_matrix_is_played_as_its_rows() -> None:
    """Heads w ⊗ φ of a factored class are plain heads, and B row by row is a plain parameter."""
    law = (Context("u", "x", F(1, 2)), Context("v", "x", F(1, 2)))
    users, phi = {"u": (F(1), F(2)), "v": (F(1), F(-1))}, ((F(0), F(0)), (F(1), F(1)), (F(0), F(2)))
    box = Box((F(-1),) * 4, (F(1),) * 4)
    flat = tuple(tuple(tuple(a * b for a in users[c.user] for b in row) for row in phi) for c in law)
    theta = (F(1, 2), F(-1, 3), F(1, 4), F(1))
    plain = Instance(law, ("y0", "y1", "y2"), Uniform(), Heads(flat, box), theta)
    factored = replace(plain, models=Factored(users, {"x": phi}, box), truth=(theta[:2], theta[2:]))
    one, two = (simulate(instance, Request("greedy", 200, 20)) for instance in (plain, factored))
    assert one["curve"] == two["curve"] and two["truth"] == [["1/2", "-1/3"], ["1/4", "1"]]


def test_ties_by_lowest_index_are_linear_and_careful_greedy_is_not() -> None:
    """The instance of section 9: whoever believes 0 deploys y0 for ever, and y0 against itself tells nothing."""
    found = {name: simulate(SEGMENT, Request(name, 4000, 200)) for name in ("greedy", "careful-greedy")}
    assert found["greedy"]["regret"]["interval"][0] > 400
    assert found["careful-greedy"]["regret"]["mean"] == 0


@pytest.mark.parametrize("learner", POLYTOPE)
def test_workers_change_nothing_and_seeds_do(learner: str) -> None:
    instance = replace(WIDE, truth=(F(-1, 4),))
    one, two = (simulate(instance, Request(learner, 3000, 70, seed=4), jobs) for jobs in (1, 2))
    other = simulate(instance, Request(learner, 3000, 70, seed=5))
    assert one == two and one["runs"] == 70
    assert (one["curve"] == other["curve"]) == (learner in ("uniform", "constant"))


def test_what_learns_nothing_has_its_regret_in_closed_form() -> None:
    for name, rate in (("constant", 0.5), ("uniform", 0.25)):
        result = simulate(SEGMENT, Request(name, 1000, 3))
        assert [row[:2] for row in result["curve"]] == [[t, rate * t] for t, *_ in result["curve"]]
        low, high = result["regret"]["interval"]
        assert low <= 1000 * rate <= high < 1000 * rate + 1e-6


def test_exploration_and_optimism_find_what_greedy_misses() -> None:
    """On the segment of ties greedy loses 1/2 a round for ever in a third of its runs."""
    for name in ("forced-exploration", "optimistic"):
        short, long = (simulate(SEGMENT, Request(name, horizon, 40))["regret"]["mean"] for horizon in (3000, 30_000))
        assert long < 2.5 * short + 1 < 500


def test_a_budget_keeps_what_was_finished() -> None:
    result = simulate(drawn(11), Request("greedy", 10**6, 10**4), budget=0.0)
    assert result["runs"] == 0 and result["requested"] == 10**4 and result["regret"] is None


def test_the_path_starts_in_the_middle() -> None:
    assert path(SEGMENT, "greedy", 5, seed=0)[0].tolist() == [0.5]
    assert path(SEGMENT, "greedy", 5, seed=0).shape == (5, 1)


@pytest.mark.parametrize(
    ("instance", "request_", "words"),
    [
        (SEGMENT, Request("thompson", 10), "plays on finite classes"),
        (SEGMENT, Request("nobody", 10), "no learner"),
        (SEGMENT, Request("greedy", None), "at most 10,000,000"),
        (SEGMENT, Request("greedy", 10**8), "at most 10,000,000"),
        (SEGMENT, Request("greedy", 100, 10**9), "at most"),
        (replace(SEGMENT, truth=None), Request("greedy", 10), "truth"),
        (replace(SEGMENT, models=Heads(HEADS, Box((F(0),), (F(2000),)))), Request("greedy", 10), "precise up to 1000"),
        (
            replace(SEGMENT, comparators=Uniform(), responses=("a", "b", "c"), models=FINE),
            Request("greedy", 10),
            "vary",
        ),
        (replace(SEGMENT, models=Heads(HEADS, Box((F(0),), (None,)))), Request("greedy", 10), "compact"),
        (replace(SEGMENT, models=Heads(HEADS, Box((F(1),), (F(0),)))), Request("greedy", 10), "no param"),
    ],
)
def test_what_cannot_be_played_is_refused(instance: Instance, request_: Request, words: str) -> None:
    with pytest.raises(InputError, match=words):
        simulate(instance, request_)
