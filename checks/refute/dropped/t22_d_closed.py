"""T22c where a wrong belief confirms itself; where only (ii) fails, T22b still bounds regret."""

from checks.refute.dropped.silent_start import dropping

DROPPED = dropping(
    "D-closed", "the regret of greedy stays below Δ_max (⌈(2/κ̂) ln((1 + e^Q) N(κ̂))⌉ + 1 + 2/κ̂), whatever T"
)
"""The search."""
