"""Arrays of a problem and a truth, as the compiled loops read them.

Everything is computed from the exact problem: equal gaps become equal floats, so that two models that an outcome
does not tell apart have bit-identical log-likelihood ratios, and exact ties are decided by *fingerprints*.
ln σ(−g) = ln σ(g) − g, so every log-likelihood is a rational number plus a sum of integer multiples of ln σ(|g|)
over distinct |g|. These forms are equal iff the values are (e is transcendental, and the polynomials 1 + xᵏ are
multiplicatively independent). A fingerprint is a fixed random linear image of the form in the integers modulo 2⁶⁴:
equal forms have equal fingerprints, unequal ones differ but for a chance of about 2⁻⁶⁰.
"""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction
from hashlib import blake2b
from math import exp, lcm, log1p
from typing import Any

import numpy as np
from numpy.typing import NDArray

from checks.simulate.common.digits import Digits
from checks.simulate.common.random import spelt
from theory.problem import Problem
from theory.protocol.actions import choices, count, served, shown

Reals = NDArray[np.float64]
Indices = NDArray[np.int64]
Prints = NDArray[np.uint64]

_WORD = 1 << 64


@dataclass(frozen=True, eq=False)
class Arrays:
    """What a compiled loop knows of a problem and its truth θ.

    Contexts are those with p_c > 0, those of one user next to each other; C of them. Action a < A is one of
    `theory.protocol.actions`, action A one of them at random: A = Y responses, or M models under slates. Outcome class
    ((c·Y + y)·Y + y')·2 + z is the feedback z on y against y' in context c.

    Attributes
    ----------
    contexts : tuple of int
        The context of the problem behind each row.
    bits : int
        Bits of the thresholds of alias tables: 53 unless a table has more than 2,047 entries.
    law : float array, shape (C,)
        p, with its alias table in ``law_levels`` and ``law_names``.
    start : int array, shape (C·(A+1) + 1,)
        Where the outcomes of action a in context c begin: ``start[c·(A+1) + a]``.
    outcome, mass, levels, names : arrays
        Class and probability under θ of each outcome, and the alias table of each action.
    ratios : float array, shape (classes, M)
        ln P_m(z) − ln P_θ(z).
    prints : uint64 array, shape (classes, M)
        The fingerprint of the same.
    digits : Digits
        Of the gaps of winners over losers, in increasing order within a context and a feedback.
    index : int array, shape (classes, M)
        The row in ``digits`` of the gap that each model gives an outcome.
    shortfall : float array, shape (C, A+1)
        Expected regret of an action.
    policy : int array, shape (M, C)
        The actions of a learner that believes m: π_m, or m itself under slates.
    """

    problem: Problem
    theta: int
    contexts: tuple[int, ...]
    bits: int
    law: Reals
    law_levels: Prints
    law_names: Prints
    start: Indices
    outcome: Indices
    mass: Reals
    levels: Prints
    names: Prints
    ratios: Reals
    prints: Prints
    digits: Digits
    index: Indices
    shortfall: Reals
    policy: Indices

    @property
    def actions(self) -> int:
        """A + 1."""
        return int(self.shortfall.shape[1])

    def outcomes(self, c: int, action: int) -> Indices:
        """Return the classes that an action in a context can lead to."""
        row = c * self.actions + action
        return self.outcome[self.start[row] : self.start[row + 1]]

    def regret(self, policy: Indices) -> float:
        """Return the mean regret of one round of a policy given as actions, shape (C,)."""
        return float((self.law * self.shortfall[np.arange(len(policy)), policy]).sum())


def arrays(problem: Problem, theta: int) -> Arrays:
    """Turn a problem with the model of index ``theta`` as the truth into arrays.

    Examples
    --------
    >>> from theory.problem import tabular
    >>> arrays(tabular({"a": [[0, 1]], "b": [[1, 0]]}), 0).ratios.shape
    (8, 2)
    """
    contexts = _by_user(problem)
    law = np.array([float(problem.p[c]) for c in contexts])
    ratios, prints, digits, index = _classes(problem, theta, contexts)
    outcomes = [_outcomes(problem, theta, row, c) for row, c in enumerate(contexts)]
    laws = [action for actions in outcomes for action in actions]
    bits = min(53, 64 - max(len(law), *(len(names) for names, _ in laws)).bit_length())
    levels, names = zip(*(spelt(mass, names, bits) for names, mass in laws), strict=True)
    shortfall = np.array([_shortfalls(problem, theta, c) for c in contexts])
    policy = np.ascontiguousarray(choices(problem)[:, list(contexts)], dtype=np.int64)
    return Arrays(
        problem, theta, contexts, bits, law, *spelt(law, np.arange(len(law)), bits),
        np.cumsum([0, *(len(names) for names, _ in laws)]),
        np.concatenate([names for names, _ in laws]), np.concatenate([mass for _, mass in laws]),
        np.concatenate(levels), np.concatenate(names), ratios, prints, digits, index,
        shortfall, policy,
    )  # fmt: skip


def _by_user(problem: Problem) -> tuple[int, ...]:
    order: dict[str, int] = {}
    for c in problem.deployed:
        order.setdefault(problem.contexts[c][0], len(order))
    return tuple(sorted(problem.deployed, key=lambda c: (order[problem.contexts[c][0]], c)))


def _shortfalls(problem: Problem, theta: int, c: int) -> list[float]:
    exact = [problem.shortfall(theta, c, served(problem, c, action)) for action in range(count(problem))]
    return [float(x) for x in (*exact, sum(exact, start=Fraction(0)) / len(exact))]


def _classes(problem: Problem, theta: int, contexts: tuple[int, ...]) -> tuple[Reals, Prints, Digits, Indices]:
    models, _, size = problem.shape
    common = lcm(*problem.scale)
    ratios = np.empty((len(contexts), size, size, 2, models))
    prints, index = np.empty(ratios.shape, dtype=np.uint64), np.empty(ratios.shape, dtype=np.int64)
    found: list[Fraction] = []
    for row, c in enumerate(contexts):
        block: NDArray[Any] = np.moveaxis(problem.scaled[:, c, :], 0, -1)
        values, place = np.unique(block[:, None, :] - block[None, :, :], return_inverse=True)
        place = place.reshape(size, size, models)
        won = [Fraction(int(value), problem.scale[c]) for value in values]
        lost = [-gap for gap in reversed(won)]
        for z, (gaps, own) in enumerate(((lost, len(won) - 1 - place), (won, place))):
            likelihood = np.array([log_sigmoid(float(gap)) for gap in gaps])[own]
            mark = np.array([_fingerprint(gap, common) for gap in gaps], dtype=np.uint64)[own]
            ratios[row, :, :, z] = likelihood - likelihood[:, :, [theta]]
            prints[row, :, :, z] = mark - mark[:, :, [theta]]
            index[row, :, :, z] = len(found) + own
            found += gaps
    return ratios.reshape(-1, models), prints.reshape(-1, models), Digits(found), index.reshape(-1, models)


def log_sigmoid(gap: float) -> float:
    """Return ln σ(gap) without overflow."""
    return -log1p(exp(-gap)) if gap > 0 else gap - log1p(exp(gap))


def _fingerprint(gap: Fraction, common: int) -> int:
    """Return the image of ln σ(gap); rational parts are counted in units of 1/common."""
    unit = abs(gap) * common
    rational = 0 if gap > 0 else unit.numerator * _word("1")
    return (_word(str(abs(gap))) - rational) % _WORD


def _word(name: str) -> int:
    return int.from_bytes(blake2b(name.encode(), digest_size=8).digest(), "little") | 1


def _outcomes(problem: Problem, theta: int, row: int, c: int) -> list[tuple[Indices, Reals]]:
    """Return classes and probabilities of what each action in context c can lead to."""
    single = [_comparisons(problem, theta, row, c, action) for action in range(count(problem))]
    together: dict[int, float] = {}
    for k, weight in (entry for entries in single for entry in entries):
        together[k] = together.get(k, 0.0) + weight / len(single)
    spread = list(together.items())
    found = []
    for entries in (*single, spread):
        mass = np.array([weight for _, weight in entries])
        found.append((np.array([k for k, _ in entries]), mass / mass.sum()))
    return found


def _comparisons(problem: Problem, theta: int, row: int, c: int, action: int) -> list[tuple[int, float]]:
    """Return class and probability of what an action in context c can lead to."""
    size, found = len(problem.responses), []
    for weight, y, other in shown(problem, c, action):
        for z, sign in enumerate((-1, 1)):
            chance = float(weight) * exp(log_sigmoid(float(sign * problem.gap(theta, c, y, other))))
            if chance > 0.0:
                found.append((((row * size + y) * size + other) * 2 + z, chance))
    return found
