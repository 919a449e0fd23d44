"""The main job: every claim proved where there is a proof and tried on random populations."""

from __future__ import annotations

import os
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from time import perf_counter
from typing import Any

from checks.runtime.interrupts import left_to_parent
from checks.runtime.journal import Write
from checks.runtime.versions import versions
from checks.runtime.workers import workers
from checks.verify import trial as trials
from checks.verify.evidence import Evidence
from checks.verify.trial import Trial
from proofs.symbolic import catalogue
from theory.claims import Claim

QUICK, FEW = "L1", 1000
"""Tried before the workers start, unless with more cases: the first verdict is on the screen by then."""


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
    scheduler : str or None
        Address of a Dask scheduler whose cluster works instead; changes no result.
    """

    cases: int
    seed: int
    jobs: int
    scheduler: str | None = None

    def identity(self) -> dict[str, Any]:
        """Return what evidence depends on."""
        names = ("user-diversity", "python-flint", "sympy")
        return {"cases": self.cases, "seed": self.seed, "versions": versions(*names)}


@dataclass(frozen=True)
class Done:
    """One claim as far as it got: the summary of its trial, its symbolic proof, and how long both took in seconds.

    Attributes
    ----------
    claim : str
    summary : dict
    symbolic : str
        Empty where the trial is not finished.
    seconds : float
    finished : bool
        Whether the trial ended, rather than the time.
    """

    claim: str
    summary: dict[str, Any]
    symbolic: str
    seconds: float
    finished: bool = True


def _attempt(claim: Claim, options: Options, evidence: Evidence, deadline: float | None) -> tuple[Trial, str, float]:
    start = perf_counter()
    with evidence.chunks(claim.id) as (kept, write):
        keep = write if options.jobs == 1 else _while_wanted(write)
        trial = trials.run(claim, options.cases, options.seed, kept=kept, keep=keep, deadline=deadline)
    if not trial.unfinished:
        trials.compare_with_known(trial, claim)
    return trial, "" if trial.unfinished else symbolic_status(claim.id), perf_counter() - start


def _attempt_elsewhere(claim: Claim, options: Options) -> tuple[Trial, str, float]:
    """Try a claim on a machine that may not see the folder of the evidence."""
    start = perf_counter()
    trial = trials.run(claim, options.cases, options.seed)
    trials.compare_with_known(trial, claim)
    return trial, symbolic_status(claim.id), perf_counter() - start


def _while_wanted(write: Write) -> Write:
    """Let a worker end with the run that wants its results, and with it the claim to the journal."""
    left_to_parent()
    parent = os.getppid()

    def keep(chunk: Any) -> None:
        if os.getppid() != parent:
            os._exit(1)
        write(chunk)

    return keep


def symbolic_status(identifier: str) -> str:
    """Run the symbolic proof of a claim and return its status; ``none`` where there is none."""
    return "none" if catalogue.load(identifier) is None else catalogue.run(identifier).status


def run(claims: Sequence[Claim], options: Options, evidence: Evidence, deadline: float | None = None) -> Iterator[Done]:
    """Prove and try claims, yielding each as it finishes; what is finished is on disk before it is yielded.

    Past the ``deadline``, on the clock of `time.monotonic`, trials are left where they are; that much is kept.
    """
    waiting = []
    for claim in claims:
        summary = evidence.finished(claim.id)
        if summary is None:
            waiting.append(claim)
        else:
            yield Done(claim.id, summary, symbolic_status(claim.id), 0.0)
    for trial, symbolic, seconds in _results(waiting, options, evidence, deadline):
        summary = trials.as_values(trial) if trial.unfinished else evidence.keep(trial)
        yield Done(trial.claim, summary, symbolic, seconds, not trial.unfinished)


def _results(
    claims: Sequence[Claim], options: Options, evidence: Evidence, deadline: float | None
) -> Iterator[tuple[Trial, str, float]]:
    alone, few = options.jobs == 1 or len(claims) < 2, options.cases <= FEW
    here = [claim for claim in claims if options.scheduler is None and (alone or (few and claim.id == QUICK))]
    for claim in here:
        yield _attempt(claim, replace(options, jobs=1), evidence, deadline)
    others = [claim for claim in claims if claim not in here]
    if not others:
        return
    from joblib import Parallel, delayed

    if options.scheduler is None:
        tasks = [delayed(_attempt)(claim, options, evidence, deadline) for claim in others]
    else:
        tasks = [delayed(_attempt_elsewhere)(claim, options) for claim in others]
    with workers(options.scheduler, min(options.jobs, len(others))):
        yield from Parallel(return_as="generator_unordered", batch_size=1, pre_dispatch="all")(tasks)
