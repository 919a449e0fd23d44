"""T25 for a learner that chooses its comparators."""

from checks.refute.dropped.standard import misspecified

DROPPED = misspecified("T25", "H6")
