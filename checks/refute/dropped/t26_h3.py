"""T26 when the truth has a second optimum: what hides from it is told for free, and regret is bounded all the same."""

from checks.refute.dropped.standard import ignoring

DROPPED = ignoring("T26", "H3")
