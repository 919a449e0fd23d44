"""T7 with another link: the answers follow σ(s·gap), and everybody believes σ(gap)."""

from checks.refute.drawing.instance_families import narrow_pair
from checks.refute.dropped.standard import misspecified

DROPPED = misspecified("T7", "H5", narrow_pair)
