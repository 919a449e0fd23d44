"""``simulate``: Monte-Carlo regret with an interval that is valid at any number of runs, at any horizon."""

from __future__ import annotations

import os
from collections.abc import Iterator
from pathlib import Path
from shlex import quote
from typing import TYPE_CHECKING, Annotated, Any

import click

from checks.commands.options import QUESTION, RESULTS, RUNNING, STATISTICS, JsonTarget, checked, share, writable
from checks.runtime.declared import Argument, Option
from theory.errors import InputError

if TYPE_CHECKING:
    from checks.commands.sweep import Task

INCOMPLETE = 3

_TAILS = {"greedy": "T2", "per-user": "T2", "forced-exploration": "T11", "tracking": "T26"}
"""The claim that bounds the regret of a learner beyond the truncation."""

EXAMPLES = (
    "user-diversity simulate instance.json --runs 200 --horizon 1e6",
    "user-diversity simulate instance.json --horizon inf --plot regret.svg",
)


def command(
    files: Annotated[list[str], Argument(metavar="FILE...", help="Instance files; - is standard input.")],
    learner: Annotated[
        str,
        Option(
            help="greedy, tracking, forced-exploration, thompson, …; on a polytope greedy, careful-greedy, "
            "forced-exploration, optimistic, uniform or constant.",
            panel=QUESTION,
        ),
    ] = "greedy",
    horizon: Annotated[
        str, Option(help="Rounds, up to 1e12; or inf, for greedy under diversity.", panel=QUESTION)
    ] = "10000",
    runs: Annotated[int, Option(min=1, help="Independent runs.", panel=STATISTICS)] = 1000,
    seed: Annotated[int, Option(min=0, help="Every run has its own stream, spawned from this.", panel=STATISTICS)] = 0,
    truth: Annotated[str | None, Option(help="The true model; the file's own by default.", panel=QUESTION)] = None,
    confidence: Annotated[
        float,
        Option(
            help="Of each interval: empirical Bernstein on truncated regret (Waudby-Smith and Ramdas 2024), beyond the "
            "truncation the proven tails T2 and T11, or that no round costs more than the worst policy.",
            panel=STATISTICS,
        ),
    ] = 0.99,
    tolerance: Annotated[
        float,
        Option(help="A run of greedy ends when T1 bounds its future regret by this.", panel=STATISTICS),
    ] = 1e-9,
    jobs: Annotated[
        int | None,
        Option(min=1, help="Workers; all cores by default. Changes no result.", panel=RUNNING),
    ] = None,
    scheduler: Annotated[
        str | None, Option(help="Play several FILEs on the Dask cluster at ADDRESS.", panel=RUNNING)
    ] = None,
    resume: Annotated[
        str | None, Option(help="Journal of finished simulations: read, then added to.", panel=RUNNING)
    ] = None,
    plot: Annotated[str | None, Option(help="Draw the curves to this file.", panel=RESULTS, callback=writable)] = None,
    budget: Annotated[
        float | None,
        Option(help="Seconds; what was finished by then is kept (status 3).", panel=RUNNING),
    ] = None,
    json_target: JsonTarget = None,
) -> int:
    """Play a learner many times and estimate its regret."""
    from checks.commands.sweep import UNFINISHED, Task, play, sweep
    from checks.runtime.output import emit
    from theory.files.validate import read_text

    _check(confidence, tolerance, budget)
    if plot is not None:
        from checks.picture.figure import drawable

        drawable(plot)
    rounds = _horizon(horizon)
    tasks = [
        Task(file, read_text(file), learner, truth, rounds, runs, seed, confidence, tolerance) for file in files
    ]  # fmt: skip
    cores = jobs or os.cpu_count() or 1
    if len(tasks) == 1 and scheduler is None and resume is None:
        documents = [play(tasks[0], cores, budget)]
    elif budget is not None:
        raise InputError("--budget", "is for one FILE; several are kept as they finish with --resume JOURNAL")
    else:
        documents = _finished(sweep(tasks, cores, scheduler, resume))
    if plot is not None:
        from checks.picture.curves import draw

        draw(documents, plot, [Path(task.source).name for task, _ in zip(tasks, documents, strict=False)])
    if emit(documents[0] if len(tasks) == 1 else _together(tasks, documents), json_target):
        _show(tasks, documents)
    finished = sum(UNFINISHED not in result for result in documents)
    if finished < len(tasks) > 1:
        click.echo(f"user-diversity: {_excuse(finished, len(tasks), resume)}", err=True)
    return INCOMPLETE if finished < len(tasks) else 0


def _finished(results: Iterator[dict[str, Any]]) -> list[dict[str, Any]]:
    """Return the results that are there before Ctrl-C, if there is any."""
    documents: list[dict[str, Any]] = []
    try:
        for result in results:
            documents.append(result)
    except KeyboardInterrupt:
        if not documents:
            raise
    return documents


def _excuse(finished: int, asked: int, journal: str | None) -> str:
    kept = "" if journal is None else f"; go on with --resume {quote(journal)}"
    return f"interrupted: {finished} of {asked} files finished{kept}"


def _check(confidence: float, tolerance: float, budget: float | None) -> None:
    share("--confidence", confidence)
    if not 0.0 < tolerance < float("inf"):
        raise InputError("--tolerance", "must be positive")
    checked(budget)


def _horizon(text: str) -> int | None:
    """Read a horizon: a whole number, possibly as 1e12, or inf.

    Examples
    --------
    >>> _horizon("1e6"), _horizon("inf")
    (1000000, None)
    """
    if text == "inf":
        return None
    from checks.simulate.common.limits import MOST_ROUNDS

    try:
        rounds = float(text)
    except ValueError:
        rounds = 0.0
    if not 1 <= rounds <= MOST_ROUNDS or rounds != int(rounds):
        raise InputError("--horizon", f"expected inf or a whole number from 1 to 1e12, got {text[:40]!r}")
    return int(rounds)


def _together(tasks: list[Task], documents: list[dict[str, Any]]) -> dict[str, Any]:
    results = [{"file": task.source, **result} for task, result in zip(tasks, documents, strict=False)]
    return {"format": "user-diversity/simulations/1", "results": results}


def _beyond(result: dict[str, Any]) -> str:
    tail = None if isinstance(result["truth"], list) else _TAILS.get(result["learner"])
    return "the range of regret" if tail is None else f"{tail}, or the range of regret where that is less"


def _proven(task: Task, result: dict[str, Any]) -> float:
    """Return T26's bound for a simulation of `tracking`."""
    from theory.diversity import Conditions
    from theory.exploration.tracking_bound import TrackingBound
    from theory.files.instance_file import loads
    from theory.problem import Problem

    problem = Problem.of(loads(task.instance, task.source))
    bound = TrackingBound(Conditions(problem), problem.models.index(result["truth"]))
    return float(bound.total(result["horizon"]).upper())


def _show(tasks: list[Task], documents: list[dict[str, Any]]) -> None:
    from checks.instance.class_view import vector
    from checks.runtime.output import wrapped
    from checks.simulate.common.confidence import INEQUALITY

    for task, result in zip(tasks, documents, strict=False):
        regret = result["regret"]
        prefix = f"{Path(task.source).name}: " if len(tasks) > 1 else ""
        title = f"{prefix}{result['learner']}, truth {vector(result['truth'])}, horizon {result['horizon']}"
        title += f", {result['runs']} runs"
        if "requested" in result:
            title += f" of {result['requested']} (stopped early)"
        click.echo(title)
        if regret is None:
            continue
        low, high = regret["interval"]
        shown = "unbounded" if high is None else f"{high:.6g}"
        click.echo(f"  regret {regret['mean']:.6g}, {100 * result['confidence']:g} % interval [{low:.6g}, {shown}]")
        if result.get("drawn_regret") is not None:
            mean, (low, high) = result["drawn_regret"]["mean"], result["drawn_regret"]["interval"]
            click.echo(f"  drawn responses cost {mean:.6g}, one a round, interval [{low:.6g}, {high:.6g}] (T27)")
        click.echo(wrapped(f"  interval: {INEQUALITY}; beyond it {_beyond(result)}"))
        if result["learner"] == "tracking":
            click.echo(f"  proven: C(θ) ln T + O(√ln T), here at most {_proven(task, result):.6g} (T26)")
        if regret["residual"]:
            click.echo(f"  left out: at most {regret['residual']:.3g} (T1), included in the interval")
