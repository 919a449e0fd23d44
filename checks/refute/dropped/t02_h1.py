"""T2 with the truth outside the class: the learner has every model but that one."""

from checks.refute.dropped.standard import misspecified

DROPPED = misspecified("T2", "H1")
