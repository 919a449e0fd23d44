"""T26's bound: its series against plain sums, and what it says where nothing hides."""

from __future__ import annotations

from fractions import Fraction
from itertools import islice
from math import exp, isqrt, log

import pytest
from flint import arb

from theory.diversity import Conditions
from theory.exploration.sequence import Sequence, sequences, threshold
from theory.exploration.tracking_bound import Decay, TrackingBound, pair_affinity
from theory.problem import Problem, tabular

F = Fraction
TWINS = tabular({"m0": [[0, -5, -1]], "m1": [[0, -1, -1]], "t": [[0, 1, F(7, 10)]]}, baseline=0)
SEVERAL = tabular(
    {"a": [[0, -1, -2]], "b": [[0, 2, -2]], "d": [[0, -1, 1]], "e": [[0, -3, -2]]}, baseline=0
)  # fmt: skip


@pytest.mark.parametrize("others", [(), ((0, 3),), ((0, 3), (0, 4))])
@pytest.mark.parametrize("blind", [True, False])
def test_what_is_left_is_bounded(others: tuple[tuple[int, int], ...], blind: bool) -> None:
    factors = {(0, 1): arb(1), (0, 2): arb(1 if blind else 0.8), (0, 3): arb(0.5), (0, 4): arb(0.6)}
    walk = Sequence(((0, 1), (0, 2)), (1 << 30, 1 << 28), others)
    decay = Decay(walk, factors.__getitem__)
    if blind and not others:
        assert not decay.after(5).is_finite()
        return
    products, now = [], 1.0
    for pair in islice(iter(walk), 4000):
        products.append(now)
        now *= float(factors[pair])
    for k in (1, 2, 7, 50, 300):
        assert sum(products[k:]) <= float(decay.after(k).upper()) * (1 + 1e-9)


@pytest.mark.parametrize("problem", [TWINS, SEVERAL])
@pytest.mark.parametrize("horizon", [1, 4, 1000, 10**9])
def test_the_series_are_what_the_theory_writes(problem: Problem, horizon: int) -> None:
    """Plain floats, every power of a fine grid, term by term: the bound is above, and by little."""
    for theta in range(len(problem.models)):
        bound, plan = TrackingBound(Conditions(problem), theta), sequences(problem)[theta]
        f = threshold(arb(horizon))
        if plan is None:
            assert bound.visits(f).total == 0
            continue
        hidden = Conditions(problem).hidden_from(theta).tolist()
        total, counts = 0.0, dict.fromkeys((*plan.pairs, *plan.others), 0)
        logs = {
            (b, n, e): log(float(pair_affinity(problem, e, m=b, theta=theta, power=F(n, 100))))
            for b in hidden for n in range(1, 100) for e in counts
        }  # fmt: skip
        for k in range(600):
            chance = sum(
                exp(
                    min(
                        min(n / 100 * float(f) + sum(counts[e] * logs[b, n, e] for e in counts) for n in range(1, 100)),
                        9,
                    )
                )
                for b in hidden
            )
            total += float(problem.shortfall(theta, *plan[k])) * min(1.0, chance)
            counts[plan[k]] += 1
        assert total * (1 - 1e-3) <= float(bound.visits(f).total.upper()) <= 1.05 * total


def test_models_are_sorted_as_the_theory_does() -> None:
    conditions = Conditions(TWINS)
    assert [(b.told, b.alike) for b in (TrackingBound(conditions, t) for t in range(3))] == [
        ((2,), (1,)),
        ((2,), (0,)),
        ((), (0, 1)),
    ]
    assert TrackingBound(conditions, 2).dearest(0) == 0
    assert TrackingBound(Conditions(SEVERAL), 0).dearest(3) == 2


def test_bounded_exactly_where_nothing_hides() -> None:
    for problem in (TWINS, SEVERAL):
        conditions = Conditions(problem)
        for theta in range(len(problem.models)):
            near, far = (TrackingBound(conditions, theta).total(t) for t in (10, 10**12))
            assert (near.upper() < far.lower()) is not conditions.pointwise_diversity(theta)


def test_comparisons_that_tell_nothing_count_with_their_mass() -> None:
    """Response 0 against the two others alike: only the last tells, gaps −1 and 1."""
    problem = tabular({"m": [[0, 0, 1]], "t": [[0, 0, -1]]})
    told = 2 / (exp(0.5) + exp(-0.5))
    assert float(pair_affinity(problem, (0, 0), m=0, theta=1)) == pytest.approx(1 / 2 + told / 2, rel=1e-12)


def test_turns_for_twins_are_turns_the_plan_does_not_have() -> None:
    """One pair with factor 4/5 and blind turns at the squares: j visits leave (4/5)^(j − ⌊√j⌋)."""
    walk = Sequence(((0, 1),), (1 << 30,), ((0, 2),))
    decay = Decay(walk, {(0, 1): arb(0.8), (0, 2): arb(1)}.__getitem__)
    for k in (1, 4, 25, 100):
        left = sum(0.8 ** (j - isqrt(j)) for j in range(k, k + 400))
        assert left <= float(decay.after(k).upper())


def test_what_a_wrong_model_costs_by_hand() -> None:
    """m serves y1, h hides from it; θ loses 2 on y1, and one more on y2, which m explores half of the time."""
    problem = tabular({"m": [[0, 1, -1]], "h": [[0, 1, 2]], "t": [[0, -2, -3]]}, baseline=0)
    bound = TrackingBound(Conditions(problem), 2)
    assert bound.told == (0, 1) and bound.dearest(0) == 1
    deficit = 1 - affinity(1, -2)
    assert float(bound.selections(0)) == pytest.approx((2 * 2 + 1) / deficit, rel=1e-12)
    assert float(bound.selections(1)) == pytest.approx(3 / (1 - affinity(2, -3)), rel=1e-12)


def test_a_visit_of_a_model_alike_waits_for_its_context() -> None:
    """Δ(m, θ) = 1/4, all of it in a context of mass 1/4, where the visit gains 1: 2 · (1/4) / (1/4) − 1."""
    rewards = {"m": [[0, F(-1)], [0, F(-1)]], "t": [[0, F(1)], [0, F(-1)]]}
    problem = tabular(rewards, p=[F(1, 4), F(3, 4)], baseline=0)  # type: ignore[arg-type]
    bound = TrackingBound(Conditions(problem), 1)
    assert bound.alike == (0,)
    waiting = bound.waiting(0)
    assert set(waiting.costs) == {F(1)}
    assert float(waiting.total) == pytest.approx(1 / (1 - affinity(1, -1)), rel=1e-6)


def affinity(g: float, h: float) -> float:
    """Σ_z √(P(z) Q(z)) of two comparisons with these gaps."""
    p, q = 1 / (1 + exp(-g)), 1 / (1 + exp(-h))
    return (p * q) ** 0.5 + ((1 - p) * (1 - q)) ** 0.5
