"""T21 for a class that is diverse after all."""

from checks.refute.dropped.standard import ignoring

DROPPED = ignoring("T21", "not-D")
