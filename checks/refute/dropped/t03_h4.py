"""T3 when one context arrives in every round."""

from checks.refute.drawing.instance_families import two_contexts
from checks.refute.dropped.standard import misspecified

DROPPED = misspecified("T3", "H4", two_contexts)
