"""T4 without strong diversity: greedy makes a mistake in every round."""

from __future__ import annotations

from dataclasses import replace

from checks.refute.dropped import t01_d
from checks.refute.searching.observation import Dropped, Observation
from theory.instance import Instance


def observe(instance: Instance) -> Observation | None:
    """T4 without SD: greedy makes a mistake in every round."""
    found = t01_d.observe(instance)
    if found is None:
        return None
    return replace(
        found,
        claimed="the expected number of mistakes is bounded, whatever T",
        observed="the first model is never told from the truth by its own policy: T mistakes in T rounds",
        values={"mistakes_per_round": 1, "rhobar": 1},
    )


DROPPED = Dropped("T4", "SD", t01_d.candidate, observe)
