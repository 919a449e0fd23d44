"""T14 for models that the offline data tell apart."""

from checks.refute.dropped.standard import ignoring

DROPPED = ignoring("T14", "offline-alike")
