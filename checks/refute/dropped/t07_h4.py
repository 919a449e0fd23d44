"""T7 when one context arrives in every round."""

from checks.refute.dropped.standard import misspecified

DROPPED = misspecified("T7", "H4")
