"""T28 for a user outside the span of the others: r comparisons that separate the others' rewards miss hers."""

from __future__ import annotations

from numpy.random import Generator

from checks.refute.drawing.instance_families import new_users
from checks.refute.searching.observation import Dropped, Observation
from theory.instance import Factored, Instance
from theory.span.new_user import Newcomer


def candidate(rng: Generator) -> Instance:
    """Draw users with heads of two coordinates."""
    return new_users(rng)


def observe(instance: Instance) -> Observation | None:
    """Find a first user outside the span of the others whose answers to r questions give another reward than hers."""
    models = instance.models
    if not isinstance(models, Factored) or not isinstance(instance.truth, tuple):
        return None
    new = Newcomer.of(instance, instance.contexts[0].user, instance.truth)  # type: ignore[arg-type]
    if not new.heads or not new.contrasts or new.covered or not new.dimension:
        return None
    asked = new.chosen()
    found, hers = new.identified(asked), new.answers(new.head)
    if found == hers or not new.separates(asked):
        return None
    return Observation(
        "r comparisons that separate V identify a new user",
        f"{instance.contexts[0].user} is new and lies outside the span of the others; her answers to {len(asked)} such "
        "comparisons fit no reward of V, or another than hers",
        {"r": new.dimension, "dim_F": new.features, "asked": len(asked)},
    )


DROPPED = Dropped("T28", "in-span", candidate, observe)
