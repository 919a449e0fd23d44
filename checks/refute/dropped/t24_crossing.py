"""T24 for truths on one side of a decision boundary: one policy serves both, and nobody need pay."""

from checks.refute.dropped.standard import ignoring

DROPPED = ignoring("T24", "crossing")
