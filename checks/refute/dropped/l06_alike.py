"""L6 for models that their own policy tells apart."""

from checks.refute.dropped.standard import ignoring

DROPPED = ignoring("L6", "alike")
