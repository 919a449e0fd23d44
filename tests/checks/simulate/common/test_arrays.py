"""The arrays say what the exact problem says."""

from __future__ import annotations

import random
from fractions import Fraction
from itertools import product

import numpy as np
import pytest

from checks.simulate.common.arrays import arrays, log_sigmoid
from theory.preference import sigmoid
from theory.problem import Problem, tabular
from theory.quantities import mean_regret


def random_problem(seed: int, denominator: int = 6) -> Problem:
    draw = random.Random(seed)
    rewards = {
        f"m{m}": [[Fraction(draw.randint(-9, 9), denominator) for _ in range(3)] for _ in range(3)] for m in range(4)
    }
    return tabular(rewards, p=[Fraction(1, 2), Fraction(1, 3), Fraction(1, 6)], baseline=draw.choice((None, 1)))


@pytest.mark.parametrize("seed", range(4))
def test_outcomes_have_the_law_of_the_problem(seed: int) -> None:
    problem = random_problem(seed)
    sources = arrays(problem, 2)
    assert sources.law == pytest.approx([float(p) for p in problem.p])
    for c, y, other, z in product(range(3), range(3), range(3), range(2)):
        k = ((c * 3 + y) * 3 + other) * 2 + z
        gap = problem.gap(2, c, y, other)
        chance = float(problem.kappa[c][y][other]) * float(sigmoid(gap if z else -gap))
        row = c * 4 + y
        found = sources.mass[sources.start[row] : sources.start[row + 1]][sources.outcomes(c, y) == k]
        assert found.sum() == pytest.approx(chance)
        for m in range(4):
            own = problem.gap(m, c, y, other)
            ratio = log_sigmoid(float(own if z else -own)) - log_sigmoid(float(gap if z else -gap))
            assert sources.ratios[k, m] == pytest.approx(ratio, abs=1e-14)


@pytest.mark.parametrize("seed", range(4))
def test_regret_of_policies(seed: int) -> None:
    problem = random_problem(seed)
    sources = arrays(problem, 1)
    for m in range(4):
        assert sources.regret(sources.policy[m]) == pytest.approx(float(mean_regret(problem, m, 1)))
    uniform = np.full(3, 3)
    expected = sum(problem.p[c] * problem.shortfall(1, c, y) / 3 for c in range(3) for y in range(3))
    assert sources.regret(uniform) == pytest.approx(float(expected))


def canonical(problem: Problem, m: int, counts: np.ndarray) -> tuple[Fraction, dict[Fraction, int]]:
    """The log-likelihood as a rational and multiples of ln σ(|g|), from the definition."""
    size = len(problem.responses)
    rational, logs = Fraction(0), {}
    for k, n in enumerate(counts):
        (rest, z), other = divmod(k, 2), 0
        rest, other = divmod(rest, size)
        c, y = divmod(rest, size)
        gap = problem.gap(m, c, y, other) * (1 if z else -1)
        rational += min(gap, Fraction(0)) * int(n)
        logs[abs(gap)] = logs.get(abs(gap), 0) + int(n)
    return rational, {gap: n for gap, n in logs.items() if n}


@pytest.mark.parametrize("denominator", [1, 3, 2**70])
@pytest.mark.slow
def test_fingerprints_are_equal_iff_log_likelihoods_are(denominator: int) -> None:
    draw = random.Random(3)
    rewards = {
        f"m{m}": [[Fraction(draw.randint(-2, 2), denominator) for _ in range(3)] for _ in range(2)] for m in range(5)
    }
    problem = tabular(rewards)
    sources = arrays(problem, 0)
    generator = np.random.default_rng(0)
    equal = 0
    for _ in range(300):
        counts = generator.integers(0, 3, len(sources.ratios)) * (generator.random(len(sources.ratios)) < 0.2)
        prints = (counts.astype(np.uint64)[:, None] * sources.prints).sum(axis=0, dtype=np.uint64)
        forms = [canonical(problem, m, counts) for m in range(5)]
        for a, b in product(range(5), repeat=2):
            assert (prints[a] == prints[b]) == (forms[a] == forms[b])
            equal += a < b and forms[a] == forms[b]
    assert equal > 20


def test_contexts_of_a_user_are_neighbours() -> None:
    from theory.files.instance_file import loads

    contexts = [{"user": u, "prompt": p, "probability": "1/4"} for p in "xy" for u in ("ann", "bob")]
    text = {
        "format": "user-diversity/instance/1", "contexts": contexts, "responses": ["r", "s"], "comparators": "uniform",
        "rewards": {"m": [[0, 1], [0, 2], [0, 3], [0, 4]]},
    }  # fmt: skip
    import json

    sources = arrays(Problem.of(loads(json.dumps(text))), 0)
    assert sources.contexts == (0, 2, 1, 3)
    assert sources.shortfall[:, 0].tolist() == [1.0, 3.0, 2.0, 4.0]
