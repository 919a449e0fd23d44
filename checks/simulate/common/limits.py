"""Limits of the simulator: longest horizons, largest tables, guards against rounding."""

from __future__ import annotations

MOST_ROUNDS = 10**12
"""The longest finite horizon."""

FOREVER = 1 << 62
"""More rounds than any horizon."""

MOST_ONE_BY_ONE = 10**9
"""The longest horizon of a learner that decides anew in every round."""

MOST_CELLS = 1 << 28
"""Most runs times recorded rounds: two gigabytes."""

GUARD = 1e-6
"""Log-likelihood ratios closer than this, and what floats are wrong by, are near: ties are looked for."""

ROUNDING = 2.0**-44
"""What a difference of two log-likelihood ratios in floating point may be wrong by, times the rounds played: two sums,
each with a step rounded to 2⁻⁴⁶ and a sum rounded to 2⁻⁴⁸ a round while all are below 64. The truth's ratio is 0, so
that a leader's is at least 0, and a ratio of ±64 before it leads has a probability of e⁻⁶⁴."""

LONG, LONG_ENOUGH = 4, 1000
"""Rounds are drawn at once from about this multiple of the number of outcomes on, and this number of rounds."""

MOST_AT_ONCE = 1 << 31
"""Beyond this many rounds at once, a binomial variable would lose accuracy."""

MOST_TOGETHER = 1 << 14
FARTHEST = 4096.0
"""Most rounds between two decisions, and the largest margin: the rounding error of a margin stays below `GUARD`/10."""
