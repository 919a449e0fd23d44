"""L2 with another link: the answers follow σ(s·gap), and everybody believes σ(gap)."""

from checks.refute.dropped.standard import misspecified

DROPPED = misspecified("L2", "H5")
