"""T22 where a wrong belief confirms itself: greedy may deploy its policy for ever, at a positive cost a round."""

from checks.refute.dropped.silent_start import dropping

DROPPED = dropping("SD-closed", "the regret of greedy stays below Δ_max (⌈2 ln N(ε)/ln(1/ρ̄)⌉ + 1/(1−√ρ̄)), whatever T")
"""The search."""
