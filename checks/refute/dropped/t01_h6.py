"""T1 for a learner that chooses its comparators."""

from checks.refute.dropped.standard import misspecified

DROPPED = misspecified("T1", "H6")
