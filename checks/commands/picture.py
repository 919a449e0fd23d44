"""``picture``: a figure of the paper: three regimes of regret and fading diversity, or a new user."""

from __future__ import annotations

import os
from typing import Annotated, Literal

import click

from checks.commands.declared import Option
from checks.commands.options import QUESTION, RESULTS, RUNNING, STATISTICS, JsonTarget

EXAMPLES = (
    "user-diversity picture --output regimes.svg",
    "user-diversity picture --figure new-user --output new-user.png",
)


def command(
    figure: Annotated[Literal["regimes", "new-user"], Option(help="What to draw.", panel=QUESTION)] = "regimes",
    output: Annotated[
        str,
        Option("--output", "-o", metavar="FILE", help="Where to draw: .pdf, .svg or .png.", panel=RESULTS),
    ] = "picture.pdf",
    horizon: Annotated[int, Option(min=10, max=10**7, help="Rounds of the three regimes.", panel=QUESTION)] = 100_000,
    runs: Annotated[int, Option(min=2, help="Independent runs behind every curve.", panel=STATISTICS)] = 1000,
    seed: Annotated[int, Option(min=0, help="Of all runs.", panel=STATISTICS)] = 0,
    confidence: Annotated[float, Option(min=0.01, max=0.999999, help="Of each interval.", panel=STATISTICS)] = 0.99,
    jobs: Annotated[
        int | None,
        Option(min=1, help="Workers; all cores by default. Changes no result.", panel=RUNNING),
    ] = None,
    json_target: JsonTarget = None,
) -> int:
    """Draw measured regret beside the curves of T1, T7, T11 and T17, or the error on a new user beside T28."""
    from checks.picture.figure import drawable
    from checks.runtime.output import emit

    drawable(output)
    if figure == "new-user":
        from checks.picture import new_user

        document = new_user.figure(runs, seed, confidence)
        new_user.draw(document, output)
    else:
        from checks.picture.measure import picture
        from checks.picture.panels import draw

        document = picture(horizon, runs, seed, confidence, jobs or os.cpu_count() or 1)
        draw(document, output)
    if emit(document, json_target):
        click.echo(f"wrote {output}")
    return 0
