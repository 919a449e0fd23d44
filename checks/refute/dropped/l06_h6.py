"""L6 for a learner that chooses its comparators."""

from checks.refute.dropped.standard import misspecified

DROPPED = misspecified("L6", "H6")
