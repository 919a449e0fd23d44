"""T2 for a learner that chooses its comparators."""

from checks.refute.dropped.standard import misspecified

DROPPED = misspecified("T2", "H6")
