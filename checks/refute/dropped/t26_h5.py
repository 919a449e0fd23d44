"""T26 with another link: the answers follow σ(s·gap), and everybody believes σ(gap)."""

from checks.refute.drawing.instance_families import telling_pair
from checks.refute.dropped.standard import misspecified

DROPPED = misspecified("T26", "H5", telling_pair)
