"""T12 when one context arrives in every offline tuple."""

from checks.refute.dropped.standard import misspecified

DROPPED = misspecified("T12", "H4")
