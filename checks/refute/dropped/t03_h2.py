"""T3 with infinitely many models: greedy is wrong in every round, although D holds and optima are unique."""

from __future__ import annotations

from checks.refute.dropped.infinite_class import CONTINUED, ENDLESS, candidate, crowded
from checks.refute.searching.observation import Dropped, Observation
from checks.refute.searching.setting import greedy
from theory.instance import Instance
from theory.quantities import affinity


def observe(instance: Instance) -> Observation | None:
    """T3: with unique optima and D, greedy over the continued class is wrong in every round."""
    crowd = crowded(instance)
    if crowd is None or not (crowd.setting.conditions.diversity and crowd.setting.conditions.unique_optimum):
        return None
    return Observation(
        "P(m_t ∈ W) tends to 0 exponentially fast",
        f"{ENDLESS}, D holds and P(m_t ∈ W) = 1 for all t",
        {
            "mistake": 1,
            **crowd.ends("rho", affinity),
        },
        greedy(**{"class": CONTINUED}),
    )


DROPPED = Dropped("T3", "H2", candidate, observe)
