"""Random search for a counterexample from a seed, followed by shrinking."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from time import monotonic
from zlib import crc32

from numpy.random import Generator, SeedSequence, default_rng

from checks.refute.searching.observation import Observation, Quest
from checks.refute.shrinking.rename import renamed
from checks.refute.shrinking.shrink import shrink
from theory.instance import Instance

BUDGET = 20_000
"""Candidates that are tried before a search gives up."""


@dataclass(frozen=True)
class Outcome:
    """What a search came to.

    Attributes
    ----------
    quest : Quest
        What was searched for.
    seed, searched : int
        Where it started and how many candidates it looked at.
    instance : Instance or None
        The smallest counterexample reached, with a note; ``None`` when there is none.
    observation : Observation or None
        Why it is one.
    exhausted : bool
        Whether the search ended by itself: with a counterexample or at its number of candidates, not at a deadline.
    """

    quest: Quest
    seed: int
    searched: int
    instance: Instance | None
    observation: Observation | None
    exhausted: bool


def stream(seed: int, name: str) -> Iterator[Generator]:
    """Yield one generator a candidate; each depends on the seed, the name and its number alone."""
    root, n = crc32(name.encode()), 0
    while True:
        yield default_rng(SeedSequence(seed, spawn_key=(root, n)))
        n += 1


def search(quest: Quest, seed: int = 0, budget: int = BUDGET, seconds: float | None = None) -> Outcome:
    """Look for a counterexample and shrink it.

    Parameters
    ----------
    quest : Quest
        Such as a claim and the hypothesis it goes without.
    seed : int
        Same seed, same outcome.
    budget : int
        Most candidates.
    seconds : float, optional
        Stop looking after this time; the only thing that could make two runs differ.

    Returns
    -------
    Outcome
        With an instance if one was found.
    """
    start, tried = monotonic(), 0
    for rng in stream(seed, quest.name):
        if tried >= budget or (seconds is not None and monotonic() - start > seconds):
            break
        tried += 1
        instance = quest.candidate(rng)
        if quest.observe(instance) is not None:
            small = renamed(shrink(instance, lambda smaller: quest.observe(smaller) is not None))
            observation = quest.observe(small)
            assert observation is not None
            noted = replace(small, name=quest.name, note=observation.note)
            return Outcome(quest, seed, tried, noted, observation, True)
    return Outcome(quest, seed, tried, None, None, tried >= budget)
