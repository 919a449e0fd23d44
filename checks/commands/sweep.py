"""Simulations of many instances: in parallel, with a journal of the finished ones."""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from contextlib import AbstractContextManager, nullcontext
from dataclasses import asdict, dataclass
from hashlib import blake2b
from typing import TYPE_CHECKING, Any

from checks.runtime import journal as journals
from checks.runtime.workers import workers
from theory.errors import InputError

if TYPE_CHECKING:
    from theory.instance import Instance

UNFINISHED = "requested"
"""The key of a document that ended before all its runs were played: how many they were to be."""


@dataclass(frozen=True)
class Task:
    """One simulation as plain data, so that it can be sent anywhere.

    Attributes
    ----------
    source : str
        Where the instance comes from, for error messages.
    instance : str
        The text of the instance file.
    learner : str
        Name of the learner.
    truth : str or None
        Name of the truth; the instance's own when left out.
    horizon : int or None
        Rounds; ``None`` is infinite.
    runs, seed, confidence, tolerance
        See `checks.simulate.run.Request`.
    """

    source: str
    instance: str
    learner: str
    truth: str | None
    horizon: int | None
    runs: int = 1000
    seed: int = 0
    confidence: float = 0.99
    tolerance: float = 1e-9

    @property
    def key(self) -> str:
        """A digest of everything the result depends on."""
        content = {name: value for name, value in asdict(self).items() if name != "source"}
        return blake2b(json.dumps(content, sort_keys=True).encode(), digest_size=16).hexdigest()


def play(task: Task, jobs: int = 1, budget: float | None = None) -> dict[str, Any]:
    """Play one task and return its document ``user-diversity/simulate/1``.

    Raises
    ------
    InputError
        When the instance or the request cannot be used.
    """
    from checks.commands.options import about
    from checks.learners import load
    from checks.simulate.run import Request, simulate
    from theory.files.instance_file import loads
    from theory.problem import Problem

    instance = loads(task.instance, task.source)
    if not instance.finite:
        return _on_polytope(instance, task, jobs, budget)
    with about(task.source):
        problem = Problem.of(instance)
        theta = problem.named(task.truth)
        request = Request(
            load(task.learner), theta, task.horizon, task.runs, task.seed, task.confidence, task.tolerance
        )  # fmt: skip
        return simulate(problem, request, jobs, budget)


def _on_polytope(instance: Instance, task: Task, jobs: int, budget: float | None) -> dict[str, Any]:
    from checks.commands.options import about
    from checks.simulate.polytope.play import Request, simulate

    if task.truth is not None:
        raise InputError("--truth", "names a model of a finite class; this class is not finite")
    asked = Request(task.learner, task.horizon, task.runs, task.seed, task.confidence)
    with about(task.source):
        return simulate(instance, asked, jobs, budget)


def sweep(
    tasks: Sequence[Task], jobs: int = -1, scheduler: str | None = None, journal: str | None = None
) -> Iterator[dict[str, Any]]:
    """Yield the documents of many tasks in order, each as soon as it and those before it are finished.

    One that Ctrl-C ended is the last, and is not put into the journal.

    Parameters
    ----------
    tasks : sequence of Task
        Played one to a worker; the results do not depend on who plays what.
    jobs : int
        Processes; −1 for one a core. On a cluster, the workers there are.
    scheduler : str, optional
        Address of a Dask scheduler, ``tcp://host:port``. A task whose worker dies is played elsewhere.
    journal : str, optional
        A file of finished documents, one a line: read first, and added to.

    Raises
    ------
    InputError
        When a task, the journal or the scheduler cannot be used.
    """
    import joblib

    known = _read(journal)
    missing = [task for task in {task.key: task for task in tasks}.values() if task.key not in known]
    with workers(scheduler, jobs), _appending(journal) as write:
        parallel = joblib.Parallel(return_as="generator", batch_size=1)
        fresh = iter(parallel([joblib.delayed(play)(task) for task in missing])) if missing else iter(())
        for task in tasks:
            while task.key not in known:
                done = next(fresh)
                if UNFINISHED in done:
                    yield done
                    return
                known[missing[0].key] = done
                write({"key": missing.pop(0).key, "result": done})
            yield known[task.key]


def _read(path: str | None) -> dict[str, dict[str, Any]]:
    known = {}
    for number, entry in enumerate(journals.read(path) if path is not None else (), start=1):
        try:
            result = dict(entry["result"])
            if UNFINISHED not in result:
                known[str(entry["key"])] = result
        except (ValueError, KeyError, TypeError):
            raise InputError(f"{path}:{number}", "not a line of a journal") from None
    return known


def _appending(path: str | None) -> AbstractContextManager[journals.Write]:
    return nullcontext(lambda entry: None) if path is None else journals.appending(path)
