"""T28 with comparisons that do not separate the span of the others: as many as r, and yet a direction is not asked."""

from __future__ import annotations

from fractions import Fraction
from itertools import combinations

from checks.refute.drawing.instance_families import new_users
from checks.refute.searching.observation import Dropped, Observation
from theory.instance import Factored, Instance
from theory.span.new_user import Newcomer


def observe(instance: Instance) -> Observation | None:
    """Find r questions to a first user in the span of the others that leave a reward of the span unseen."""
    models = instance.models
    if not isinstance(models, Factored) or not isinstance(instance.truth, tuple):
        return None
    new = Newcomer.of(instance, instance.contexts[0].user, instance.truth)  # type: ignore[arg-type]
    if not new.heads or not new.contrasts or not new.covered or not new.dimension:
        return None
    for asked in combinations(range(len(new.contrasts)), new.dimension):
        hidden = new.unseen(asked)
        if hidden is not None and any(hidden):
            return Observation(
                "r comparisons identify a new user in the span of the others",
                f"{instance.contexts[0].user} is new; {len(asked)} comparisons do not show n = "
                f"[{', '.join(map(str, hidden))}] along the contrasts: f + t n answers them alike for every t",
                {"r": new.dimension, "shown": Fraction(0), "change": next(x for x in hidden if x)},
            )
    return None


DROPPED = Dropped("T28", "separating", new_users, observe)
