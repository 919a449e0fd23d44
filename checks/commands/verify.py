"""``verify``: the main job. Prove and try every claim, print the ledger, write the evidence."""

from __future__ import annotations

import os
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import click

from checks.commands.options import QUESTION, RESULTS, RUNNING, STATISTICS, JsonTarget, alone, deadline, folder
from checks.runtime.declared import Option
from theory.errors import InputError

if TYPE_CHECKING:
    from checks.verify.evidence import Evidence
    from checks.verify.main_job import Options
    from theory.claims import Claim

REFUTED, INCOMPLETE = 1, 3

EXAMPLES = (
    "user-diversity verify --claim T1 --cases 20",
    "user-diversity verify --proofs",
)


def command(
    claim: Annotated[list[str] | None, Option(help="Only these claims; may be repeated.", panel=QUESTION)] = None,
    cases: Annotated[
        int, Option(min=1, help="Random instances that must meet the hypotheses.", panel=STATISTICS)
    ] = 200,
    seed: Annotated[int, Option(min=0, help="Of the random populations.", panel=STATISTICS)] = 0,
    jobs: Annotated[
        int | None,
        Option(min=1, help="Workers; all cores by default. Changes no result.", panel=RUNNING),
    ] = None,
    proofs: Annotated[
        bool, Option("--proofs", help="Also build and audit the Rocq development.", panel=QUESTION)
    ] = False,
    instance: Annotated[list[str] | None, Option(help="Try the claims on these files instead.", panel=QUESTION)] = None,
    resume: Annotated[bool, Option("--resume", help="Go on where an interrupted run stopped.", panel=RUNNING)] = False,
    evidence: Annotated[str, Option(help="Folder for the evidence.", panel=RESULTS)] = "evidence",
    budget: Annotated[
        float | None,
        Option(help="Seconds; what was finished by then is kept, for --resume (status 3).", panel=RUNNING),
    ] = None,
    scheduler: Annotated[str | None, Option(help="Work on the Dask cluster at ADDRESS.", panel=RUNNING)] = None,
    json_target: JsonTarget = None,
) -> int:
    """Prove every claim of the ledger and try it on random populations."""
    from theory.claims import LEDGER
    from theory.claims import claim as named

    chosen = tuple(dict.fromkeys(named(name) for name in claim)) if claim else LEDGER
    if instance:
        alone("proofs", "cases", "seed", "jobs", "resume", "evidence", "budget", "scheduler", beside="--instance")
        return _replay(chosen, instance, json_target, bool(claim))
    from checks.verify.evidence import Evidence
    from checks.verify.main_job import Options

    if scheduler is not None and budget is not None:
        raise InputError("--budget", "is for this machine, not for a cluster")
    if proofs:
        _require_kernel()
    options = Options(cases, seed, jobs or os.cpu_count() or 1, scheduler)
    folder(evidence)
    place = Evidence(Path(evidence), options.identity())
    place.open(resume)
    try:
        return _run(chosen, options, place, proofs, deadline(budget), json_target)
    except KeyboardInterrupt:
        click.echo("user-diversity: interrupted; what was finished is kept, go on with --resume", err=True)
        return INCOMPLETE


def _require_kernel() -> None:
    from proofs.kernel.toolchain import KernelUnavailable, tools

    try:
        tools()
    except KernelUnavailable as missing:
        raise InputError("--proofs", f"{missing}; see python -m proofs.install_rocq") from missing


def _run(
    chosen: tuple[Claim, ...],
    options: Options,
    place: Evidence,
    proofs: bool,
    until: float | None,
    json_target: str | None,
) -> int:
    from checks.runtime import output
    from checks.runtime.progress import Level, level, tell
    from checks.runtime.versions import machine
    from checks.verify import main_job, verdicts, view
    from checks.verify.kernel_status import statuses
    from checks.verify.verdicts import Entry
    from proofs.seal import sealed

    quiet = level() == Level.QUIET or (json_target == "-" and level() < Level.VERBOSE)
    below = verdicts.beneath(*chosen)
    kernel = statuses((*chosen, *below), proofs, lambda line: tell(f"kernel: {line}"))
    entries = {
        claim.id: Entry(claim, None, kernel.statuses[claim.id], main_job.symbolic_status(claim.id)) for claim in below
    }
    seconds: dict[str, float] = {}
    left: dict[str, dict[str, int]] = {}
    with view.progress(len(chosen), quiet) as advance:
        for done in main_job.run(chosen, options, place, until):
            if not done.finished:
                left[done.claim] = {"cases": done.summary["cases"], "met": done.summary["met"]}
                continue
            claim = next(entry for entry in chosen if entry.id == done.claim)
            entries[done.claim] = Entry(claim, done.summary, kernel.statuses[done.claim], done.symbolic)
            seconds[done.claim] = done.seconds
            advance(entries[done.claim], done.seconds)
    found = verdicts.verdicts(entries)
    document = view.document(entries, found, options.identity())
    if left:
        document["unfinished"] = {claim: left[claim] for claim in verdicts.order(left)}
    else:
        _write(place.folder, {"ledger": sealed(document), "seconds": seconds, "machine": machine()})
    if kernel.report is not None:
        output.write_text(place.folder / "kernel.json", kernel.report.dumps())
    for problem in kernel.problems:
        click.echo(f"kernel: {problem}", err=True)
    if output.emit(document, json_target):
        view.show(entries, found, place.folder)
    if left:
        click.echo(f"user-diversity: {_excuse(len(chosen), document['unfinished'])}", err=True)
        return INCOMPLETE
    wrong = kernel.problems or any(verdict in ("slack", "refuted", "error") for verdict in found.values())
    return REFUTED if wrong else 0


def _write(folder: Path, documents: dict[str, Any]) -> None:
    from checks.runtime import output

    for name, document in documents.items():
        output.write_text(folder / f"{name}.json", output.dumps(document))


def _excuse(total: int, left: dict[str, dict[str, int]]) -> str:
    from checks.runtime.output import counted

    begun = ", ".join(f"{one} ({counted(at['met'], 'case')})" for one, at in left.items() if at["cases"])
    finished = total - len(left)
    return f"out of time: {finished} of {total} claims finished, begun: {begun or 'none'}; go on with --resume"


def _replay(chosen: tuple[Claim, ...], files: list[str], json_target: str | None, named: bool) -> int:
    """Try claims on given instances; unless they were named, those that do not speak of such instances are left out."""
    from checks.runtime import output
    from checks.verify import trial, view
    from theory.files.instance_file import load

    instances, trials = [load(file) for file in files], []
    for claim in chosen:
        try:
            trials.append(trial.replay(claim, instances, files))
        except InputError:
            if named:
                raise
    document = {"format": "user-diversity/replay/1", "trials": [trial.as_values(one) for one in trials]}
    if output.emit(document, json_target):
        view.show_trials(trials)
    return REFUTED if any(one.verdict in ("refuted", "error") for one in trials) else 0
