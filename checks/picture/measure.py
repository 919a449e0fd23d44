"""Numbers behind the picture: simulated curves with intervals, and the curves of the theorems."""

from __future__ import annotations

from collections.abc import Iterator
from fractions import Fraction
from typing import Any

from checks.exact.expectations import round_regret
from checks.learners import load, uniform
from checks.learners.forced_exploration import rate
from checks.picture.regimes import REGIMES, fading, regime
from checks.simulate.run import Request, simulate
from theory.claims.scope import Functions, Scope
from theory.exact.enclosure import Number, ball
from theory.quantities import altered_contexts, mean_regret, policy_of

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
    scope = Scope(regime(name))
    problem = scope.problem

    def worst(learner: str) -> list[Row]:
        request = (Request(load(learner), theta, horizon, runs, seed, confidence) for theta in range(2))
        curves = [simulate(problem, one, jobs)["curve"] for one in request]
        return [(t, *(max(values) for values in zip(*rows, strict=True))) for t, rows in _together(curves)]

    measured = {learner: worst(learner) for learner in LEARNERS[name]}
    rounds = [row[0] for row in next(iter(measured.values()))]
    theory = {label: [(t, value(t)) for t in rounds] for label, value in _theory(name, scope).items()}
    return {"measured": measured, "theory": theory}


def _together(curves: list[list[list[float]]]) -> Iterator[tuple[int, list[list[float]]]]:
    for rows in zip(*curves, strict=True):
        yield int(rows[0][0]), [row[1:] for row in rows]


def _theory(name: str, scope: Scope) -> dict[str, Any]:
    """Return the curves that T1, T7 and T11 prove, as functions of the round."""
    if name == "bounded":
        bound = max(_number(scope.right_side("T1", "headline", theta=theta)) for theta in range(2))
        return {"T1 (greedy, at most)": lambda t: bound}
    if name == "linear":
        return {"T7 (everyone, at least)": lambda t: least_regret(scope, t)}
    return {
        "T7 (everyone, at least)": lambda t: least_regret(scope, t),
        "T10 (greedy, exactly)": lambda t: _number(scope.right_side("T10", "headline", a=0, b=1, T=t)),
        "T11 (forced exploration, at most)": lambda t: max(explored_regret(scope, theta, t) for theta in range(2)),
    }


def _number(value: Number) -> float:
    return float(ball(value).mid())


def least_regret(scope: Scope, t: int) -> float:
    """Return what max(R_t(a), R_t(b)) is at least for every learner, a and b the first two models.

    Claim: T7 (sharper).
    """
    contexts = altered_contexts(scope.problem, 0, 1)
    roots = (scope.right_side("T7", "sharper", a=0, b=1, c_0=c, T=t) for c in contexts)
    return max(float(ball(root).lower()) for root in roots)


def explored_regret(scope: Scope, theta: int, t: int) -> float:
    """Return what forced exploration loses at most.

    Claim: T11.
    """
    problem = scope.problem
    functions: Functions = {
        "s": lambda: rate(problem),
        "Delta_U": lambda theta: round_regret(problem, uniform.rows(problem), theta),
    }
    return _number(scope.right_side("T11", "headline", functions, theta=theta, T=t))


def _faded(share: Fraction, runs: int, seed: int, confidence: float, jobs: int) -> dict[str, Any]:
    """Measure greedy at an infinite horizon on the fading instance, with T1 and T17 beside it."""
    scope, theta = Scope(fading(share)), 1
    result = simulate(scope.problem, Request(load("greedy"), theta, None, runs, seed, confidence), jobs)
    policy = policy_of(scope.problem, 0)
    deficit = scope.right_side("T17", "headline", theta=theta, pi=policy)
    return {
        "diversity": float(scope.functions["mu"](policy).lower()),
        "regret": result["regret"],
        "T1": _number(scope.right_side("T1", "headline", theta=theta)),
        "T17": _number(ball(mean_regret(scope.problem, 0, theta)) / ball(deficit)),
    }
