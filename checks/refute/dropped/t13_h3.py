"""T13 when a has a second optimum: a rule that deploys it is never wrong, however small n is."""

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
    """Find π_a suboptimal for b, and a policy optimal under both, although the data tell the models apart."""
    if instance.training is None or len(instance.model_names) != 2:
        return None
    setting = Setting(instance)
    problem = setting.problem
    policy = shared_optimum(problem, 0, 1)
    if policy is None or offline_deficit(problem, 0, 1).is_zero():
        return None
    for pair in altered_by(setting, 0, 1):
        return Observation(
            "max(E_a SubOpt, E_b SubOpt) ≥ p0·δ·(1 − √(1 − ρ_off^(2n))) > 0 for every rule; p0·δ at n = 0",
            "the rule has SubOpt = 0 under both models for every n",
            {
                "p0": pair.p,
                "delta_a": pair.delta_a,
                "delta_b": pair.delta_b,
                "1-rho_off": offline_deficit(problem, 0, 1),
                "left": Fraction(0),
                "right_at_n_0": pair.p * pair.delta,
            },
            learner(setting, policy),
        )
    return None


DROPPED = Dropped("T13", "H3", trained_pair, observe, ("unique-optimum-of-a",))
