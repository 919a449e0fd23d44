"""T6 when one context arrives in every round."""

from checks.refute.dropped.standard import misspecified

DROPPED = misspecified("T6", "H4")
