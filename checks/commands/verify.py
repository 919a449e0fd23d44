"""``verify``: the main job. Prove and try every claim, print the ledger, write the evidence."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING, Annotated, Any

import typer

if TYPE_CHECKING:
    from checks.ledger import Entry
    from theory.claims import Claim

REFUTED = 1


def command(
    claim: Annotated[list[str] | None, typer.Option(help="Only these claims; may be repeated.")] = None,
    cases: Annotated[int, typer.Option(min=1, help="Random instances that must meet the hypotheses.")] = 200,
    seed: Annotated[int, typer.Option(min=0, help="Of the random populations.")] = 0,
    jobs: Annotated[int | None, typer.Option(min=1, help="Workers; all cores by default. Changes no result.")] = None,
    proofs: Annotated[
        bool, typer.Option("--proofs", help="Also build the Rocq development and read its axioms.")
    ] = False,
    instance: Annotated[list[str] | None, typer.Option(help="Try the claims on these files instead.")] = None,
    resume: Annotated[bool, typer.Option("--resume", help="Go on where an interrupted run stopped.")] = False,
    evidence: Annotated[str, typer.Option(help="Folder for the evidence.")] = "evidence",
    json_target: Annotated[str | None, typer.Option("--json", metavar="[FILE]", help="Write JSON.")] = None,
) -> int:
    """Prove every claim of the ledger and try it on random populations."""
    from theory.claims import LEDGER
    from theory.claims import claim as named

    chosen = tuple(dict.fromkeys(named(name) for name in claim)) if claim else LEDGER
    if instance:
        return _replay(chosen, instance, json_target)
    from checks.evidence import Evidence
    from checks.verify import Options

    options = Options(cases, seed, jobs or os.cpu_count() or 1)
    folder = Evidence(_path(evidence), options.identity())
    folder.open(resume)
    return _run(chosen, options, folder, proofs, json_target)


def _path(folder: str) -> Any:
    from pathlib import Path

    return Path(folder)


def _run(chosen: tuple[Claim, ...], options: Any, folder: Any, proofs: bool, json_target: str | None) -> int:
    from checks import ledger, ledger_view, output, verify
    from checks.kernel_status import statuses
    from checks.ledger import Entry

    quiet = json_target == "-"
    kernel = statuses(chosen, build=proofs)
    entries: dict[str, Entry] = {}
    seconds: dict[str, float] = {}
    with ledger_view.progress(len(chosen), quiet) as advance:
        for done in verify.run(chosen, options, folder):
            claim = next(entry for entry in chosen if entry.id == done.claim)
            entries[done.claim] = Entry(claim, done.summary, kernel.statuses[done.claim], done.symbolic)
            seconds[done.claim] = done.seconds
            advance(entries[done.claim], done.seconds)
    found = ledger.verdicts(entries)
    document = ledger_view.document(entries, found, options.identity())
    output.write_text(folder.folder / "ledger.json", output.dumps(document))
    output.write_text(folder.folder / "seconds.json", output.dumps(seconds))
    if kernel.report is not None:
        output.write_text(folder.folder / "kernel.json", kernel.report.dumps())
    for problem in kernel.problems:
        typer.echo(f"kernel: {problem}", err=True)
    if output.emit(document, json_target):
        ledger_view.show(entries, found, folder.folder)
    return REFUTED if any(verdict in ("refuted", "error") for verdict in found.values()) else 0


def _replay(chosen: tuple[Claim, ...], files: list[str], json_target: str | None) -> int:
    from checks import ledger_view, output, trial
    from theory.format import load

    instances = [load(file) for file in files]
    trials = [trial.replay(claim, instances) for claim in chosen]
    document = {"format": "user-diversity/replay/1", "trials": [trial.document(one) for one in trials]}
    if output.emit(document, json_target):
        ledger_view.show_trials(trials)
    return REFUTED if any(one.verdict in ("refuted", "error") for one in trials) else 0
