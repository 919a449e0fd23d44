"""``review``: the whole review as one self-contained HTML page, from the evidence of a run."""

from __future__ import annotations

from typing import Annotated

import click

from checks.commands.options import QUESTION, RESULTS, JsonTarget, writable
from checks.runtime.declared import Option

EXAMPLES = (
    "user-diversity review --output review.html",
    "user-diversity review --evidence evidence --everything",
)


def command(
    evidence: Annotated[str, Option(help="The folder that verify wrote.", panel=QUESTION)] = "evidence",
    output: Annotated[
        str, Option("--output", "-o", metavar="FILE", help="Where to write.", panel=RESULTS, callback=writable)
    ] = "review.html",
    seed: Annotated[
        int,
        Option(min=0, help="Of figures and audits: those of seed 0 are kept, others computed.", panel=QUESTION),
    ] = 0,
    everything: Annotated[
        bool, Option("--everything", help="Also the audits that take minutes. Kept.", panel=QUESTION)
    ] = False,
    json_target: JsonTarget = None,
) -> int:
    """Write the review: sentences, claims, proofs, counterexamples, figures, populations, and what is not claimed."""
    from datetime import UTC, datetime
    from pathlib import Path

    from checks.report import real_populations
    from checks.report.page import page
    from checks.report.sources import behind, read
    from checks.runtime import output as out
    from theory.claims import LEDGER, SENTENCES

    folder = Path(evidence)
    reading = read(folder)
    audits = real_populations.audits(folder, seed, everything)
    left_out = [case for case in real_populations.cases() if case not in audits]
    stamp = datetime.now(UTC).strftime("%Y-%m-%d %H:%M UTC")
    html = page(reading, real_populations.figures(seed), audits, stamp, left_out)
    out.write_text(output, html)
    document = {
        "format": "user-diversity/review/1",
        "page": output,
        "seed": seed,
        "sentences": [
            {"id": name, "verdict": reading.verdict_of_sentence(name), "claims": [claim.id for claim in behind(name)]}
            for name in SENTENCES
        ],
        "claims": {claim.id: reading.verdict(claim) for claim in LEDGER},
        "audits": {case: audit["verdict"] for case, audit in audits.items()},
    }
    if out.emit(document, json_target):
        click.echo(f"wrote {output}: {len(html.encode()) / 1e6:.2f} MB")
    return 0
