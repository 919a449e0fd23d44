"""Enumeration of states against a second road: all histories, one by one, with 60 digits and no merging."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from fractions import Fraction
from itertools import pairwise

import mpmath
import pytest
from flint import arb
from hypothesis import HealthCheck, given, settings

from checks.exact.enumerate import enumeration
from checks.exact.expectations import (
    divergence,
    expected_potential,
    expected_regret,
    expected_selections,
    mistake_probabilities,
    round_laws,
    selection_probabilities,
    selection_tail,
)
from checks.learner_protocol import Learner
from checks.learners import forced_exploration, load
from checks.strategies import online
from theory.errors import InputError
from theory.exact.enclosure import bounds
from theory.instance import Context, Explicit, Instance, Rewards
from theory.problem import Problem, tabular
from theory.quantities import affinity, policy_of

F = Fraction
LEARNERS = ("greedy", "forced-exploration", "uniform", "constant")
TIE = mpmath.mpf(10) ** -40


def table_problem() -> Problem:
    contexts = (Context("u", "x", F(1, 1000)), Context("v", "x", F(999, 1000)))
    rows = ((F(1, 3), F(2, 3), F(0)), (F(1, 2), F(1, 4), F(1, 4)), (F(0), F(0), F(1)))
    rewards = {
        "a": ((F(0), F(1), F("0.3")), (F(1), F(0), F(0))),
        "b": ((F(1), F(1), F(0)), (F(0), F(2), F(0))),
        "c": ((F(0), F(-1), F(0)), (F(0), F(0), F(1, 7))),
    }
    return Problem.of(Instance(contexts, ("y0", "y1", "y2"), Explicit((rows, rows)), Rewards(rewards)))


PROBLEMS = {
    "ties": tabular({"a": [[0, 1], [1, 0]], "b": [[1, 0], [0, 1]], "c": [[0, 0], [0, 0]]}),
    "mirrored": tabular({"a": [[0, 1, 2], [2, 1, 0]], "b": [[2, 1, 0], [0, 1, 2]], "c": [[1, 2, 0], [0, 2, 1]]}),
    "duplicates": tabular({"a": [[0, 1]], "b": [[0, 1]], "c": [[1, 0]], "d": [[1, 0]]}),
    "zero": tabular({"a": [[0, 0], [0, 0]], "b": [[0, 0], [0, 0]]}),
    "one context": tabular({"a": [[F(1, 3), 0, 1]], "b": [[0, F(2, 3), F(1, 7)]]}, baseline=0),
    "trap": tabular({"a": [[0, -1]], "b": [[0, 1]]}, baseline=0),
    "decimals": tabular(
        {"a": [[F("0.1"), F("0.25")], [F("-1.75"), 0]], "b": [[F("0.2"), F("0.1")], [0, F("0.001")]]},
        p=[F(1, 3), F(2, 3)],
    ),
    "wide": tabular({"a": [[0, 30], [1, 0]], "b": [[0, -30], [0, 1]], "c": [[0, 1], [0, F(1, 1000)]]}),
    "table": table_problem(),
}

History = list[tuple[int, int, int, int]]


def log_sigmoid(gap: Fraction) -> mpmath.mpf:
    return -mpmath.log1p(mpmath.exp(-mpmath.mpf(gap.numerator) / gap.denominator))


def real(value: Fraction) -> mpmath.mpf:
    return mpmath.mpf(value.numerator) / value.denominator


def log_likelihood(problem: Problem, m: int, history: History) -> mpmath.mpf:
    return sum((log_sigmoid((2 * z - 1) * problem.gap(m, c, y, other)) for c, y, other, z in history), mpmath.mpf(0))


def most_likely(problem: Problem, history: History) -> int:
    values = [log_likelihood(problem, m, history) for m in range(len(problem.models))]
    return next(m for m, value in enumerate(values) if value > max(values) - TIE)


def explored(problem: Problem, t: int) -> list[bool]:
    """Whether rounds 1, …, t explore, straight from the rule."""
    s, flags = real(forced_exploration.rate(problem)), []
    for i in range(1, t + 1):
        flags.append(sum(flags) < s * mpmath.log(i))
    return flags


def policy(problem: Problem, name: str, history: History) -> list[list[Fraction]]:
    _, contexts, width = problem.shape
    t = len(history) + 1
    if name == "constant":
        return [[F(int(y == 0)) for y in range(width)] for _ in range(contexts)]
    if name == "uniform" or (name == "forced-exploration" and explored(problem, t)[-1]):
        return [[F(1, width)] * width for _ in range(contexts)]
    if name == "forced-exploration":
        history = [row for row, flag in zip(history, explored(problem, t), strict=False) if flag]
    best = most_likely(problem, history)
    return [[F(int(y == problem.policy[best, c])) for y in range(width)] for c in range(contexts)]


def histories(problem: Problem, theta: int, name: str, rounds: int) -> Iterator[tuple[History, mpmath.mpf]]:
    """All histories of that many rounds with their probabilities under ``theta``."""
    pending: list[tuple[History, mpmath.mpf]] = [([], mpmath.mpf(1))]
    while pending:
        history, probability = pending.pop()
        if len(history) == rounds:
            yield history, probability
            continue
        rows = policy(problem, name, history)
        for c in range(len(problem.p)):
            for y, chosen in enumerate(rows[c]):
                for other, mass in enumerate(problem.kappa[c][y]):
                    weight = problem.p[c] * chosen * mass
                    for z in (0, 1) if weight else ():
                        law = mpmath.exp(log_sigmoid((2 * z - 1) * problem.gap(theta, c, y, other)))
                        pending.append(([*history, (c, y, other, z)], probability * real(weight) * law))


def loss(problem: Problem, theta: int, rows: list[list[Fraction]]) -> mpmath.mpf:
    total = F(0)
    for c, mass in enumerate(problem.p):
        rewards = [problem.reward(theta, c, y) for y in range(problem.shape[2])]
        total += mass * (max(rewards) - sum(q * r for q, r in zip(rows[c], rewards, strict=True)))
    return real(total)


def expectation(
    problem: Problem, theta: int, name: str, rounds: int, value: Callable[[History], mpmath.mpf]
) -> mpmath.mpf:
    return sum((p * value(h) for h, p in histories(problem, theta, name, rounds)), mpmath.mpf(0))


def mean_loss(problem: Problem, theta: int, name: str, rounds: int) -> mpmath.mpf:
    return expectation(problem, theta, name, rounds, lambda h: loss(problem, theta, policy(problem, name, h)))


def encloses(ball: arb, value: mpmath.mpf) -> bool:
    """Whether a ball contains the value, up to the 40 digits to which the second road is surely right."""
    low, high = map(real, bounds(ball))
    slack = mpmath.mpf(10) ** -40
    return bool(low - slack <= value <= high + slack)


def narrow(ball: arb) -> bool:
    return bool(ball.is_zero() or ball.rel_accuracy_bits() >= 40 or ball.abs_upper() < 1e-30)


@pytest.fixture(autouse=True)
def sixty_digits() -> Iterator[None]:
    with mpmath.workdps(60):
        yield


def runs_on(problem: Problem, name: str) -> bool:
    try:
        return name != "forced-exploration" or forced_exploration.rate(problem) >= 0
    except InputError:
        return False


@pytest.mark.parametrize("name", LEARNERS)
@pytest.mark.parametrize("which", PROBLEMS)
def test_regret_is_that_of_all_histories(which: str, name: str) -> None:
    problem = PROBLEMS[which]
    horizon = 3 if problem.shape[2] == 2 or name == "greedy" else 2
    if not runs_on(problem, name):
        with pytest.raises(InputError, match="identifiability"):
            expected_regret(problem, 0, load(name), 1)
        return
    for theta in range(len(problem.models)):
        curve = expected_regret(problem, theta, load(name), horizon)
        total = mpmath.mpf(0)
        assert len(curve) == horizon + 1 and curve[0].is_zero()
        for t in range(horizon):
            total += mean_loss(problem, theta, name, t)
            assert encloses(curve[t + 1], total) and narrow(curve[t + 1])


@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(online())
def test_regret_of_random_instances(instance: Instance) -> None:
    problem = Problem.of(instance)
    for name in filter(lambda name: runs_on(problem, name), LEARNERS):
        curve = expected_regret(problem, 0, load(name), 3)
        rounds = 2 if problem.shape[2] > 2 else 3
        assert encloses(curve[rounds], sum(mean_loss(problem, 0, name, t) for t in range(rounds)))


@pytest.mark.parametrize("which", ["ties", "mirrored", "one context", "decimals", "table"])
def test_selections_and_their_tail(which: str) -> None:
    problem, horizon = PROBLEMS[which], 3
    for theta in (0, 1):
        table = selection_probabilities(problem, theta, horizon)
        for t, row in enumerate(table):
            for m, ball in enumerate(row):
                chance = expectation(problem, theta, "greedy", t, lambda h, m=m: int(most_likely(problem, h) == m))
                assert encloses(ball, chance)
        for m, ball in enumerate(expected_selections(problem, theta, horizon)):
            assert ball.overlaps(sum((row[m] for row in table), arb(0))) and narrow(ball)
            tail = selection_tail(problem, theta, m, horizon)
            assert len(tail) == horizon + 1 and tail[0].overlaps(arb(1))
            for n, chance in enumerate(tail):
                reached = expectation(
                    problem, theta, "greedy", horizon - 1, lambda h, m=m, n=n: _times(problem, h, m) >= n
                )
                assert encloses(chance, reached)
            assert sum(tail[1:], arb(0)).overlaps(ball)


def _times(problem: Problem, history: History, m: int) -> int:
    return sum(most_likely(problem, history[:t]) == m for t in range(len(history) + 1))


@pytest.mark.parametrize("name", LEARNERS)
@pytest.mark.parametrize("which", PROBLEMS)
def test_probabilities_sum_to_one(which: str, name: str) -> None:
    problem = PROBLEMS[which]
    if not runs_on(problem, name):
        pytest.skip("(G) fails")
    for theta in range(len(problem.models)):
        for law in round_laws(problem, theta, load(name), 4):
            total = sum((probability for _, probability in law), arb(0))
            assert total.contains(arb(1)) and total.rad() < 1e-14


@pytest.mark.parametrize("which", ["ties", "mirrored", "one context", "decimals", "wide"])
def test_potential_shrinks_by_the_affinity_of_what_is_deployed(which: str) -> None:
    """L5, chained: E ℓ_{t+1}(m) = Σ over policies of E[ℓ_t(m) 1{policy}] ρ_policy(m, θ); here with one policy only."""
    problem = PROBLEMS[which]
    for g in range(len(problem.models)):
        fixed = Learner("fixed", "one policy for ever", lambda history, t, g=g: history.policy(g))
        for m in range(len(problem.models)):
            curve = expected_potential(problem, 0, m, fixed, 4)
            deficit = 1 if policy_of(problem, g) != policy_of(problem, m) else affinity(problem, m, 0)
            ratios = [later / earlier for earlier, later in pairwise(curve)]
            assert all(ratio.overlaps(ratios[0]) for ratio in ratios) and not ratios[0] > 1
            assert deficit == 1 or ratios[0].overlaps(deficit)


@pytest.mark.parametrize("name", LEARNERS)
def test_potential_and_divergence_of_all_histories(name: str) -> None:
    problem = PROBLEMS["decimals"]
    for t in range(3):
        ratio = expectation(
            problem, 0, name, t, lambda h: log_likelihood(problem, 0, h) - log_likelihood(problem, 1, h)
        )
        assert encloses(divergence(problem, 0, 1, load(name), 2)[t], ratio)
        if name == "greedy":
            root = expectation(
                problem,
                0,
                name,
                t,
                lambda h: mpmath.exp((log_likelihood(problem, 1, h) - log_likelihood(problem, 0, h)) / 2),
            )
            assert encloses(expected_potential(problem, 0, 1, load(name), 2)[t], root)


@pytest.mark.parametrize("exponent", [F(1, 4), F(2, 3)])
def test_potential_of_other_exponents_is_that_of_all_histories(exponent: Fraction) -> None:
    problem, power = PROBLEMS["decimals"], real(exponent)

    def potential(history: History) -> mpmath.mpf:
        return mpmath.exp(power * (log_likelihood(problem, 0, history) - log_likelihood(problem, 1, history)))

    curve = expected_potential(problem, 1, 0, load("greedy"), 2, exponent)
    for t, value in enumerate(curve):
        assert encloses(value, expectation(problem, 1, "greedy", t, potential))


def test_mistakes_are_selections_of_wrong_models() -> None:
    problem = PROBLEMS["duplicates"]
    table = selection_probabilities(problem, 0, 3)
    mistakes = mistake_probabilities(problem, 0, 3)
    assert all(m.overlaps(row[2] + row[3]) for m, row in zip(mistakes, table, strict=True)) and mistakes[1] > 0.1
    assert all(row[1].is_zero() and row[3].is_zero() for row in table)
    selected = selection_probabilities(problem, 1, 3)
    for mistake, row in zip(mistake_probabilities(problem, 1, 3), selected, strict=True):
        assert mistake.overlaps(row[2]) and row[0] > 0.1 and not mistake.overlaps(row[0] + row[2])


def test_every_truth_is_read_off_one_enumeration() -> None:
    problem = PROBLEMS["mirrored"]
    for theta in range(3):
        expected_regret(problem, theta, load("greedy"), 3)
    states = len(enumeration(problem, load("greedy")).states)
    expected_regret(problem, 0, load("greedy"), 3)
    assert len(enumeration(problem, load("greedy")).states) == states


def test_histories_that_cancel_are_merged() -> None:
    problem = PROBLEMS["duplicates"]
    known = enumeration(problem, load("greedy"))
    known.reach(6)
    assert len(known.states) == 11
