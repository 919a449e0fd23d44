"""T27 with the truth outside the class: the learner has every model but that one."""

from checks.refute.dropped.standard import misspecified

DROPPED = misspecified("T27", "H1")
