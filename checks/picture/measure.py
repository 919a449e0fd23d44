"""What the picture shows, as numbers: measured curves with their intervals, and the curves of the theorems."""

from __future__ import annotations

from collections.abc import Iterator
from fractions import Fraction
from math import cosh, log, pi
from typing import Any

from checks.exact.expectations import round_regret
from checks.learners import load, uniform
from checks.learners.forced_exploration import rate
from checks.picture.regimes import REGIMES, fading, regime
from checks.simulate.run import Request, simulate
from theory.bounds import logarithmic_root
from theory.problem import Problem
from theory.quantities import (
    affinity_deficit,
    altered_contexts,
    hidden_gap,
    information_per_regret,
    mean_regret,
    policy_of,
    second_best_gap,
    wrong_models,
)
from theory.span.linear_problem import LinearProblem
from theory.span.strength import coefficient, largest_gap, smallest_gap, squared_spread

FORMAT = "user-diversity/picture/1"
LEARNERS = {
    "bounded": ("greedy", "optimistic"),
    "logarithmic": ("greedy", "forced-exploration", "optimistic"),
    "linear": ("greedy", "optimistic", "uniform"),
}
FADES = tuple(Fraction(1, 2**k) for k in range(1, 11))

Row = tuple[int, float, float, float]


def picture(horizon: int, runs: int, seed: int, confidence: float, jobs: int) -> dict[str, Any]:
    """Measure everything the picture shows.

    Parameters
    ----------
    horizon : int
        Rounds of the three regimes; diversity fades at an infinite horizon.
    runs, seed, confidence, jobs
        See `checks.simulate.run`; each interval has this confidence, under each truth.

    Returns
    -------
    dict
        The document ``user-diversity/picture/1``.
    """
    panels = {name: _panel(name, horizon, runs, seed, confidence, jobs) for name in REGIMES}
    faded = [_faded(share, runs, seed, confidence, jobs) for share in FADES]
    return {"format": FORMAT, "horizon": horizon, "runs": runs, "seed": seed, "regimes": panels, "fading": faded}


def _panel(name: str, horizon: int, runs: int, seed: int, confidence: float, jobs: int) -> dict[str, Any]:
    problem = Problem.of(regime(name))

    def worst(learner: str) -> list[Row]:
        request = (Request(load(learner), theta, horizon, runs, seed, confidence) for theta in range(2))
        curves = [simulate(problem, one, jobs)["curve"] for one in request]
        return [(t, *(max(values) for values in zip(*rows, strict=True))) for t, rows in _together(curves)]

    measured = {learner: worst(learner) for learner in LEARNERS[name]}
    rounds = [row[0] for row in next(iter(measured.values()))]
    theory = {label: [(t, value(t)) for t in rounds] for label, value in _theory(name, problem).items()}
    return {"measured": measured, "theory": theory}


def _together(curves: list[list[list[float]]]) -> Iterator[tuple[int, list[list[float]]]]:
    for rows in zip(*curves, strict=True):
        yield int(rows[0][0]), [row[1:] for row in rows]


def _theory(name: str, problem: Problem) -> dict[str, Any]:
    """Return the curves that T1, T7 and T11 prove, as functions of the round."""
    if name == "bounded":
        bound = max(greedy_bound(problem, theta) for theta in range(2))
        return {"T1 (greedy, at most)": lambda t: bound}
    if name == "linear":
        return {"T7 (everyone, at least)": lambda t: least_regret(problem, t)}
    return {
        "T7 (everyone, at least)": lambda t: least_regret(problem, t),
        "T10 (greedy, exactly)": lambda t: t * float(mean_regret(problem, 0, 1)),
        "T11 (forced exploration, at most)": lambda t: max(explored_regret(problem, theta, t) for theta in range(2)),
    }


def greedy_bound(problem: Problem, theta: int) -> float:
    """Return Σ_{m ∈ W(θ)} Δ(m, θ)/(1 − ρ(m, θ)).

    Claim: T1.
    """
    return sum(
        float(mean_regret(problem, m, theta)) / float(affinity_deficit(problem, policy_of(problem, m), m, theta))
        for m in wrong_models(problem, theta)
    )


def least_regret(problem: Problem, t: int) -> float:
    """Return what max(R_t(a), R_t(b)) is at least for every learner, a and b the first two models.

    Claim: T7 (sharper).
    """
    known = information_per_regret(problem, 0, 1)
    scales = [
        problem.p[c] / (1 / second_best_gap(problem, 0, c) + 1 / hidden_gap(problem, 0, 1, c))
        for c in altered_contexts(problem, 0, 1)
    ]
    return max(float(logarithmic_root(scale * t, known).lower()) for scale in scales)


def explored_regret(problem: Problem, theta: int, t: int) -> float:
    """Return what forced exploration loses at most.

    Claim: T11.
    """
    mistakes = sum(float(mean_regret(problem, m, theta)) for m in wrong_models(problem, theta))
    return (
        float(round_regret(problem, uniform.rows(problem), theta)) * (float(rate(problem)) * log(t) + 1)
        + pi**2 / 6 * mistakes
    )


def _faded(share: Fraction, runs: int, seed: int, confidence: float, jobs: int) -> dict[str, Any]:
    """Measure greedy at an infinite horizon on the fading instance, with T1 and T17 beside it."""
    instance = fading(share)
    problem, theta = Problem.of(instance), 1
    result = simulate(problem, Request(load("greedy"), theta, None, runs, seed, confidence), jobs)
    mu = float(coefficient(problem, LinearProblem.of(instance), policy_of(problem, 0)).lower())
    gap, spread = smallest_gap(problem, theta), float(squared_spread(LinearProblem.of(instance)))
    assert gap is not None
    half = float(largest_gap(problem)) / 2
    deficit = mu * float(gap) ** 2 / (32 * spread * cosh(half) ** 2)
    return {
        "diversity": mu,
        "regret": result["regret"],
        "T1": greedy_bound(problem, theta),
        "T17": float(mean_regret(problem, 0, theta)) / deficit,
    }
