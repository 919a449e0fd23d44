"""T11 with the truth outside the class: the learner has every model but that one."""

from checks.refute.drawing.instance_families import two_models
from checks.refute.dropped.standard import misspecified

DROPPED = misspecified("T11", "H1", two_models)
