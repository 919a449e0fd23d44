"""``picture``: a figure of the paper: three regimes of regret and fading diversity, a new user, or a polytope."""

from __future__ import annotations

import os
from typing import Annotated, Literal

import click

from checks.commands.options import QUESTION, RESULTS, RUNNING, STATISTICS, JsonTarget, about, writable
from checks.runtime.declared import Argument, Option
from theory.errors import InputError

EXAMPLES = (
    "user-diversity picture --output regimes.svg",
    "user-diversity picture --figure new-user --output new-user.png",
    "user-diversity picture polytope.json --figure class --output class.svg",
)


def command(
    file: Annotated[
        str | None, Argument(metavar="[FILE]", help="With --figure class: an instance whose parameters are a polytope.")
    ] = None,
    figure: Annotated[
        Literal["regimes", "new-user", "class"], Option(help="What to draw.", panel=QUESTION)
    ] = "regimes",
    output: Annotated[
        str,
        Option(
            "--output",
            "-o",
            metavar="FILE",
            help="Where to draw: .pdf, .svg or .png.",
            panel=RESULTS,
            callback=writable,
        ),
    ] = "picture.pdf",
    horizon: Annotated[
        int | None,
        Option(
            min=10, max=10**7, help="Rounds: 100000 of the three regimes, 10000 of a class by default.", panel=QUESTION
        ),
    ] = None,
    runs: Annotated[
        int | None,
        Option(min=2, help="Independent runs behind every curve: 1000, or 200 of a class.", panel=STATISTICS),
    ] = None,
    seed: Annotated[int, Option(min=0, help="Of all runs.", panel=STATISTICS)] = 0,
    confidence: Annotated[float, Option(min=0.01, max=0.999999, help="Of each interval.", panel=STATISTICS)] = 0.99,
    jobs: Annotated[
        int | None,
        Option(min=1, help="Workers; all cores by default. Changes no result.", panel=RUNNING),
    ] = None,
    json_target: JsonTarget = None,
) -> int:
    """Draw regret beside the curves of T1, T7, T11 and T17, a new user's error beside T28, or a class beside T24."""
    from checks.picture.figure import drawable
    from checks.runtime.output import emit

    drawable(output)
    cores = jobs or os.cpu_count() or 1
    if (file is None) == (figure == "class"):
        raise InputError("FILE", "is for --figure class, which needs one")
    if figure == "class" and file is not None:
        from checks.picture.polytope import draw as drawing
        from checks.picture.polytope.numbers import numbers
        from theory.files.instance_file import load

        with about(file):
            document = numbers(load(file), horizon or 10_000, runs or 200, seed, confidence, cores)
        drawing.draw(document, output)
    elif figure == "new-user":
        from checks.picture import new_user

        document = new_user.figure(runs or 1000, seed, confidence)
        new_user.draw(document, output)
    else:
        from checks.picture.measure import picture
        from checks.picture.panels import draw

        document = picture(horizon or 100_000, runs or 1000, seed, confidence, cores)
        draw(document, output)
    if emit(document, json_target):
        click.echo(f"wrote {output}")
    return 0
