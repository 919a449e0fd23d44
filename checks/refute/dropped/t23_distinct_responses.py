"""T23 where two responses coincide on the whole class: no model has a unique optimum where they are best."""

from checks.refute.dropped.standard import ignoring

DROPPED = ignoring("T23", "distinct-responses")
