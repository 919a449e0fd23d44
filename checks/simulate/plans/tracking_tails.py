"""What is proven about the regret of a run of `tracking`: beyond a level, little of it is left.

The regret of a run is cut into what each model costs while it is believed, E(Σ X − Σ b)⁺ ≤ Σ E(X − b)⁺, by the steps of
the proof of T26. A model that its own policy tells from θ: Ville, as in T2. A model that looks like θ: the rounds in
which it passes wrongly, Σ_{t>n} e^{−f(t)} ≤ 1/(1 + ln n); the waits for its visits, sums of geometric variables
(Chernoff); and the visits made. θ itself: its visits, whose chances bound V(T).

Claim: T26.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from functools import cache
from math import ceil, exp, log, log1p

from flint import arb

from checks.simulate.common.arrays import Arrays
from checks.simulate.common.confidence import Knowledge, Level, bounded
from theory.diversity import Conditions
from theory.exploration.sequence import Sequence, sequences, threshold
from theory.exploration.tracking_bound import Series, TrackingBound
from theory.quantities import mean_regret

_EXPONENTS = (1, 2, 3, 4, 6, 8, 12, 16, 24, 36, 54)
_UP = 1.0 + 1e-9

Cut = tuple[float, float]
"""A level, and a bound on the expected regret above it."""


def knowledge(arrays: Arrays, horizon: int) -> Callable[[int | None], Knowledge]:
    """Return what is proven about the regret of the first t ≤ horizon rounds, as a function of t."""

    @cache
    def cuts() -> list[Cut]:
        bound = TrackingBound(Conditions(arrays.problem), arrays.theta)
        waits, own = {m: bound.waiting(m) for m in bound.alike}, bound.visits(threshold(arb(horizon)))
        return [_cut(bound, waits, own, horizon, exponent) for exponent in _EXPONENTS]

    worst = float(arrays.law @ arrays.shortfall.max(axis=1)) + float(arrays.shortfall.max())

    def known(t: int | None) -> Knowledge:
        assert t is not None
        widest = t * worst * _UP
        levels = tuple(Level(size * _UP, tail * _UP) for size, tail in cuts() if 0.0 < size * _UP < widest)
        return Knowledge(0.0, (*levels, *bounded(widest)))

    return known


def _cut(bound: TrackingBound, waits: Mapping[int, Series], own: Series, horizon: int, exponent: int) -> Cut:
    """Add up levels and tails, the tails about e^−exponent where they fall that fast."""
    parts = [_told(bound, m, exponent) for m in bound.told]
    for m, series in waits.items():
        parts += _alike(bound, m, series, horizon, exponent)
    parts.append(_counted(own, exponent))
    return sum(size for size, _ in parts), sum(tail for _, tail in parts)


def _told(bound: TrackingBound, m: int, exponent: int) -> Cut:
    """Cut the selections of a model that its own policy tells from θ."""
    explores = sequences(bound.problem)[m] is not None
    once = float((1 + explores) * mean_regret(bound.problem, m, bound.theta)) + _dearest(bound, m)
    deficit = float(bound.deficit(m).lower())
    n = ceil(exponent / -log1p(-deficit)) if deficit < 1.0 else 1
    return once * n, once * (1.0 - deficit) ** n / deficit


def _dearest(bound: TrackingBound, m: int) -> float:
    plan = sequences(bound.problem)[m]
    return max((float(bound.extra(pair, m)) for pair in ((*plan.pairs, *plan.others) if plan else ())), default=0.0)


def _alike(bound: TrackingBound, m: int, waits: Series, horizon: int, exponent: int) -> list[Cut]:
    """Cut the regret of a model that looks like θ while it is believed."""
    plan, lost = sequences(bound.problem)[m], float(mean_regret(bound.problem, m, bound.theta))
    if plan is None:
        return []
    kept = _kept(waits, exponent)
    visits = sum(max(0.0, float(bound.extra(plan[k], m))) for k in range(kept))
    parts = [(visits, _left(waits, kept))]
    if lost > 0.0:
        n = min(horizon, ceil(2.0 ** (exponent / 2.0)))
        parts.append((lost * n, lost / (1.0 + log(n)) if n < horizon else 0.0))
        parts.append(_waits(bound, plan, kept, 2.0 * lost, exponent))
    return parts


def _waits(bound: TrackingBound, plan: Sequence, kept: int, lost: float, exponent: int) -> Cut:
    """Cut ``lost`` times a sum of geometric waits: E(S − b)⁺ ≤ E e^{s(S − b)}/(e s)."""
    chances = [float(bound.problem.p[plan[k][0]]) for k in range(kept)]
    if not chances:
        return 0.0, 0.0
    s = log1p(min(chances) / 2.0)
    moments = sum(log(p) + s - log(1.0 - (1.0 - p) * exp(s)) for p in chances)
    return lost * (moments + exponent) / s, lost * exp(-exponent - 1.0) / s


def _counted(series: Series, exponent: int) -> Cut:
    """Cut a series where its chances fall below e^−exponent."""
    kept = _kept(series, exponent)
    return float(sum(series.costs[:kept])), _left(series, kept)


def _kept(series: Series, exponent: int) -> int:
    small = exp(-exponent)
    return next((k for k, chance in enumerate(series.chances) if float(chance.upper()) < small), len(series.chances))


def _left(series: Series, kept: int) -> float:
    terms = zip(series.costs[kept:], series.chances[kept:], strict=True)
    return sum(float(cost) * float(chance.upper()) for cost, chance in terms) + float(series.rest.upper())
