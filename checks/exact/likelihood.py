"""Log-likelihoods in a canonical form, and the maximum decided exactly.

After any history, ln L(m) is a rational plus a sum of ln σ(|g|) over gaps g, since ln σ(−g) = −g + ln σ(g). Write it
with the distinct values of |g| collected: a rational r and a non-negative integer count for each |g|. **Two models
have equal likelihood iff these forms are equal.** One direction is plain. For the other, let N be a common
denominator of all gaps and x = e^(1/N), so that σ(k/N) = x^k / (1 + x^k), and let the difference of the two forms
have rational part r, a multiple of 1/N, and integer coefficients c_k, k ≥ 0. Equal likelihoods mean

    x^(N r) Π_k (x^k / (1 + x^k))^(c_k) = 1.

x is transcendental (Lindemann), so this is an identity of rational functions of X. For k ≥ 1, 1 + X^k is the product
of the cyclotomic polynomials Φ_d with d | 2k and d ∤ k. Φ_2k is one of them, and Φ_2k divides 1 + X^j only if
2k | 2j, so only if j ≥ k. Let k ≥ 1 be the largest with c_k ≠ 0: no other factor contains Φ_2k, and neither does a
power of X, a contradiction. So c_k = 0 for all k ≥ 1, what remains is X^(N r) 2^(−c_0) = 1, and r = c_0 = 0 as well.

A tie is therefore decided by comparing integers, and where forms differ, so do likelihoods: balls of growing precision
separate them.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from fractions import Fraction

from flint import arb

from theory.enclosure import ball, sign
from theory.preference import log_sigmoid

Form = tuple[int, int]
"""The rational part in units of the gaps, and the counts of the |g| packed into one integer."""

COUNT_BITS = 16
"""Bits of a count, in forms and in statistics."""

MAX_ROUNDS = (1 << COUNT_BITS) - 1
"""Most informative rounds that a statistic can count."""


class Likelihoods:
    """Log-likelihoods of all models, outcome class by outcome class.

    Parameters
    ----------
    models : int
        How many models there are.
    unit : int
        Gaps are handed in as integers, in multiples of 1/unit.

    Examples
    --------
    >>> judge = Likelihoods(models=3, unit=2)
    >>> judge.add((1, -1, 1))
    >>> judge.add((-1, 1, -1))
    >>> judge.best([(0, 2), (1, 1)]), judge.best([(0, 1), (1, 1)])
    ((0, 2), (0, 1, 2))
    """

    def __init__(self, models: int, unit: int) -> None:
        self.models = models
        self.unit = unit
        self._forms: list[tuple[Form, ...]] = []
        self._magnitudes: dict[int, int] = {}

    def add(self, gaps: Sequence[int]) -> None:
        """Add the next outcome class, with the gap that each model gives the winner over the loser."""
        self._forms.append(tuple(self._form(gap) for gap in gaps))

    def _form(self, gap: int) -> Form:
        digit = self._magnitudes.setdefault(abs(gap), len(self._magnitudes))
        return min(gap, 0), 1 << (COUNT_BITS * digit)

    def form(self, m: int, counts: Iterable[tuple[int, int]]) -> Form:
        """Return the canonical form of ln L(m) when class k was seen n times, for (k, n) in ``counts``."""
        rational = packed = 0
        for k, n in counts:
            step = self._forms[k][m]
            rational += n * step[0]
            packed += n * step[1]
        return rational, packed

    def best(self, counts: Sequence[tuple[int, int]], among: Iterable[int] | None = None) -> tuple[int, ...]:
        """Return all models of maximal likelihood, in the order of ``among`` (model order when left out)."""
        winners: dict[Form, list[int]] = {}
        for m in range(self.models) if among is None else among:
            winners.setdefault(self.form(m, counts), []).append(m)
        forms = list(winners)
        top = forms[0]
        for form in forms[1:]:
            if self.compare(form, top) > 0:
                top = form
        return tuple(winners[top])

    def compare(self, first: Form, second: Form) -> int:
        """Return the sign of the difference of two log-likelihoods, exactly."""
        return sign(lambda: self._difference(first, second), lambda: first == second)

    def _difference(self, first: Form, second: Form) -> arb:
        total = ball(Fraction(first[0] - second[0], self.unit))
        mask = MAX_ROUNDS
        for magnitude, digit in self._magnitudes.items():
            shift = COUNT_BITS * digit
            count = (first[1] >> shift & mask) - (second[1] >> shift & mask)
            if count:
                total += count * log_sigmoid(Fraction(magnitude, self.unit))
        return total
