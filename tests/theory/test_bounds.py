"""The constants of the bounds against mpmath at 60 digits, against whole numbers and against brute force."""

from __future__ import annotations

from fractions import Fraction
from itertools import count

import mpmath
import pytest
from flint import arb, ctx
from hypothesis import given, settings
from hypothesis import strategies as st

from checks.strategies import online
from theory import bounds, quantities
from theory.claims.scope import Scope
from theory.exact.enclosure import Number, ball
from theory.exact.enclosure import bounds as ends
from theory.instance import Instance
from theory.problem import tabular

F = Fraction
MP = mpmath.mp.clone()
MP.dps = 60

ROWS = [(F(1, 2), F(1), F(-1, 2)), (F(1, 3), F(-2), F(3, 2)), (F(1, 6), F(4), F(4))]
FAR = [(F(2, 3), F(1000), F(0)), (F(1, 3), F(-800), F(-790))]
EVEN = [(F(1), F(2, 3), F(2, 3))]
LOPSIDED = [(F(99, 100), F(4), F(0)), (F(1, 100), F(0), F(4))]

rational = st.fractions(-4, 4, max_denominator=6)
rows = st.lists(st.tuples(rational, rational), min_size=1, max_size=3).map(
    lambda gaps: [(F(1, len(gaps)), *pair) for pair in gaps]
)


def real(x: Fraction | int):
    return MP.mpf(x.numerator) / x.denominator


def sigma(x):
    return 1 / (1 + MP.exp(-x))


def bernoullis(gap_m: Fraction, gap: Fraction):
    """P_m(z) and P_θ(z) for z = 1, 0."""
    return [(sigma(s * real(gap_m)), sigma(s * real(gap))) for s in (1, -1)]


def tilted(table, power):
    """ρ_λ, from its definition."""
    return MP.fsum(real(w) * q ** (1 - power) * p**power for w, g, h in table for p, q in bernoullis(g, h))


def encloses(found: Number, value) -> bool:
    """Whether an enclosure is narrow and holds a value that is known to 50 digits."""
    low, high = ends(found)
    slack = abs(value) * MP.mpf(10) ** -50
    return real(low) - slack <= value <= real(high) + slack and high - low <= max(abs(low), abs(high)) / 10**12


@pytest.mark.parametrize("table", [ROWS, LOPSIDED, FAR, EVEN, ROWS[:1], []])
@pytest.mark.parametrize("power", [F(1, 2), F(1, 3), F(7, 8)])
def test_tilted_affinity_is_its_definition(table, power):
    assert encloses(bounds.tilted_affinity(table, power), tilted(table, real(power)))


def test_affinities_that_are_known_without_a_library():
    assert encloses(bounds.tilted_affinity([(F(1), F(5), F(5))], F(1, 2)), MP.mpf(1))
    assert encloses(bounds.tilted_affinity([(F(1), F(0), F(400))], F(1, 2)), 1 / MP.sqrt(2))


@pytest.mark.parametrize(
    "table", [ROWS, LOPSIDED, FAR, [(w, h, g) for w, g, h in FAR], ROWS[:2], [(F(1), F(40), F(-35))]]
)
def test_chernoff_is_the_best_of_the_grid(table):
    best = min(tilted(table, MP.mpf(k) / 64) for k in range(65))
    assert encloses(bounds.chernoff_affinity(table), best)


@pytest.mark.parametrize(("gap", "other", "best"), [(1000, 0, 1), (0, 1000, 63), (3, -3, 32), (-3, 3, 32)])
def test_the_best_power_may_lie_anywhere(gap, other, best):
    table = [(F(1), F(gap), F(other))]
    assert encloses(bounds.chernoff_affinity(table), tilted(table, MP.mpf(best) / 64))


@settings(max_examples=15, deadline=None)
@given(rows)
def test_chernoff_on_random_rows(table):
    best = min(tilted(table, MP.mpf(k) / 64) for k in range(1, 64))
    assert encloses(bounds.chernoff_affinity(table), best)


def test_models_that_look_alike_have_affinity_one_exactly():
    for table in (EVEN, [], [*EVEN, (F(1, 9), F(0), F(0))]):
        found = bounds.chernoff_affinity(table)
        assert isinstance(found, Fraction)
        assert found == 1
        drift = bounds.selection_drift(table)
        assert isinstance(drift, Fraction)
        assert drift == 0


def drift(table):
    """E_θ[(X − 1 − ln X) 1{X ≥ 1}]."""
    return MP.fsum(
        real(w) * q * (p / q - 1 - MP.log(p / q)) for w, g, h in table for p, q in bernoullis(g, h) if p >= q
    )


@pytest.mark.parametrize("table", [ROWS, FAR[:1], ROWS[:1], ROWS[1:2], [(F(1, 7), F(1, 1000), F(0))]])
def test_selection_drift_is_its_definition(table):
    assert encloses(bounds.selection_drift(table), drift(table))


@settings(max_examples=30, deadline=None)
@given(rows)
def test_selection_drift_on_random_rows(table):
    assert encloses(bounds.selection_drift(table), drift(table))


THREE = tabular(
    {"a": [[0, 1, 3], [0, -1, -2]], "b": [[0, -1, 3], [0, 2, -1]], "c": [[0, 4, 1], [0, -1, 1]]},
    p=[F(1, 3), F(2, 3)],
)


def deficit(problem, policy, m, theta):
    """1 − ρ_π(m, θ) under uniform comparators, by summing square roots."""
    others = len(problem.responses) - 1
    terms = [
        real(problem.p[c])
        / others
        * MP.fsum(MP.sqrt(p * q) for p, q in bernoullis(problem.gap(m, c, y, z), problem.gap(theta, c, y, z)))
        for c, y in enumerate(policy)
        for z in range(others + 1)
        if z != y
    ]
    return 1 - MP.fsum(terms)


@pytest.mark.parametrize("theta", range(3))
@pytest.mark.parametrize("m", range(3))
def test_settled_deficit_deploys_the_policy_of_the_truth(m, theta):
    found = bounds.settled_deficit(THREE, m, theta)
    if m == theta:
        assert ends(found) == (0, 0)
    else:
        assert encloses(found, deficit(THREE, [(2, 0), (2, 1), (1, 2)][theta], m, theta))


def test_settled_deficit_deploys_no_other_right_policy():
    """The truth serves what tells the models apart; another model is right, too, and serves what tells nothing."""
    problem = tabular({"truth": [[0, 0]], "right": [[0, 1]], "m": [[1, 0]]}, baseline=1)
    assert bounds.settled_deficit(problem, 2, 0) > 0
    assert bounds.settled_deficit(problem, 2, 1) == 0


@pytest.mark.parametrize("order", [(0, 1, 2), (1, 2, 0), (2, 0, 1), (2, 1, 0)])
def test_strong_deficit_is_the_least_over_policies_and_wrong_models(order):
    policies = [(2, 0), (2, 1), (1, 2)]
    table = {f"m{m}": [[THREE.reward(m, c, y) for y in range(3)] for c in range(2)] for m in order}
    problem = tabular(table, p=[F(1, 3), F(2, 3)])
    for theta in range(3):
        least = min(
            deficit(THREE, policies[g], m, order[theta]) for g in range(3) for m in range(3) if m != order[theta]
        )
        assert encloses(bounds.strong_deficit(problem, theta), least)


@settings(max_examples=25, deadline=None)
@given(st.lists(st.tuples(*[st.integers(-3, 3)] * 2), min_size=2, max_size=4, unique=True), st.integers(0, 3))
def test_strong_deficit_on_random_classes(gaps, theta):
    problem = tabular({f"m{i}": [[0, x], [0, y]] for i, (x, y) in enumerate(gaps)})
    theta %= len(gaps)
    served = [(int(x > 0), int(y > 0)) for x, y in gaps]

    def wrong(m):
        return any(gap and choice != (gap > 0) for gap, choice in zip(gaps[theta], served[m], strict=True))

    values = [deficit(problem, pi, m, theta) for pi in served for m in range(len(gaps)) if wrong(m)]
    if values:
        assert encloses(bounds.strong_deficit(problem, theta), min(values))


def root(scale, information):
    """The root of M = scale (1 − √(1 − e^{−K M})) by bisection on the function itself."""
    low, high = MP.mpf(0), MP.mpf(scale)
    for _ in range(180):
        middle = (low + high) / 2
        if middle < scale * (1 - MP.sqrt(1 - MP.exp(-information * middle))):
            low = middle
        else:
            high = middle
    return low


@pytest.mark.parametrize("scale", [F(1), F(1, 3), F(50), F(10**6)])
@pytest.mark.parametrize("information", [F(1, 5), F(1), F(7, 2)])
def test_logarithmic_root(scale, information):
    found = bounds.logarithmic_root(scale, ball(information))
    low, high = ends(found)
    exact = root(real(scale), real(information))
    assert real(low) <= exact <= real(high)
    assert high - low <= scale / 2**40


def test_logarithmic_root_is_bisected_to_the_last_bit():
    with ctx.workprec(400):
        low, high = ends(bounds.logarithmic_root(F(3), ball(F(2))))
    assert F(99, 100) < (high - low) * 2**64 / 3 < F(101, 100)


def test_logarithmic_root_at_its_limits():
    assert ends(bounds.logarithmic_root(F(0), arb(2))) == (0, 0)
    assert ends(bounds.logarithmic_root(F(7, 4), arb(0))) == (F(7, 4), F(7, 4))
    assert ends(bounds.logarithmic_root(F(0), arb(0))) == (0, 0)


def least_n(regrets, affinities, epsilon):
    """The smallest n with Σ Δ ρ^n ≤ ε, one after the other, in whole numbers."""
    return next(n for n in count() if sum(d * rho**n for d, rho in zip(regrets, affinities, strict=True)) <= epsilon)


@pytest.mark.parametrize("regrets", [[F(1)], [F(1, 2), F(3)], [F(5), F(1, 7), F(2)]])
@pytest.mark.parametrize("affinity", [F(1, 2), F(3, 4), F(1, 8)])
@pytest.mark.parametrize("epsilon", [F(9), F(1, 2) + F(1, 997), F(1, 97), F(1, 10**6), F(3, 10**30)])
def test_samples_are_the_fewest_that_suffice(regrets, affinity, epsilon):
    affinities = [affinity, F(15, 16), F(1, 4)][: len(regrets)]
    rates = [(d, -ball(rho).log()) for d, rho in zip(regrets, affinities, strict=True)]
    assert bounds.samples_for(rates, epsilon) == least_n(regrets, affinities, epsilon)


def test_samples_at_the_edges():
    half = arb(2).log()
    assert bounds.samples_for([], F(1, 10)) == 0
    assert bounds.samples_for([(F(1), arb(0))], F(1, 10)) is None
    assert bounds.samples_for([(F(1), half), (F(1), arb(0))], F(1, 10)) is None
    assert bounds.samples_for([(F(1, 10), half)], F(1, 10)) == 0
    assert bounds.samples_for([(F(3, 40), half), (F(1, 40), half)], F(1, 10)) == 0
    assert bounds.samples_for([(F(1), half)], F(1, 2) + F(1, 10**6)) == 1


@pytest.mark.parametrize("rho", [F(1, 2), F(99, 100), F(10**6 - 1, 10**6)])
@pytest.mark.parametrize("epsilon", [F(1, 3), F(1, 10**9), F(1, 10**300)])
@pytest.mark.parametrize("regrets", [(F(2),), (F(2), F(1, 5)), (F(2), F(1, 5), F(7))])
def test_the_bracket_is_not_enough_and_enough(rho, epsilon, regrets):
    rates = [(regret, -ball(rho).log() * (i + 1)) for i, regret in enumerate(regrets)]
    low, high = bounds.sample_bracket(rates, epsilon)

    def bound(n):
        return sum(real(d) * real(rho) ** (n * (i + 1)) for i, d in enumerate(regrets))

    assert 0 <= low < bounds.samples_for(rates, epsilon) <= high
    assert bound(low) > real(epsilon) >= bound(high)
    assert high - low <= 2 + MP.log(len(regrets)) / -MP.log(real(rho))


def test_one_sample_may_be_enough_where_the_bracket_does_not_know():
    """Together the terms are small enough after one sample; a share of ε for each would take three."""
    rates = [(F(1), arb("0.6")), (F(1), arb(20))]
    assert bounds.sample_bracket(rates, F(3, 5)) == (0, 3)
    assert bounds.samples_for(rates, F(3, 5)) == 1


def test_the_bracket_of_one_term_leaves_nothing_to_search():
    rates = [(F(1), arb(2).log())]
    assert bounds.sample_bracket(rates, F(1, 2**9) + F(1, 2**30)) == (8, 9)
    assert bounds.sample_bracket([*rates, (F(1, 2**20), arb(2).log())], F(1, 2**9) + F(1, 2**30)) == (8, 10)


def test_a_million_samples_are_found():
    rates = [(F(1), arb(1) / 10**5), (F(1), arb(1) / 10**5)]
    assert bounds.samples_for(rates, F(2, 10**5)) == 1151293


def test_the_bound_after_n_tuples():
    half = arb(2).log()
    assert encloses(bounds.offline_bound([(F(5), half), (F(1, 3), 2 * half)], 3), MP.mpf(5) / 8 + MP.mpf(1) / 192)
    assert encloses(bounds.offline_bound([(F(5), half), (F(1, 3), 2 * half)], 0), MP.mpf(16) / 3)
    assert ends(bounds.offline_bound([], 7)) == (0, 0)


def test_strong_deficit_takes_a_wrong_model():
    with pytest.raises(ArithmeticError):
        bounds.strong_deficit(tabular({"a": [[0, 1]], "b": [[0, 2]]}), 0)


def test_what_is_not_certain_does_not_suffice():
    """A rate known to lie within 0.59 and 0.79 gives 1/1000 after 12 samples, not after 9."""
    assert bounds.samples_for([(F(1), arb(0.69, 0.1))], F(1, 1000)) == 12


def test_the_strong_deficit_is_over_every_policy_the_right_one_too() -> None:
    """π_a serves the baseline and shows nothing: b is never told from a under it, though it is under b's own policy."""
    problem = tabular({"a": [[0, -1]], "b": [[0, 1]]}, baseline=0)
    assert bounds.strong_deficit(problem, 0).is_zero()
    assert bounds.settled_deficit(problem, 1, 0).is_zero() and bounds.settled_deficit(problem, 0, 1) > 0


@settings(max_examples=30, deadline=None)
@given(online(models=4))
def test_what_greedy_pays_at_most_is_what_the_ledger_says(instance: Instance) -> None:
    scope = Scope(instance)
    for theta in scope.models:
        wrong = quantities.wrong_models(scope.problem, theta)
        told = ball(scope.right_side("T1", "headline", theta=theta))
        found = ball(
            bounds.greedy_bound(
                (
                    quantities.mean_regret(scope.problem, m, theta),
                    quantities.affinity_deficit(scope.problem, quantities.policy_of(scope.problem, m), m, theta),
                )
                for m in wrong
            )
        )
        assert found.is_finite() == told.is_finite()
        assert not told.is_finite() or ((found.overlaps(told) and found.rel_accuracy_bits() > 40) or not wrong)


def test_greedy_pays_nothing_where_no_model_is_wrong_and_anything_where_one_looks_right() -> None:
    assert bounds.greedy_bound([]) == 0
    assert ball(bounds.greedy_bound([(F(1), arb(0)), (F(1), arb(0.5))])) == arb.pos_inf()
    assert bounds.greedy_bound([(F(1), arb(0.25)), (F(1, 2), arb(0.5))]) == 5
