"""The main job: every claim proved where there is a proof and tried on random populations."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from importlib.metadata import version
from time import perf_counter
from typing import Any

from checks import trial as trials
from checks.evidence import Evidence
from checks.trial import Trial
from proofs.symbolic import catalogue
from theory.claims import Claim


@dataclass(frozen=True)
class Options:
    """What a run depends on.

    Attributes
    ----------
    cases : int
        How many instances must meet the hypotheses of each claim.
    seed : int
        Of the random populations.
    jobs : int
        Workers; changes no result.
    """

    cases: int
    seed: int
    jobs: int

    def identity(self) -> dict[str, Any]:
        """Return what evidence depends on."""
        names = ("user-diversity", "hypothesis", "python-flint", "sympy")
        return {"cases": self.cases, "seed": self.seed, "versions": {name: version(name) for name in names}}


@dataclass(frozen=True)
class Done:
    """One claim finished: the summary of its trial, its symbolic proof, and how long both took in seconds."""

    claim: str
    summary: dict[str, Any]
    symbolic: str
    seconds: float


def _attempt(claim: Claim, cases: int, seed: int) -> tuple[str, Trial, str, float]:
    start = perf_counter()
    trial = trials.run(claim, cases, seed)
    return claim.id, trial, symbolic_status(claim.id), perf_counter() - start


def symbolic_status(identifier: str) -> str:
    """Run the symbolic proof of a claim and return its status; ``none`` where there is none."""
    return "none" if catalogue.load(identifier) is None else catalogue.run(identifier).status


def run(claims: Sequence[Claim], options: Options, evidence: Evidence) -> Iterator[Done]:
    """Prove and try claims, yielding each as it finishes; what is finished is on disk before it is yielded."""
    waiting = []
    for claim in claims:
        summary = evidence.finished(claim.id)
        if summary is None:
            waiting.append(claim)
        else:
            yield Done(claim.id, summary, symbolic_status(claim.id), 0.0)
    for identifier, trial, symbolic, seconds in _results(waiting, options):
        yield Done(identifier, evidence.keep(trial), symbolic, seconds)


def _results(claims: Sequence[Claim], options: Options) -> Iterator[tuple[str, Trial, str, float]]:
    if options.jobs == 1 or len(claims) < 2:
        for claim in claims:
            yield _attempt(claim, options.cases, options.seed)
        return
    from joblib import Parallel, delayed

    parallel = Parallel(n_jobs=options.jobs, return_as="generator_unordered", batch_size=1, pre_dispatch="all")
    yield from parallel(delayed(_attempt)(claim, options.cases, options.seed) for claim in claims)
