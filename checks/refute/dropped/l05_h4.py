"""L5 when one context arrives in every round."""

from checks.refute.dropped.standard import misspecified

DROPPED = misspecified("L5", "H4")
