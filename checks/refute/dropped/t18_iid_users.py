"""T18 with users who are not drawn independently: the first one comes again and again."""

from __future__ import annotations

from itertools import count

from checks.refute.drawing.instance_families import user_heads
from checks.refute.searching.observation import Dropped, Observation
from theory.instance import Factored, Instance
from theory.span.heads import escape_probabilities, head_law
from theory.span.recruiting import miss_bound


def observe(instance: Instance) -> Observation | None:
    """Find a law of heads that spans at least two dimensions, which one user never does."""
    if not isinstance(instance.models, Factored):
        return None
    escapes = escape_probabilities(head_law(instance))
    if len(escapes) < 2:
        return None
    users = next(n for n in count(1) if miss_bound(n, len(escapes), min(escapes)) < 1)
    return Observation(
        "P(N users do not span) ≤ P(Binomial(N, q) < k)",
        "each user follows the law of heads, but all N are the same person: they never span",
        {
            "N": users,
            "k": len(escapes),
            "q": min(escapes),
            "left": 1,
            "right": miss_bound(users, len(escapes), min(escapes)),
        },
    )


DROPPED = Dropped("T18", "iid-users", user_heads, observe)
