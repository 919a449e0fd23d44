"""Quantities in the bounds of T1–T4, T7 and T12: sharper exponents, worst affinities, the root of T7.

Claim: T1, T3, T4, T7, T12.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from fractions import Fraction
from math import ceil, exp, log

from flint import arb, fmpq

from theory.comparisons import Comparisons, outcomes
from theory.exact.enclosure import Number, ball, bounds, certify, fraction, rational
from theory.preference import sigmoid
from theory.problem import Problem
from theory.protocol.actions import choice
from theory.quantities import affinity_deficit, wrong_models

_GRID = 64
_HALVINGS = 64


def greedy_bound(wrong: Iterable[tuple[Fraction, arb]]) -> Number:
    """Enclose Σ Δ(m, θ) / (1 − ρ(m, θ)), which bounds greedy's regret; infinite where some ρ is 1.

    Parameters
    ----------
    wrong : iterable of (Fraction, arb)
        Δ(m, θ) and 1 − ρ(m, θ) for every wrong model; of none the sum is exactly 0.

    Claim: T1.

    Examples
    --------
    >>> greedy_bound([(Fraction(1), arb(0.25)), (Fraction(1, 2), arb(0.5))])
    5.00000000000000
    """
    total: Number = Fraction(0)
    for regret, deficit in wrong:
        term = arb.pos_inf() if deficit == 0 else 1 / deficit * ball(regret)
        total = ball(total) + term
    return total


def tilted_affinity(rows: Comparisons, power: Fraction) -> arb:
    """Enclose ρ_λ = Σ weight Σ_z P_θ(z)^{1−λ} P_m(z)^λ.

    Claim: L5.
    """
    return certify(
        lambda: sum(
            (ball(w) * sigmoid(g) ** ball(power) * sigmoid(h) ** (1 - ball(power)) for w, g, h in outcomes(rows)),
            arb(0),
        )
    )


def chernoff_affinity(rows: Comparisons) -> Number:
    """Enclose ρ_λ at the best λ of a grid of 64ths; 1 exactly where the models look alike.

    Every λ gives a valid bound (L5), so the choice of λ in floating point cannot make it wrong.

    Claim: T1, T12.
    """
    informative = [row for row in rows if row[1] != row[2]]
    if not informative:
        return Fraction(1)
    alike = [row[0] for row in rows if row[1] == row[2]]
    power = Fraction(min(range(1, _GRID), key=lambda k: _tilted_float(informative, k / _GRID)), _GRID)
    return tilted_affinity(informative, power) + sum(map(ball, alike), arb(0))


def _tilted_float(rows: Comparisons, power: float) -> float:
    return sum(
        float(w) * exp(-power * _softplus(-float(g)) - (1 - power) * _softplus(-float(h))) for w, g, h in outcomes(rows)
    )


def _softplus(x: float) -> float:
    return x if x > 30 else log(1 + exp(max(x, -700.0)))


def selection_drift(rows: Comparisons) -> Number:
    """Enclose J = E_θ[(X − 1 − ln X) 1{X ≥ 1}], X the one-round likelihood ratio of m to θ.

    σ is increasing, so X ≥ 1 is decided on the rational gaps.

    Claim: T1 (sharper).
    """
    rising = [(w, g, h) for w, g, h in outcomes(rows) if g > h]
    if not rising:
        return Fraction(0)
    return certify(lambda: sum((ball(w) * _drift(ball(g), ball(h)) for w, g, h in rising), arb(0)))


def _drift(g: arb, h: arb) -> arb:
    """P_θ (X − 1 − ln X) for one outcome with signed gaps g of m and h of θ."""
    mine, true = sigmoid(g), sigmoid(h)
    return mine - true - true * (mine / true).log()


def settled_deficit(problem: Problem, m: int, theta: int) -> arb:
    """Enclose 1 − ρ_*(m, θ), the information of a round in which θ's own policy is deployed.

    Under slates the data of a right round follow γ of the model that was selected, so that 1 − ρ_*(m, θ) is the least
    over all right models.

    Claim: T3, T27.
    """
    if problem.slates is None:
        return affinity_deficit(problem, choice(problem, theta), m, theta)
    wrong = set(wrong_models(problem, theta))
    right = [g for g in range(len(problem.models)) if g not in wrong]
    return least([affinity_deficit(problem, choice(problem, g), m, theta) for g in right])


def least(values: list[arb]) -> arb:
    """Enclose the least of some numbers."""
    smallest = values[0]
    for value in values[1:]:
        smallest = smallest.min(value)
    return smallest


def strong_deficit(problem: Problem, theta: int) -> arb:
    """Enclose 1 − ρ̄: the least of 1 − ρ_{π_g}(m, θ) over g ∈ Θ and m ∈ W(θ), which must not be empty.

    Claim: T4.
    """
    policies = {choice(problem, g) for g in range(len(problem.models))}
    values = [affinity_deficit(problem, pi, m, theta) for pi in sorted(policies) for m in wrong_models(problem, theta)]
    if not values:
        raise ArithmeticError("ρ̄ is not defined where no model is wrong")
    return least(values)


def logarithmic_root(scale: Fraction, information: arb) -> arb:
    """Enclose the root M of M = scale · (1 − √(1 − e^{−K M})), scale = p0 δ T and K the information per regret.

    The right side decreases in M, so the root is unique; it is bracketed by exact bisection.

    Claim: T7 (sharper).
    """
    if scale == 0 or information.is_zero():
        return ball(scale)
    low, high = Fraction(0), scale
    for _ in range(_HALVINGS):
        middle = (low + high) / 2
        value = ball(middle) - ball(scale) * (1 - (-(-information * ball(middle)).expm1()).sqrt())
        if value < 0:
            low = middle
        elif value > 0:
            high = middle
        else:
            break
    return ball(low).union(ball(high))


def samples_for(
    rates: list[tuple[Fraction, arb]], epsilon: Fraction, bracket: tuple[int, int] | None = None
) -> int | None:
    """Return the smallest n for which T12 guarantees Σ Δ ρ^n ≤ ε; None where some ρ is 1.

    Parameters
    ----------
    rates : list of (Fraction, arb)
        Δ_p(m, θ) and ln(1/ρ_off(m, θ)) for every wrong model.
    epsilon : Fraction
        Positive.
    bracket : (int, int), optional
        What `sample_bracket` returned, where it was asked already.

    Claim: T12.
    """
    if any(rate.is_zero() for _, rate in rates):
        return None
    if sum((rational(regret) for regret, _ in rates), fmpq(0)) <= rational(epsilon):
        return 0
    enclosed = [(ball(regret), rate) for regret, rate in rates]
    low, high = bracket or sample_bracket(rates, epsilon)
    while high - low > 1:
        middle = (low + high) // 2
        low, high = (low, middle) if _small_enough(enclosed, middle, epsilon) else (middle, high)
    return high


def sample_bracket(rates: list[tuple[Fraction, arb]], epsilon: Fraction) -> tuple[int, int]:
    """Return sample sizes of which the first is not enough and the second is, where 0 is not.

    Not enough: some term alone exceeds ε. Enough: no term exceeds its share of ε. No rate may be 0.

    Claim: T12.
    """
    alone, further = -ball(epsilon).log(), arb(len(rates)).log()
    logs = [(ball(regret).log() + alone, rate) for regret, rate in rates]
    enough = [((log_ratio + further) / rate).upper() for log_ratio, rate in logs]
    short = [(log_ratio / rate).lower() for log_ratio, rate in logs]
    return max(0, ceil(fraction(max(short))) - 1), ceil(fraction(max(enough)))


def _small_enough(rates: Sequence[tuple[Number, arb]], n: int, epsilon: Fraction) -> bool:
    return bounds(offline_bound(rates, n))[1] <= epsilon


def offline_bound(rates: Sequence[tuple[Number, arb]], n: int) -> arb:
    """Enclose Σ Δ ρ^n, which bounds the expected suboptimality after n tuples.

    Claim: T12.
    """
    return sum((ball(regret) * (-n * rate).exp() for regret, rate in rates), arb(0))
