"""Counterexamples as documents: what ``counterexample`` prints, and what is committed."""

from __future__ import annotations

from collections.abc import Mapping
from fractions import Fraction
from pathlib import Path
from typing import Any

from checks.refute.searching.observation import Observation, Value
from checks.refute.searching.search import Outcome
from theory.exact.enclosure import decimal_pair
from theory.files import writing
from theory.files.instance_file import COUNTEREXAMPLE

FORMAT = COUNTEREXAMPLE

WITNESSES = Path(__file__).resolve().parents[2] / "witnesses"
"""Where the committed witnesses are."""


def written(value: Value) -> Any:
    """Return a value as documents hold it: a rational string, or a pair of decimals that enclose it."""
    return str(Fraction(value)) if isinstance(value, int | Fraction) else decimal_pair(value)


def counterexample(claim: str, dropped: str | None, outcome: Outcome, minimal: bool, replay: str) -> dict[str, Any]:
    """Return the document of a search that found something."""
    instance, observation = outcome.instance, outcome.observation
    assert instance is not None and observation is not None
    return {
        "format": FORMAT,
        "claim": claim,
        "dropped": dropped,
        "found": True,
        "instance": writing.document(instance),
        "learner": None if observation.learner is None else dict(observation.learner),
        "claimed": observation.claimed,
        "observed": observation.observed,
        "values": {name: written(value) for name, value in observation.values.items()},
        "minimal": minimal,
        "searched": outcome.searched,
        "seed": outcome.seed,
        "replay": replay,
    }


def nothing_found(claim: str, dropped: str, seed: int, searched: int, verdict: str, reason: str) -> dict[str, Any]:
    """Return the document of a hypothesis for which there is no counterexample."""
    return {
        "format": FORMAT,
        "claim": claim,
        "dropped": dropped,
        "found": False,
        "verdict": verdict,
        "reason": reason,
        "searched": searched,
        "seed": seed,
    }


def agrees(document: Mapping[str, Any], observation: Observation) -> bool:
    """Whether a document says what an observation says."""
    values = {name: written(value) for name, value in observation.values.items()}
    return bool(
        document["claimed"] == observation.claimed
        and document["observed"] == observation.observed
        and document["values"] == values
    )
