"""``picture``: the paper in one figure: three regimes of regret, and regret as diversity fades."""

from __future__ import annotations

import os
from typing import Annotated

import typer

from checks.commands.options import QUESTION, RESULTS, RUNNING, STATISTICS, JsonTarget

EXAMPLES = (
    "user-diversity picture --output regimes.svg",
    "user-diversity picture --runs 200 --output regimes.png",
)


def command(
    output: Annotated[
        str,
        typer.Option(
            "--output", "-o", metavar="FILE", help="Where to draw: .pdf, .svg or .png.", rich_help_panel=RESULTS
        ),
    ] = "picture.pdf",
    horizon: Annotated[
        int, typer.Option(min=10, max=10**7, help="Rounds of the three regimes.", rich_help_panel=QUESTION)
    ] = 100_000,
    runs: Annotated[
        int, typer.Option(min=2, help="Independent runs behind every curve.", rich_help_panel=STATISTICS)
    ] = 1000,
    seed: Annotated[int, typer.Option(min=0, help="Of all runs.", rich_help_panel=STATISTICS)] = 0,
    confidence: Annotated[
        float, typer.Option(min=0.01, max=0.999999, help="Of each interval.", rich_help_panel=STATISTICS)
    ] = 0.99,
    jobs: Annotated[
        int | None,
        typer.Option(min=1, help="Workers; all cores by default. Changes no result.", rich_help_panel=RUNNING),
    ] = None,
    json_target: JsonTarget = None,
) -> int:
    """Draw the picture: measured regret beside the curves of T1, T7, T11 and T17."""
    from checks.picture.figure import drawable
    from checks.picture.measure import picture
    from checks.picture.panels import draw
    from checks.runtime.output import emit

    drawable(output)
    document = picture(horizon, runs, seed, confidence, jobs or os.cpu_count() or 1)
    draw(document, output)
    if emit(document, json_target):
        typer.echo(f"wrote {output}")
    return 0
