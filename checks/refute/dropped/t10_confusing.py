"""T10 for a pair that is not confusing."""

from checks.refute.dropped.standard import ignoring

DROPPED = ignoring("T10", "confusing")
