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
        from checks.report.claim_text import in_full, table

        lines = table(chosen) if not claim else "\n\n".join("\n".join(in_full(entry)) for entry in chosen).split("\n")
        typer.echo("\n".join(lines))
    return 0
