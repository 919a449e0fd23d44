"""T14 when a has a second optimum: a rule that deploys it is never wrong, data or no data."""

from __future__ import annotations

from fractions import Fraction

from checks.refute.drawing.confusing import altered_by, shared_optimum
from checks.refute.drawing.offline import trained_pair
from checks.refute.dropped.free_rule import learner
from checks.refute.searching.observation import Dropped, Observation
from checks.refute.searching.setting import Setting
from theory.instance import Instance
from theory.quantities import offline_deficit


def observe(instance: Instance) -> Observation | None:
    """Find models alike to the data, π_a suboptimal for b where a has a tie, and a policy optimal under both."""
    if instance.training is None or len(instance.model_names) != 2:
        return None
    setting = Setting(instance)
    problem = setting.problem
    policy = shared_optimum(problem, 0, 1)
    if policy is None or not offline_deficit(problem, 0, 1).is_zero():
        return None
    for pair in altered_by(setting, 0, 1):
        return Observation(
            "max(E_a SubOpt, E_b SubOpt) ≥ p0·δ for every rule and every n",
            "the rule has SubOpt = 0 under both models for every n",
            {
                "p0": pair.p,
                "delta_a": pair.delta_a,
                "delta_b": pair.delta_b,
                "left": Fraction(0),
                "right": pair.p * pair.delta,
            },
            learner(setting, policy),
        )
    return None


DROPPED = Dropped("T14", "H3", trained_pair, observe, ("unique-optimum-of-a",))
