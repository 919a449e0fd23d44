"""``claims``: the ledger, without running anything."""

from __future__ import annotations

from typing import Annotated

import typer

from checks.commands.options import JsonTarget


def command(
    claim: Annotated[list[str] | None, typer.Argument(help="Ids, such as T6; all when left out.")] = None,
    json_target: JsonTarget = None,
) -> int:
    """Print the ledger: what is claimed, under which hypotheses, and how it relates to the abstract."""
    from checks.runtime import output
    from checks.verify.view import claim_document
    from theory.claims import LEDGER, SENTENCES
    from theory.claims import claim as named

    chosen = [named(name) for name in claim] if claim else list(LEDGER)
    document = {
        "format": "user-diversity/claims/1",
        "sentences": SENTENCES,
        "claims": [claim_document(entry) for entry in chosen],
    }
    if output.emit(document, json_target):
        from rich.console import Console
        from rich.markup import escape

        from checks.refute import necessity_table
        from theory.claims.hypotheses import HYPOTHESES

        console = Console()
        for entry in chosen:
            belongs = f" ({', '.join(entry.sentences)})" if entry.sentences else ""
            console.print(f"[bold]{entry.id}[/] {escape(entry.title)}{belongs}")
            for statement in entry.statements:
                console.print(f"  {escape(f'{statement.name}: {statement}')}", soft_wrap=True)
            words = "; ".join(HYPOTHESES[name].words for name in entry.hypotheses)
            console.print(f"  if: {escape(words or 'nothing')}", soft_wrap=True, style="dim")
            for row in necessity_table.of(entry.id):
                console.print(f"  without {escape(str(row))}", soft_wrap=True, style="dim")
            console.print(f"  {entry.match.grade}: {escape(entry.match.difference)}", soft_wrap=True, style="dim")
    return 0
