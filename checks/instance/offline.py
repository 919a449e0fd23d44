"""The offline part of an examined instance: what the training data tell apart, and how many samples T12 asks for."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from fractions import Fraction
from functools import cache, partial
from typing import Any, TypeVar

from flint import arb, ctx

from checks.instance.affinity import affinity_pair
from theory.bounds import offline_bound, sample_bracket, samples_for
from theory.diversity import Conditions
from theory.exact.enclosure import MAX_PRECISION, OutOfReachError, ball
from theory.problem import Problem
from theory.quantities import mean_regret, offline_affinity, offline_deficit, rate, wrong_models

Rates = list[tuple[Fraction, arb]]
Enclosed = Callable[[int, int, int], arb]
"""A quantity of two models at a precision in bits."""

T = TypeVar("T")

EPSILONS = ("0.1", "0.01", "0.001")
"""The suboptimalities for which a sample size is reported."""


def sample_sizes(conditions: Conditions, truths: Sequence[int]) -> dict[str, Any]:
    """Return the ``offline`` object of the check document for a finite class.

    Claim: T12.
    """
    problem = conditions.problem
    deficit = _symmetric(partial(_at, offline_deficit, problem))
    affinity = _symmetric(partial(_at, offline_affinity, problem))
    shown, rate_of = _symmetric(partial(_shown, deficit, affinity)), _symmetric(partial(_rate, deficit, affinity))
    examined = {}
    for theta in truths:
        regrets = {m: mean_regret(problem, m, theta) for m in wrong_models(problem, theta)}
        wrong = {
            problem.models[m]: {"regret_per_round": str(regret), "rho": shown(m, theta)}
            for m, regret in regrets.items()
        }
        rates_at = cache(partial(_rates, rate_of, theta, regrets))
        samples = {epsilon: fewest_samples(rates_at, Fraction(epsilon)) for epsilon in EPSILONS}
        examined[problem.models[theta]] = {"wrong": wrong, "samples_for": samples}
    return {"diversity": conditions.offline_confusion is None, "truths": examined}


def fewest_samples(rates_at: Callable[[int], Rates], epsilon: Fraction) -> int | None:
    """Return the smallest n for which T12 guarantees ε, at a precision at which one sample less certainly fails.

    Parameters
    ----------
    rates_at : callable
        From a precision in bits: Δ_p(m, θ) and ln(1/ρ_off(m, θ)) for every wrong model.
    epsilon : Fraction
        Positive.

    Claim: T12.
    """
    precision = ctx.prec
    rates = rates_at(precision)
    if not rates or any(rate.is_zero() for _, rate in rates):
        return samples_for(rates, epsilon)
    found = sample_bracket(rates, epsilon)
    size = found[1].bit_length()
    bracket = found if size <= precision // 2 else None
    precision += 0 if bracket else size
    while precision <= MAX_PRECISION:
        with ctx.workprec(precision):
            rates = rates_at(precision)
            n = samples_for(rates, epsilon, bracket)
            if not n or offline_bound(rates, n - 1) > ball(epsilon):
                return n
        bracket, precision = None, 2 * precision
    raise OutOfReachError(f"no sample size decided at {MAX_PRECISION} bits of precision")


def _rates(rate_of: Enclosed, theta: int, regrets: dict[int, Fraction], precision: int) -> Rates:
    return [(regret, rate_of(m, theta, precision)) for m, regret in regrets.items()]


def _at(quantity: Callable[[Problem, int, int], arb], problem: Problem, m: int, theta: int, precision: int) -> arb:
    with ctx.workprec(precision):
        return quantity(problem, m, theta)


def _rate(deficit: Enclosed, affinity: Enclosed, m: int, theta: int, precision: int) -> arb:
    with ctx.workprec(precision):
        return rate(deficit(m, theta, precision), partial(affinity, m, theta, precision))


def _shown(deficit: Enclosed, affinity: Enclosed, m: int, theta: int) -> list[str]:
    return affinity_pair(deficit(m, theta, ctx.prec), partial(affinity, m, theta, ctx.prec))


def _symmetric(quantity: Callable[..., T]) -> Callable[..., T]:
    """Compute a quantity of two models once, in whichever order they come."""
    known = cache(quantity)
    return lambda m, theta, *rest: known(min(m, theta), max(m, theta), *rest)
