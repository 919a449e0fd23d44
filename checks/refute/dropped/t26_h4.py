"""T26 when one context arrives in every round."""

from checks.refute.drawing.instance_families import two_contexts
from checks.refute.dropped.standard import misspecified

DROPPED = misspecified("T26", "H4", two_contexts)
