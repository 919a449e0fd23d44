"""Terminal and JSON output of the ledger with its verdicts."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from pathlib import Path
from shlex import quote
from typing import Any

from rich.console import Console
from rich.markup import escape
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeElapsedColumn
from rich.table import Table

from checks.runtime.output import counted
from checks.verify.trial import Trial
from checks.verify.verdicts import Entry, order, waits_for
from proofs.kernel.report import FAILED, least
from proofs.symbolic import catalogue
from theory.claims import Claim

STYLES = {
    "proved": "green",
    "unrefuted": "cyan",
    "vacuous": "yellow",
    "slack": "bold red",
    "refuted": "bold red",
    "error": "bold red",
}


@contextmanager
def progress(total: int, quiet: bool) -> Iterator[Callable[[Entry, float], None]]:
    """Show how far the run is; the function it gives prints one finished claim."""
    console = Console(stderr=True, quiet=quiet)
    columns = (TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn(), TimeElapsedColumn())
    with Progress(*columns, console=console, transient=True) as bar:
        task = bar.add_task("claims", total=total)

        def advance(entry: Entry, seconds: float) -> None:
            bar.advance(task)
            bar.console.print(_line(entry, seconds))

        yield advance


def _line(entry: Entry, seconds: float) -> str:
    """Say how the trial ended and what proof there is; the verdict waits for everything that the claim rests on."""
    trial = entry.trial or {}
    tried = trial.get("verdict", "unrefuted")
    words = f"no counterexample in {counted(trial.get('met', 0), 'case')}" if tried == "unrefuted" else tried
    style = STYLES[tried if entry.proof != FAILED else "error"]
    return f"[{style}]{escape(f'{entry.claim.id:>4}  {words}, {entry.proof}, {seconds:.1f} s')}[/]"


def verdict_words(verdict: str, trial: Mapping[str, Any]) -> str:
    """Return a verdict with the number of cases behind it; ``unrefuted`` never stands alone."""
    return f"{verdict} ({counted(trial.get('met', 0), 'case')})"


def document(entries: Mapping[str, Entry], found: Mapping[str, str], options: Mapping[str, Any]) -> dict[str, Any]:
    """Return the ledger with its verdicts as JSON values; what was not tried is only there for what rests on it."""
    tried = [name for name in order(entries) if entries[name].trial is not None]
    claims = [
        {
            **claim_document(entries[name].claim),
            "statements": _proved(entries[name]),
            "verdict": found[name],
            "own_verdict": entries[name].own,
            "waits_for": list(waits_for(entries, found, name)),
            "kernel": least(entries[name].kernel.values()),
            "symbolic": entries[name].symbolic,
            "trial": entries[name].trial,
        }
        for name in tried
    ]
    beneath = [
        {"id": name, "verdict": found[name], "statements": _proved(entries[name])}
        for name in order(entries)
        if name not in tried
    ]
    return {"format": "user-diversity/verify/1", "options": dict(options), "claims": claims, "beneath": beneath}


def _proved(entry: Entry) -> list[dict[str, Any]]:
    """Return the statements of a claim, each with its proofs."""
    return [
        {**row, "kernel": entry.kernel[row["name"]], "proof": entry.proofs[row["name"]]}
        for row in statement_documents(entry.claim)
    ]


def statement_documents(claim: Claim) -> list[dict[str, Any]]:
    """Return the statements of a claim as JSON values, each with where it is proved."""
    return [
        {
            "name": statement.name,
            "text": str(statement),
            "latex": statement.latex(),
            "hypotheses": list(claim.assumed(statement)),
            "kernel_theorems": list(statement.kernel),
            "symbolic_proof": catalogue.proves(claim.id, statement.name),
        }
        for statement in claim.statements
    ]


def claim_document(claim: Claim) -> dict[str, Any]:
    """Return one entry of the ledger as JSON values, without running anything."""
    from checks.refute import necessity_table

    return {
        "id": claim.id,
        "title": claim.title,
        "sentences": list(claim.sentences),
        "match": {"grade": claim.match.grade, "difference": claim.match.difference},
        "hypotheses": list(claim.hypotheses),
        "dropped": [necessity_table.as_values(row) for row in necessity_table.of(claim.id)],
        "statements": statement_documents(claim),
        "rests_on": list(claim.rests_on),
        "kernel_theorems": list(claim.kernel),
        "supporting_theorems": list(claim.supporting),
        "witnesses": list(claim.witnesses),
    }


def show(entries: Mapping[str, Entry], found: Mapping[str, str], folder: Path) -> None:
    """Print the ledger."""
    table = Table(title="Ledger", caption=f"evidence in {escape(str(folder))}")
    for heading in ("claim", "title", "verdict", "proof", "cases", "met", "tightest"):
        table.add_column(heading, justify="right" if heading in ("cases", "met", "tightest") else "left")
    for name in order(entries):
        table.add_row(*_row(entries, found, name))
    console = Console()
    console.print(table)
    for name in order(entries):
        failure = (entries[name].trial or {}).get("failure")
        if failure:
            console.print(f"{name}: {escape(failure)}", style="bold red", soft_wrap=True)
        if (entries[name].trial or {}).get("instance") is not None:
            file = quote(str(folder / f"{name}-refuted.json"))
            console.print(f"  user-diversity verify --claim {name} --instance {file}", soft_wrap=True, markup=False)


def _row(entries: Mapping[str, Entry], found: Mapping[str, str], name: str) -> tuple[str, ...]:
    entry, trial = entries[name], entries[name].trial or {}
    tightest = max(trial.get("tightness", {}).values(), default=None)
    waits = waits_for(entries, found, name)
    verdict = f"[{STYLES[found[name]]}]{found[name]}[/]" + (f", waits for {', '.join(waits)}" if waits else "")
    least_proved = [statement for statement, proof in entry.proofs.items() if proof == entry.proof]
    whole = len(least_proved) == len(entry.proofs)
    proof = entry.proof if whole else f"{entry.proof}: {escape(', '.join(least_proved))}"
    if not trial:
        return name, escape(entry.claim.title), verdict, proof, "not tried", "", ""
    numbers = (str(trial["cases"]), str(trial["met"]), "" if tightest is None else f"{tightest:.3f}")
    return name, escape(entry.claim.title), verdict, proof, *numbers


def show_trials(trials: Sequence[Trial]) -> None:
    """Print what trying claims on given files found."""
    console = Console()
    for trial in trials:
        counts = ", ".join(f"{count} {name}" for name, count in sorted(trial.comparisons.items()))
        console.print(f"{trial.claim:>4}  {trial.verdict}: {counts or 'no comparison'}", style=STYLES[trial.verdict])
        if trial.failure:
            console.print(f"      {escape(trial.failure)}", soft_wrap=True)
