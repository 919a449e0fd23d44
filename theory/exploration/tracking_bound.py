"""T26's bound on the regret of `tracking`, from above: what wrong models, twins and the visits of the truth cost.

Claim: T26.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from fractions import Fraction
from functools import cached_property, partial
from math import isqrt

import numpy as np
from flint import arb

from theory.bounds import tilted_affinity
from theory.comparisons import pair_comparisons
from theory.diversity import Conditions
from theory.exact.enclosure import ball
from theory.exploration.constant import Pair
from theory.exploration.sequence import Sequence, sequences, threshold
from theory.problem import Problem
from theory.quantities import mean_regret, own_deficit

_TINY = arb(2) ** -40
"""A rest that is smaller, relative to the sum, is added as it is."""

_HALF = Fraction(1, 2)
_POWERS = tuple(Fraction(n, 32) for n in range(1, 32))


@dataclass(frozen=True, eq=False)
class Decay:
    """How a product of one factor in (0, 1] for each visit of a sequence falls.

    Attributes
    ----------
    sequence : Sequence
        e_1, e_2, …
    factor : callable
        The factor of a pair.
    """

    sequence: Sequence
    factor: Callable[[Pair], arb]
    _known: dict[Pair, arb] = field(default_factory=dict)

    def of(self, pair: Pair) -> arb:
        """Return the factor of a pair."""
        if pair not in self._known:
            self._known[pair] = self.factor(pair)
        return self._known[pair]

    def after(self, k: int) -> arb:
        """Bound Σ_{j ≥ k} of the products after j visits, k ≥ 1; infinite if no pair of the sequence tells.

        Each pair of the plan has had its share of the visits but for less than one; a pair for twins, its turns.
        """
        plan, whole = self.sequence, sum(self.sequence.shares)
        slack, rate = arb(1), arb(1)
        for pair, share in zip(plan.pairs, plan.shares, strict=True):
            slack /= self.of(pair)
            rate *= self.of(pair) ** ball(Fraction(share, whole))
        if plan.others:
            rate = rate ** (1 - 1 / arb(k).sqrt())
        if rate < 1:
            return slack * rate**k / (1 - rate)
        return self._turns(k)

    def _turns(self, k: int) -> arb:
        best = min((self.of(pair) for pair in self.sequence.others), key=float, default=arb(1))
        if not best < 1:
            return arb.pos_inf()
        z = best ** (arb(1) / len(self.sequence.others))
        root = isqrt(k)
        return z**root / best * ((2 * root + 1) / (1 - z) + 2 * z / (1 - z) ** 2)


@dataclass(frozen=True)
class Series:
    """Σ cost · chance over visits, and a bound on what comes after the last of them.

    Attributes
    ----------
    costs : tuple of Fraction
        What each visit costs.
    chances : tuple of arb
        Bounds on the chance that it is made; they never rise.
    rest : arb
        A bound on the sum over all later visits.
    """

    costs: tuple[Fraction, ...]
    chances: tuple[arb, ...]
    rest: arb

    @property
    def total(self) -> arb:
        """The bound on the whole sum."""
        terms = zip(self.costs, self.chances, strict=True)
        return sum((ball(cost) * chance for cost, chance in terms), self.rest)


def pair_affinity(problem: Problem, pair: Pair, *, m: int, theta: int, power: Fraction = _HALF) -> arb:
    """Enclose Σ κ Σ_z P_θ(z)^{1−λ} P_m(z)^λ of one visit; exactly 1 where m looks like θ."""
    shown = pair_comparisons(problem, *pair, m, theta)
    rows = [row for row in shown if row[1] != row[2]]
    alike = sum((ball(row[0]) for row in shown if row[1] == row[2]), arb(0))
    return tilted_affinity(rows, power) + alike if rows else arb(1)


@dataclass(frozen=True, eq=False)
class TrackingBound:
    """The terms of T26 at a truth θ.

    Attributes
    ----------
    conditions : Conditions
        Of a problem with unique optima, (G), and no two models that agree on everything.
    theta : int
        The truth.
    """

    conditions: Conditions
    theta: int

    @property
    def problem(self) -> Problem:
        """The problem."""
        return self.conditions.problem

    @cached_property
    def alike(self) -> tuple[int, ...]:
        """The models m ≠ θ with m ~_{π_m} θ."""
        models = range(len(self.problem.models))
        return tuple(m for m in models if m != self.theta and self.deficit(m).is_zero())

    @cached_property
    def told(self) -> tuple[int, ...]:
        """The models that their own policy tells from θ."""
        return tuple(m for m in range(len(self.problem.models)) if m != self.theta and m not in self.alike)

    def deficit(self, m: int) -> arb:
        """Enclose 1 − ρ(m, θ); exactly 0 for those alike."""
        return own_deficit(self.problem, m, self.theta)

    def extra(self, pair: Pair, m: int) -> Fraction:
        """gap_θ(c, y) − gap_θ(c, π_m(c)): what a visit costs more than π_m."""
        c, y = pair
        served = int(self.problem.policy[m, c])
        return self.problem.shortfall(self.theta, c, y) - self.problem.shortfall(self.theta, c, served)

    def dearest(self, m: int) -> Fraction:
        """d_m, the largest mean cost of an exploring round of m beyond that of π_m; 0 where m never explores."""
        costs = (self.problem.p[pair[0]] * self.extra(pair, m) for pair in explored(sequences(self.problem)[m]))
        return max((*costs, Fraction(0)))

    def selections(self, m: int) -> arb:
        """Bound the regret while a model that its own policy tells from θ is believed."""
        costly = 2 if len(self.conditions.hidden_from(m)) else 1
        return ball(costly * mean_regret(self.problem, m, self.theta) + self.dearest(m)) / self.deficit(m)

    def waiting(self, m: int) -> Series:
        """Bound Σ_{k≥0} Π_{j≤k} ρ'(e_j) [2Δ(m, θ)/p_c + what the visit costs more], m alike; 0 if it never explores."""
        plan, lost = sequences(self.problem)[m], mean_regret(self.problem, m, self.theta)
        if plan is None:
            return Series((), (), arb(0))
        problem, theta = self.problem, self.theta
        decay = Decay(plan, lambda pair: pair_affinity(problem, pair, m=m, theta=theta))
        costs = {pair: 2 * lost / problem.p[pair[0]] + self.extra(pair, m) for pair in explored(plan)}
        return _summed(plan, costs, _Falling(decay))

    def visits(self, f: arb) -> Series:
        """Bound V(T), what the explorations of θ itself cost; ``f`` is f(T)."""
        plan = sequences(self.problem)[self.theta]
        if plan is None:
            return Series((), (), arb(0))
        costs = {pair: self.problem.shortfall(self.theta, *pair) for pair in explored(plan)}
        hidden = map(int, self.conditions.hidden_from(self.theta))
        return _summed(plan, costs, _Passing(self.problem, self.theta, tuple(hidden), plan, f))

    def total(self, horizon: int) -> arb:
        """Bound R_T(θ), T the horizon."""
        told = sum((self.selections(m) for m in self.told), arb(0))
        lost = (2 * mean_regret(self.problem, m, self.theta) for m in self.alike)
        alike = sum((ball(cost) + self.waiting(m).total for cost, m in zip(lost, self.alike, strict=True)), arb(0))
        return told + alike + self.visits(threshold(arb(horizon))).total


def explored(plan: Sequence | None) -> tuple[Pair, ...]:
    """Return every pair of a sequence, once."""
    return () if plan is None else (*plan.pairs, *plan.others)


class _Falling:
    """The product of one decay, visit by visit."""

    most = 1 << 14
    """Visits after which the sum is bounded as it is."""

    def __init__(self, decay: Decay) -> None:
        self.decay, self.now = decay, arb(1)

    def value(self) -> arb:
        """Return the product after the visits so far."""
        return self.now

    def visit(self, pair: Pair) -> None:
        """Make one more visit."""
        self.now = self.now * self.decay.of(pair)

    def rest(self, k: int) -> arb:
        """Bound the sum of all products from k visits on."""
        return self.decay.after(k)


class _Passing:
    """min(1, Σ_b inf_λ e^{λ f} Π ρ_{λ,b}(e_j)), the chance that θ does not pass yet, visit by visit."""

    most = 1 << 22
    """Far beyond N* f(T) visits, before which there is no bound on the rest."""

    def __init__(self, problem: Problem, theta: int, hidden: tuple[int, ...], plan: Sequence, f: arb) -> None:
        self.f, self.visits = f, Counter[Pair]()
        self.decays = [
            [Decay(plan, partial(pair_affinity, problem, m=b, theta=theta, power=power)) for power in _POWERS]
            for b in hidden
        ]
        self._pairs = explored(plan)
        rates = [[[decay.of(pair).log() for pair in self._pairs] for decay in row] for row in self.decays]
        self._rates, self._exact = np.array([[[float(x) for x in row] for row in one] for one in rates]), rates

    def _best(self) -> list[int]:
        """Return a good power for each hidden alternative: every power is valid."""
        counts = np.array([self.visits[pair] for pair in self._pairs], dtype=float)
        exponents = self._rates @ counts + np.array([float(power) for power in _POWERS]) * float(self.f)
        return [int(i) for i in exponents.argmin(axis=1)]

    def value(self) -> arb:
        """Return the bound after the visits so far."""
        total = arb(0)
        for rates, i in zip(self._exact, self._best(), strict=True):
            logs = (self.visits[pair] * rate for pair, rate in zip(self._pairs, rates[i], strict=True))
            total += sum(logs, ball(_POWERS[i]) * self.f).exp()
        return total.min(arb(1))

    def visit(self, pair: Pair) -> None:
        """Make one more visit."""
        self.visits[pair] += 1

    def rest(self, k: int) -> arb:
        """Bound the sum of all chances from k visits on."""
        powers = zip(self.decays, self._best(), strict=True)
        return sum(((ball(_POWERS[i]) * self.f).exp() * row[i].after(k) for row, i in powers), arb(0))


def _summed(plan: Sequence, costs: Mapping[Pair, Fraction], chance: _Falling | _Passing) -> Series:
    """Return the series of cost(e_{k+1}) · chance after k visits; the chance never rises, and is looked at rarely."""
    dearest, spent, chances, now, total = ball(max(costs.values())), list[Fraction](), list[arb](), arb(1), arb(0)
    for k in range(chance.most):
        if k & (k - 1) == 0 or k % max(1, k >> 6) == 0:
            now = chance.value()
        if k and k & (k - 1) == 0:
            rest = chance.rest(k) * dearest
            if rest < total * _TINY:
                return Series(tuple(spent), tuple(chances), rest)
        spent.append(costs[plan[k]])
        chances.append(now)
        total += ball(spent[-1]) * now
        chance.visit(plan[k])
    return Series(tuple(spent), tuple(chances), chance.rest(chance.most) * dearest)
