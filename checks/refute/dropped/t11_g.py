"""T11 without global identifiability: exploration does not tell all models apart."""

from checks.refute.dropped.standard import ignoring

DROPPED = ignoring("T11", "G")
