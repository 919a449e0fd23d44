"""The fixed sequence in which `tracking` explores while a model is believed, and the test it explores for.

Claim: T26.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import lru_cache
from math import isqrt

from flint import arb

from theory.diversity import Conditions
from theory.errors import InputError
from theory.exploration.constant import Pair, regret_constant
from theory.problem import Problem

LARGEST = 1 << 30
"""The largest share: products of shares and visits fit 64 bits up to 2³² visits."""


def threshold(t: arb) -> arb:
    """Enclose f(t) = ln t + 2 ln(1 + ln t), by how much a model must beat all that hides from it in round t.

    Examples
    --------
    >>> threshold(arb(1)).is_zero(), threshold(arb(100)).str(5, radius=False)
    (True, '8.0525')
    """
    return t.log() + 2 * t.log().log1p()


@dataclass
class Sequence:
    """The explorations e_1, e_2, … of one believed model, known as far as they were asked for.

    Attributes
    ----------
    pairs : tuple of (int, int)
        S, the support of an optimal plan, in order.
    shares : tuple of int
        The plan, its largest entry `LARGEST`.
    others : tuple of (int, int)
        Q, visited at the square numbers in turn; empty where S tells every twin.
    """

    pairs: tuple[Pair, ...]
    shares: tuple[int, ...]
    others: tuple[Pair, ...]
    _known: list[Pair] = field(default_factory=list)
    _visits: list[int] = field(default_factory=list)

    def __getitem__(self, k: int) -> Pair:
        """Return e_{k+1}, the pair that is due after k visits."""
        while len(self._known) <= k:
            self._known.append(self._next(len(self._known) + 1))
        return self._known[k]

    def _next(self, number: int) -> Pair:
        root = isqrt(number)
        if self.others and root * root == number:
            return self.others[(root - 1) % len(self.others)]
        visits = self._visits or [0] * len(self.pairs)
        best = 0
        for i in range(1, len(self.pairs)):
            if self.shares[i] * (visits[best] + 1) > self.shares[best] * (visits[i] + 1):
                best = i
        visits[best] += 1
        self._visits = visits
        return self.pairs[best]

    def __iter__(self) -> Iterator[Pair]:
        """Yield e_1, e_2, … without end."""
        k = 0
        while True:
            yield self[k]
            k += 1


def twins(conditions: Conditions, m: int) -> tuple[int, ...]:
    """Return the models m' ≠ m that look like m while it is believed and for which its policy is as good."""
    on = list(conditions.problem.deployed)
    alike = conditions.alike(conditions.problem.policy[m, on], m)
    hidden = set(conditions.hidden_from(m).tolist())
    return tuple(other for other in map(int, alike) if other != m and other not in hidden)


def sequence(conditions: Conditions, m: int) -> Sequence | None:
    """Return the sequence of a model with unique optima, None where nothing hides from it.

    Raises
    ------
    InputError
        Where C(m) is infinite: no exploration tells a hidden alternative from m.
    """
    found = regret_constant(conditions, m)
    if found.value is None:
        name = conditions.problem.models[m]
        raise InputError(
            "models", f"tracking needs global identifiability: something that hides from {name!r} stays hidden"
        )
    if not found.exploration:
        return None
    largest = max(found.exploration.values(), key=float)
    shares = tuple(max(1, round(float(n / largest) * LARGEST)) for n in found.exploration.values())
    pairs = tuple(found.exploration)
    untold = [other for other in twins(conditions, m) if not any(_tells(conditions, e, m, other) for e in pairs)]
    return Sequence(pairs, shares, _telling(conditions, m, untold))


def _tells(conditions: Conditions, pair: Pair, m: int, other: int) -> bool:
    seen = conditions.views[conditions.problem.deployed.index(pair[0]), pair[1]]
    return bool(seen[m] != seen[other])


def _telling(conditions: Conditions, m: int, untold: list[int]) -> tuple[Pair, ...]:
    """Return Q: for each twin in turn the first pair that tells it, unless one is in Q already; copies need none."""
    problem, chosen = conditions.problem, dict[Pair, None]()
    everything = [(c, y) for c in problem.deployed for y in range(len(problem.responses)) if y != problem.policy[m, c]]
    for other in untold:
        if not any(_tells(conditions, pair, m, other) for pair in chosen):
            chosen |= dict.fromkeys([pair for pair in everything if _tells(conditions, pair, m, other)][:1])
    return tuple(chosen)


@lru_cache(maxsize=64)
def sequences(problem: Problem) -> tuple[Sequence | None, ...]:
    """Return the sequence of every model.

    Raises
    ------
    InputError
        Where (H3) or (G) fails.
    """
    conditions = Conditions(problem)
    if not conditions.unique_optimum:
        raise InputError("models", "tracking needs a unique optimum of every model in every context (H3)")
    return tuple(sequence(conditions, m) for m in range(len(problem.models)))
