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

from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from fractions import Fraction

from flint import arb, ctx, fmpq

from theory.exact.enclosure import sign
from theory.preference import log_sigmoid

Form = tuple[int, frozenset[tuple[int, int]]]
"""The rational part, and how often each |g| occurs, in units of the gaps."""

MAX_ROUNDS = (1 << 16) - 1
"""Most informative rounds that are followed."""


class Likelihoods:
    """Log-likelihoods of all models, outcome class by outcome class.

    Parameters
    ----------
    vectors : sequence of tuple of int
        For each class the gap that each model gives the winner over the loser.
    models : int
        How many models there are.
    unit : int
        Gaps are in multiples of 1/unit.

    Examples
    --------
    >>> judge = Likelihoods([(1, -1, 1), (-1, 1, -1)], models=3, unit=2)
    >>> judge.best({0: 2, 1: 1}), judge.best({0: 1, 1: 1})
    ((0, 2), (0, 1, 2))
    """

    def __init__(self, vectors: Sequence[tuple[int, ...]], models: int, unit: int) -> None:
        self.vectors, self.models, self.unit = vectors, models, unit
        self._logs: dict[tuple[int, int], arb] = {}

    def form(self, m: int, counts: Mapping[int, int]) -> Form:
        """Return the canonical form of ln L(m) when class k was seen ``counts[k]`` times."""
        rational, logs = 0, Counter[int]()
        for k, n in counts.items():
            gap = self.vectors[k][m]
            rational += n * min(gap, 0)
            logs[abs(gap)] += n
        return rational, frozenset((gap, n) for gap, n in logs.items() if n)

    def best(self, counts: Mapping[int, int], among: Iterable[int] | None = None) -> tuple[int, ...]:
        """Return all models of maximal likelihood, in the order of ``among`` (model order when left out)."""
        winners: dict[Form, list[int]] = {}
        for m in range(self.models) if among is None else among:
            winners.setdefault(self.form(m, counts), []).append(m)
        forms = iter(winners)
        top = next(forms)
        for form in forms:
            if self.compare(form, top) > 0:
                top = form
        return tuple(winners[top])

    def compare(self, first: Form, second: Form) -> int:
        """Return the sign of the difference of two log-likelihoods, exactly."""
        return sign(lambda: self._difference(first, second), lambda: first == second)

    def leads(self, m: int, b: int, counts: Mapping[int, int], least: Callable[[], arb]) -> bool:
        """Whether ln(L(m)/L(b)) is at least what a function encloses; undecidable only where it happens to be equal."""
        mine, other = self.form(m, counts), self.form(b, counts)
        return sign(lambda: self._difference(mine, other) - least(), lambda: mine == other and least().is_zero()) >= 0

    def _difference(self, first: Form, second: Form) -> arb:
        counts = Counter(dict(first[1]))
        counts.subtract(dict(second[1]))
        total = arb(fmpq(first[0] - second[0], self.unit))
        for gap, n in counts.items():
            if n:
                total += n * self._log_sigmoid(gap)
        return total

    def _log_sigmoid(self, gap: int) -> arb:
        """Enclose ln σ at a gap, once at each precision."""
        key = ctx.prec, gap
        if key not in self._logs:
            self._logs[key] = log_sigmoid(Fraction(gap, self.unit))
        return self._logs[key]
