"""T25 with another link: answers that tell more than everybody believes are cheaper than the constant says."""

from checks.refute.drawing.instance_families import narrow_pair
from checks.refute.dropped.standard import misspecified

DROPPED = misspecified("T25", "H5", narrow_pair)
