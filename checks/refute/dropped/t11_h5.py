"""T11 with another link: the answers follow σ(s·gap), and everybody believes σ(gap)."""

from checks.refute.drawing.instance_families import far_pair
from checks.refute.dropped.standard import misspecified

DROPPED = misspecified("T11", "H5", far_pair)
