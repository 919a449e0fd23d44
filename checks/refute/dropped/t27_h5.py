"""T27 when the answers follow a steeper or a flatter link than the learner assumes."""

from checks.refute.dropped.standard import misspecified

DROPPED = misspecified("T27", "H5")
