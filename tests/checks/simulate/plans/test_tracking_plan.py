"""Tracking in the simulator: against the enumeration where something hides, and at horizons where a logarithm shows."""

from __future__ import annotations

from fractions import Fraction
from random import Random

import numpy as np
import pytest

from checks.exact.expectations import expected_regret
from checks.learners import load
from checks.simulate.run import Request, collect, prepare, simulate
from theory.diversity import Conditions
from theory.errors import InputError
from theory.exact.enclosure import bounds
from theory.exploration.constant import regret_constant
from theory.problem import Problem, tabular

F = Fraction
TWINS = {"m0": [[0, -5, -1]], "m1": [[0, -1, -1]], "t": [[0, 1, F(7, 10)]]}


def hiding(seed: int) -> Problem:
    """Two or three models of one or two contexts, some of which hide from the first."""
    rng = Random(seed)
    contexts, size = rng.randint(1, 2), rng.randint(2, 3)
    base = [[0, *(-rng.randint(1, 3) for _ in range(size - 1))] for _ in range(contexts)]
    models = {"a": base}
    for i in range(rng.randint(1, 2)):
        rows = [list(row) for row in base]
        rows[rng.randrange(contexts)][rng.randrange(1, size)] = rng.choice((-4, 1, 2))
        models[f"b{i}"] = rows
    law = [F(1, 3), F(2, 3)] if contexts == 2 else None
    return tabular({name: [[F(x) for x in row] for row in rows] for name, rows in models.items()}, law, baseline=0)


@pytest.mark.parametrize("seed", range(10))
@pytest.mark.slow
def test_agrees_with_the_enumeration(seed: int) -> None:
    problem = hiding(seed)
    for theta in range(len(problem.models)):
        exact = expected_regret(problem, theta, load("tracking"), 7)
        result = simulate(problem, Request(load("tracking"), theta, 7, 4000, seed=3, confidence=1 - 1e-13))
        for t, _, low, high in result["curve"]:
            below, above = bounds(exact[t])
            assert low <= above and below <= high


@pytest.mark.slow
def test_drawing_many_rounds_at_once_changes_no_law(monkeypatch: pytest.MonkeyPatch) -> None:
    """The same mean whether a stretch of rounds is drawn at once or one by one: at 3000 rounds both happen."""
    problem = tabular({"a": [[0, -1], [0, 2]], "b": [[0, 1], [0, 2]], "d": [[0, 1], [0, 1]]}, baseline=0)
    request = Request(load("tracking"), 2, 3000, 3000, seed=7)
    regret = collect(*prepare(problem, request), request).regret[:, -1]
    slow = np.array([alone(problem, 2, 3000, Random(f"slow {n}")) for n in range(60)])
    spread = np.sqrt(regret.var() / len(regret) + slow.var() / len(slow))
    assert abs(regret.mean() - slow.mean()) < 7.5 * spread + 0.05


def alone(problem: Problem, theta: int, horizon: int, rng: Random) -> float:
    """Play `tracking` round by round, in plain floats, as it is defined."""
    from math import exp, log, log1p

    from theory.exploration.sequence import sequences

    known, models = sequences(problem), range(len(problem.models))
    hidden = [Conditions(problem).hidden_from(m).tolist() for m in models]
    scores, failed, visits, regret = [0.0] * len(models), [0] * len(models), [0] * len(models), 0.0
    for t in range(1, horizon + 1):
        m = max(models, key=lambda j: (round(scores[j], 9), -j))
        served = [int(y) for y in problem.policy[m]]
        due = None
        if any(scores[m] - scores[b] < log(t) + 2 * log1p(log(t)) for b in hidden[m]):
            failed[m] += 1
            sequence = known[m]
            assert sequence is not None
            due = sequence[visits[m]] if failed[m] % 2 == 0 else None
        if due is not None:
            served[due[0]] = due[1]
        c = rng.choices(range(len(problem.p)), [float(p) for p in problem.p])[0]
        if due is not None and due[0] == c:
            visits[m] += 1
        regret += float(problem.shortfall(theta, c, served[c]))
        gaps = [float(problem.gap(j, c, served[c], 0)) for j in models]
        won = rng.random() < 1 / (1 + exp(-gaps[theta]))
        for j in models:
            scores[j] -= log1p(exp(-gaps[j] if won else gaps[j]))
    return regret


def test_a_billion_rounds_cost_what_the_theory_says() -> None:
    """The slope between 10⁶ and 10⁹ rounds, with the slope of f beside 1 and 1.25; 6 standard errors of tolerance."""
    problem = tabular(TWINS, baseline=0)
    for theta in range(3):
        value = regret_constant(Conditions(problem), theta).value
        request = Request(load("tracking"), theta, 10**9, 600, seed=11)
        sample = collect(*prepare(problem, request), request)
        early = int(np.searchsorted(sample.grid, 10**6))
        slopes = (sample.regret[:, -1] - sample.regret[:, early]) / np.log(10**3)
        error, constant = 6 * slopes.std() / np.sqrt(len(slopes)), float(value or 0)
        assert constant - error <= slopes.mean() <= 1.25 * constant + error
        if theta == 2:
            assert not slopes.any()


def test_the_same_runs_however_they_are_shared_out() -> None:
    problem = tabular(TWINS, baseline=0)
    request = Request(load("tracking"), 0, 10**7, 150, seed=2)
    assert simulate(problem, request, jobs=1) == simulate(problem, request, jobs=2)


def test_under_diversity_it_is_greedy() -> None:
    problem = tabular({"a": [[1, 0]], "b": [[0, 1]]})
    results = [expected_regret(problem, 1, load(name), 8) for name in ("greedy", "tracking")]
    assert all(one.overlaps(other) for one, other in zip(*results, strict=True))


@pytest.mark.parametrize(
    ("rewards", "words"), [({"a": [[0, -1]], "b": [[0, 0]]}, "unique optimum"), (None, "global identifiability")]
)
def test_refused_where_it_is_not_defined(rewards: dict[str, list[list[int | F]]] | None, words: str) -> None:
    from checks.picture.regimes import regime

    problem = Problem.of(regime("linear")) if rewards is None else tabular(rewards, baseline=0)
    with pytest.raises(InputError, match=words):
        prepare(problem, Request(load("tracking"), 0, 100))
    with pytest.raises(InputError, match=words):
        expected_regret(problem, 0, load("tracking"), 3)
