"""Derived quantities against plain sums over definitions, in multiprecision floats and in rationals."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from fractions import Fraction
from functools import partial

import mpmath
import pytest
from flint import arb, ctx
from hypothesis import given, settings
from hypothesis import strategies as st

from checks import strategies
from theory import quantities
from theory.exact.enclosure import bounds
from theory.files.instance_file import loads
from theory.instance import Instance
from theory.problem import Problem, Slates, tabular

mp = mpmath.mp.clone()
mp.dps = 60
PROBLEMS = st.one_of(strategies.online(), strategies.confusing(), strategies.revealing()).map(Problem.of)
TRAINED = st.one_of(strategies.offline(), strategies.untold()).map(Problem.of)


def real(value: Fraction) -> mpmath.mpf:
    return mp.mpf(value.numerator) / value.denominator


def win(gap: Fraction) -> mpmath.mpf:
    return 1 / (1 + mp.exp(-real(gap)))


def affinity(problem: Problem, rows: Sequence[tuple[int, int, int, Fraction]], m: int, theta: int) -> mpmath.mpf:
    """Σ weight (√(P Q) + √((1−P)(1−Q))) over (context, deployed, comparator, weight)."""
    total = mp.mpf(0)
    for c, y, other, weight in rows:
        a, b = win(problem.gap(m, c, y, other)), win(problem.gap(theta, c, y, other))
        total += real(weight) * (mp.sqrt(a * b) + mp.sqrt((1 - a) * (1 - b)))
    return total


def holds(ball: arb, value: mpmath.mpf) -> bool:
    """Whether a narrow ball holds a value known to some fifty digits."""
    low, high = bounds(ball)
    slack = mp.mpf(10) ** -45 * (1 + abs(value))
    return bool(
        real(low) - slack <= value <= real(high) + slack and high - low <= Fraction(1, 10**12) * (abs(high) + abs(low))
    )


def rounds(problem: Problem, policy: Sequence[int]) -> list[tuple[int, int, int, Fraction]]:
    return [
        (c, policy[c], other, problem.p[c] * mass)
        for c in range(len(problem.p))
        for other, mass in enumerate(problem.kappa[c][policy[c]])
    ]


@settings(deadline=None, max_examples=20)
@given(PROBLEMS)
def test_regret_and_affinity_are_what_their_definitions_say(problem: Problem) -> None:
    models, contexts, responses = problem.shape
    for m in range(models):
        policy = [max(range(responses), key=lambda y, c=c: (problem.reward(m, c, y), -y)) for c in range(contexts)]
        assert quantities.policy_of(problem, m) == tuple(policy)
        for theta in range(models):
            best = [max(problem.reward(theta, c, y) for y in range(responses)) for c in range(contexts)]
            lost = [best[c] - problem.reward(theta, c, policy[c]) for c in range(contexts)]
            regret = sum((p * x for p, x in zip(problem.p, lost, strict=True)), Fraction(0))
            assert quantities.mean_regret(problem, m, theta) == regret
            assert (m in quantities.wrong_models(problem, theta)) == (regret > 0)
            assert quantities.altered_contexts(problem, m, theta) == tuple(c for c in range(contexts) if lost[c])
            assert [quantities.hidden_gap(problem, m, theta, c) for c in range(contexts)] == lost
            rho = affinity(problem, rounds(problem, policy), m, theta)
            assert holds(quantities.affinity(problem, m, theta), rho)
            assert holds(quantities.affinity_deficit(problem, policy, m, theta), 1 - rho)


def test_a_rate_is_taken_from_the_smaller_of_affinity_and_deficit() -> None:
    """The affinity is not asked for where the deficit is small, and alone counts where it is large."""
    told = quantities.rate(arb("0.4"), lambda: pytest.fail("asked"))
    assert abs(told + arb("0.6").log()) < 1e-12
    for deficit in ("0.5", "0.75", "1"):
        assert abs(quantities.rate(arb(deficit), lambda: arb("0.3")) + arb("0.3").log()) < 1e-12


@settings(deadline=None, max_examples=12)
@given(PROBLEMS)
def test_the_deficit_is_zero_exactly_where_models_look_alike(problem: Problem) -> None:
    models, contexts, responses = problem.shape
    for m in range(models):
        for theta in range(models):
            policy = quantities.policy_of(problem, m)
            alike = all(
                problem.gap(m, c, y, z) == problem.gap(theta, c, y, z) for c, y, z, w in rounds(problem, policy) if w
            )
            assert quantities.affinity_deficit(problem, policy, m, theta).is_zero() == alike
            share = Fraction(1, responses)
            uniform = [
                (c, y, z, problem.p[c] * share * problem.kappa[c][y][z])
                for c in range(contexts)
                for y in range(responses)
                for z in range(responses)
            ]
            assert holds(
                quantities.uniform_affinity_deficit(problem, m, theta), 1 - affinity(problem, uniform, m, theta)
            )


def offline_rate(problem: Problem, m: int) -> arb:
    """Enclose ln(1/ρ_off(m, θ)) where θ is the first model."""
    return quantities.rate(
        quantities.offline_deficit(problem, m, 0), partial(quantities.offline_affinity, problem, m, 0)
    )


@settings(deadline=None, max_examples=20)
@given(TRAINED)
def test_offline_quantities_follow_the_training_law(problem: Problem) -> None:
    assert problem.q is not None and problem.beta is not None
    rows = [
        (c, y, z, problem.q[c] * problem.beta[c][y] * problem.kappa[c][y][z])
        for c in range(len(problem.q))
        for y in range(len(problem.responses))
        for z in range(len(problem.responses))
    ]
    for m in range(len(problem.models)):
        rho = affinity(problem, rows, m, 0)
        assert holds(quantities.offline_affinity(problem, m, 0), rho)
        assert holds(quantities.offline_deficit(problem, m, 0), 1 - rho)
        assert holds(offline_rate(problem, m), -mp.log(rho))


@pytest.mark.parametrize("gap", [Fraction(1, 10**20), Fraction(1), Fraction(500)])
def test_the_offline_rate_is_accurate_at_both_ends(gap: Fraction) -> None:
    base = tabular({"a": [[0, 0]], "b": [[0, gap]]})  # type: ignore[list-item]
    problem = replace(base, q=(Fraction(1),), beta=((Fraction(1), Fraction(0)),))
    rate = offline_rate(problem, 1)
    with mp.workdps(120):
        half, other = mp.mpf(1) / 2, win(gap)
        expected = -mp.log(mp.sqrt(half * other) + mp.sqrt(half * (1 - other)))
        assert abs(real(bounds(rate)[0]) / expected - 1) < mp.mpf(10) ** -12
    assert rate.rel_accuracy_bits() >= 40


@settings(deadline=None, max_examples=20)
@given(PROBLEMS)
def test_information_per_regret_is_the_best_quotient(problem: Problem) -> None:
    models, contexts, responses = problem.shape
    for a in range(models):
        for b in range(models):
            best = mp.mpf(0)
            for c in range(contexts):
                for y in range(responses):
                    told = mp.mpf(0)
                    for z, mass in enumerate(problem.kappa[c][y]):
                        g, h = win(problem.gap(a, c, y, z)), win(problem.gap(b, c, y, z))
                        told += real(mass) * (g * mp.log(g / h) + (1 - g) * mp.log((1 - g) / (1 - h)))
                    assert holds(quantities.information(problem, c, y, a, b), told)
                    if cost := problem.shortfall(a, c, y):
                        best = max(best, told / real(cost))
            assert holds(quantities.information_per_regret(problem, a, b), best)


def test_ties_cost_nothing_and_the_second_best_is_below_them() -> None:
    problem = tabular({"a": [[1, 1, 0, -2]], "b": [[1, 1, 1, 1]]})
    assert quantities.suboptimal(problem, 0, 0) == [2, 3]
    assert quantities.second_best_gap(problem, 0, 0) == 1
    assert quantities.wrong_models(problem, 1) == () and quantities.wrong_models(problem, 0) == ()
    with pytest.raises(ValueError, match="empty"):
        quantities.second_best_gap(problem, 1, 0)


def test_regret_of_a_policy_weighs_contexts_by_their_law() -> None:
    problem = tabular({"a": [[0, 1], [0, 1]], "b": [[1, 0], [3, 0]]}, [Fraction(1, 3), Fraction(2, 3)])
    assert quantities.policy_regret(problem, (1, 1), 1) == Fraction(7, 3)
    assert quantities.policy_regret(problem, (1, 0), 1) == Fraction(1, 3)


@settings(deadline=None, max_examples=12)
@given(strategies.confusing())
def test_the_order_of_contexts_changes_nothing(instance: Instance) -> None:
    one = Problem.of(instance)
    order = list(range(len(one.contexts)))[::-1]
    other = replace(
        one,
        contexts=tuple(one.contexts[c] for c in order),
        p=tuple(one.p[c] for c in order),
        kappa=tuple(one.kappa[c] for c in order),
        scaled=one.scaled[:, order],
        scale=tuple(one.scale[c] for c in order),
    )
    for m in range(len(one.models)):
        assert quantities.mean_regret(one, m, 0) == quantities.mean_regret(other, m, 0)
        assert quantities.affinity(one, m, 0).overlaps(quantities.affinity(other, m, 0))


def test_what_telling_a_pair_apart_is_worth_by_hand() -> None:
    """In u a loses at least 2 and b 3/2; in v only a's second best counts, 1/2; in w they agree."""
    half = Fraction(1, 2)
    rewards = {"a": [[0, -2, -3], [half, 0, 0], [0, -1, -1]], "b": [[0, 3 * half, 0], [0, 4, 5], [0, -1, -1]]}
    problem = tabular(rewards, [half, Fraction(1, 3), Fraction(1, 6)])  # type: ignore[arg-type]
    assert quantities.altered_contexts(problem, 0, 1) == (0, 1)
    assert [quantities.hidden_gap(problem, 0, 1, c) for c in (0, 1)] == [3 * half, 5]
    assert quantities.distinguished(problem, 0, 1) == half * 3 * half + Fraction(1, 3) * half


SLATES = """{"format": "user-diversity/instance/1", "responses": ["y0", "y1", "y2"],
 "contexts": [{"user": "u", "prompt": "x", "probability": "1/4"}, {"user": "v", "prompt": "x", "probability": "3/4"}],
 "comparators": {"baseline": "y0"},
 "rewards": {"a": [[0, 1, 0], [0, 0, 0]], "b": [[3, 1, 0], [2, 2, 2]], "d": [[0, 0, 0], [1, 0, 5]]}}"""
"""Under a y1 is drawn in u with e/(1 + e), y2 never; v draws the reference."""


def test_what_a_drawn_response_costs_by_hand() -> None:
    half, quarter = Fraction(1, 2), Fraction(1, 4)
    reference = ((half, half, Fraction(0)), (quarter, quarter, half))
    problem = replace(
        Problem.of(loads(SLATES)), slates=Slates(Fraction(1), reference), kappa=tuple((row,) * 3 for row in reference)
    )
    e = mp.e
    assert holds(quantities.cost_of_draw(problem, 0, 0, 1), 2 * e / (1 + e))
    assert quantities.cost_of_draw(problem, 1, 0, 1).is_zero()
    assert holds(quantities.cost_of_draw(problem, 1, 0, 2), mp.mpf(4) / 4 + mp.mpf(5) / 4)
    assert holds(quantities.drawn_cost(problem, 0, 1), 2 * e / (1 + e) / 4)
    assert holds(quantities.drawn_cost(problem, 0, 2), mp.mpf(3) / 4 * 9 / 4)


def test_enclosures_of_a_comparison_are_those_of_the_precision_in_force() -> None:
    problem = tabular({"a": [[0, Fraction(1, 3)]], "b": [[0, Fraction(-5, 7)]]})
    coarse = quantities.affinity_deficit(problem, (1,), 0, 1)
    with ctx.workprec(300):
        fine = quantities.affinity_deficit(problem, (1,), 0, 1)
    again = quantities.affinity_deficit(problem, (1,), 0, 1)
    assert fine.rel_accuracy_bits() > 250 > coarse.rel_accuracy_bits()
    assert (again.mid() == coarse.mid()) and (again.rad() == coarse.rad()) and coarse.overlaps(fine)
