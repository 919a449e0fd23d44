"""T4 for a learner that chooses its comparators."""

from checks.refute.dropped.standard import misspecified

DROPPED = misspecified("T4", "H6")
