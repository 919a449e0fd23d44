"""The ledger for people: a line as each claim finishes, and the table at the end; and as a document."""

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
from checks.verify.verdicts import Entry, order
from theory.claims import Claim

STYLES = {"proved": "green", "unrefuted": "cyan", "vacuous": "yellow", "refuted": "bold red", "error": "bold red"}


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
    trial = entry.trial or {}
    line = f"{entry.claim.id:>4}  {verdict_words(entry.own, trial)}, {entry.shown_proof}, {seconds:.1f} s"
    return f"[{STYLES[entry.own]}]{escape(line)}[/]"


def verdict_words(verdict: str, trial: Mapping[str, Any]) -> str:
    """Return a verdict with the number of cases behind it; ``unrefuted`` never stands alone."""
    return f"{verdict} ({counted(trial.get('met', 0), 'case')})"


def document(entries: Mapping[str, Entry], found: Mapping[str, str], options: Mapping[str, Any]) -> dict[str, Any]:
    """Return the ledger with its verdicts as JSON values."""
    claims = [
        {
            **claim_document(entries[name].claim),
            "verdict": found[name],
            "own_verdict": entries[name].own,
            "kernel": entries[name].kernel,
            "symbolic": entries[name].symbolic,
            "trial": entries[name].trial,
        }
        for name in order(entries)
    ]
    return {"format": "user-diversity/verify/1", "options": dict(options), "claims": claims}


def claim_document(claim: Claim) -> dict[str, Any]:
    """Return one entry of the ledger as JSON values, without running anything."""
    from checks.refute import necessity_table

    return {
        "id": claim.id,
        "title": claim.title,
        "sentences": list(claim.sentences),
        "match": {"grade": claim.match.grade, "difference": claim.match.difference},
        "hypotheses": list(claim.hypotheses),
        "dropped": [necessity_table.document(row) for row in necessity_table.of(claim.id)],
        "statements": [{"name": s.name, "text": str(s), "latex": s.latex()} for s in claim.statements],
        "rests_on": list(claim.rests_on),
        "kernel_theorems": list(claim.kernel),
        "witnesses": list(claim.witnesses),
    }


def show(entries: Mapping[str, Entry], found: Mapping[str, str], folder: Path) -> None:
    """Print the ledger."""
    table = Table(title="Ledger", caption=f"evidence in {escape(str(folder))}")
    for heading in ("claim", "title", "verdict", "proof", "cases", "met", "tightest"):
        table.add_column(heading, justify="right" if heading in ("cases", "met", "tightest") else "left")
    for name in order(entries):
        entry, trial = entries[name], entries[name].trial or {}
        tightest = max(trial.get("tightness", {}).values(), default=None)
        verdict = f"[{STYLES[found[name]]}]{found[name]}[/]"
        numbers = (str(trial.get("cases", 0)), str(trial.get("met", 0)), "" if tightest is None else f"{tightest:.3f}")
        table.add_row(name, escape(entry.claim.title), verdict, entry.shown_proof, *numbers)
    console = Console()
    console.print(table)
    for name in order(entries):
        failure = (entries[name].trial or {}).get("failure")
        if failure:
            console.print(f"{name}: {escape(failure)}", style="bold red", soft_wrap=True)
        if (entries[name].trial or {}).get("instance") is not None:
            file = quote(str(folder / f"{name}-refuted.json"))
            console.print(f"  user-diversity verify --claim {name} --instance {file}", soft_wrap=True, markup=False)


def show_trials(trials: Sequence[Trial]) -> None:
    """Print what trying claims on given files found."""
    console = Console()
    for trial in trials:
        counts = ", ".join(f"{count} {name}" for name, count in sorted(trial.comparisons.items()))
        console.print(f"{trial.claim:>4}  {trial.verdict}: {counts or 'no comparison'}", style=STYLES[trial.verdict])
        if trial.failure:
            console.print(f"      {escape(trial.failure)}", soft_wrap=True)
