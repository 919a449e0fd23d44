"""L6 when a has a second optimum."""

from checks.refute.dropped.standard import ignoring

DROPPED = ignoring("L6", "unique-optimum-of-a", ("H3",))
