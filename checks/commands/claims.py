"""``claims``: the ledger, without running anything."""

from __future__ import annotations

from dataclasses import asdict
from typing import Annotated

import click

from checks.commands.options import RESULTS, JsonTarget
from checks.runtime.declared import Argument, Option

EXAMPLES = (
    "user-diversity claims",
    "user-diversity claims T6",
)


def command(
    claim: Annotated[list[str] | None, Argument(help="Ids, such as T6; all when left out.")] = None,
    where: Annotated[
        bool,
        Option(
            "--where",
            help="Print where statement, proofs, check, witnesses, mutants and code are.",
            panel=RESULTS,
        ),
    ] = False,
    json_target: JsonTarget = None,
) -> int:
    """Print the ledger: what is claimed, under which hypotheses, and how it relates to the abstract."""
    from checks.report.where import places
    from checks.runtime import output
    from checks.verify.view import claim_document
    from theory.claims import LEDGER, SENTENCES
    from theory.claims import claim as named

    chosen = [named(name) for name in claim] if claim else list(LEDGER)
    claims = [claim_document(entry) for entry in chosen]
    found = [places(entry) for entry in chosen] if where else []
    for entry, listed in zip(claims, found, strict=False):
        entry["where"] = [asdict(place) for place in listed]
    document = {"format": "user-diversity/claims/1", "sentences": SENTENCES, "claims": claims}
    if not output.emit(document, json_target):
        return 0
    if where:
        click.echo("\n".join(str(place) for listed in found for place in listed))
    else:
        from checks.report.claim_text import in_full, table

        lines = table(chosen) if not claim else "\n\n".join("\n".join(in_full(entry)) for entry in chosen).split("\n")
        click.echo("\n".join(lines))
    return 0
