"""A claim without one of its hypotheses: the counterexample, or why there is none, as a document."""

from __future__ import annotations

from dataclasses import dataclass
from shlex import quote
from typing import Any

from checks.refute.necessity_table import NOT, UNKNOWN
from checks.refute.not_needed import Survival
from checks.refute.searching.document import counterexample, nothing_found
from checks.refute.searching.search import search
from checks.refute.shrinking.shrink import minimal
from checks.refute.verdicts import resolve
from theory.claims import claim as named
from theory.instance import Instance


@dataclass(frozen=True)
class Without:
    """What dropping a hypothesis came to.

    Attributes
    ----------
    document : dict
        ``user-diversity/counterexample/1``.
    instance : Instance or None
        The counterexample.
    exhausted : bool
        Whether the search ended by itself, not at a deadline.
    """

    document: dict[str, Any]
    instance: Instance | None
    exhausted: bool = True


def without(
    claim: str, hypothesis: str, seed: int = 0, seconds: float | None = None, saved: str | None = None
) -> Without:
    """Search for an instance that refutes a claim once a hypothesis is dropped.

    Parameters
    ----------
    claim, hypothesis : str
        ``T6`` and ``H3``.
    seed : int
        Where the search starts.
    seconds : float, optional
        A budget.
    saved : str, optional
        Where the instance will be written, for the replay line.

    Raises
    ------
    InputError
        At an unknown claim or hypothesis.

    Examples
    --------
    >>> without("T6", "H3").document["found"]
    True
    """
    known, identifier = resolve(claim, hypothesis), named(claim).id
    if isinstance(known, Survival):
        return Without(nothing_found(identifier, hypothesis, seed, 0, NOT, str(known)), None)
    outcome = search(known, seed, seconds=seconds)
    if outcome.instance is None:
        reason = f"no counterexample among {outcome.searched} candidates"
        document = nothing_found(identifier, hypothesis, seed, outcome.searched, UNKNOWN, reason)
        return Without(document, None, outcome.exhausted)
    again = f"user-diversity counterexample --claim {identifier} --drop {hypothesis} --seed {seed}"
    smallest = minimal(outcome.instance, lambda smaller: known.observe(smaller) is not None)
    replay = f"user-diversity check {quote(saved)}" if saved else again
    return Without(counterexample(identifier, hypothesis, outcome, smallest, replay), outcome.instance)
