"""Regret of greedy and careful greedy at truths ever nearer to a decision boundary, beside T24, on one small polytope.

``python -m checks.bench.polytope.boundary --write --record`` measures again; the figure of the documentation is made
of what it keeps. The picture of any other polytope: ``user-diversity picture FILE --figure class``.
"""

from __future__ import annotations

import json
import os
from argparse import ArgumentParser
from fractions import Fraction
from pathlib import Path
from typing import Any

from checks.picture.polytope.numbers import numbers
from checks.runtime.job_figures import Figure, record
from checks.runtime.output import write_text
from theory.instance import Box, Context, Heads, Instance, Matrix, Uniform

KEPT = Path(__file__).parents[1] / "figures" / "boundary" / "document.json"
COMMAND = "python -m checks.bench.polytope.boundary --write --record"


def _heads(*rows: tuple[int, int]) -> Matrix:
    return tuple(tuple(map(Fraction, row)) for row in rows)


INSTANCE = Instance(
    (Context("ann", "p", Fraction(1, 2)), Context("bob", "p", Fraction(1, 2))),
    ("none", "warm", "terse"),
    Uniform(),
    Heads(
        (_heads((0, 0), (2, 0), (1, 1)), _heads((0, 0), (0, 2), (-1, 1))),
        Box((Fraction(-1), Fraction(-1)), (Fraction(1), Fraction(1))),
    ),
    (Fraction(1, 2), Fraction(1, 4)),
)
"""Two users and two latent directions; every response is compared with every other."""


def kept() -> dict[str, Any]:
    """Return the document ``user-diversity/class-picture/1`` that was kept."""
    document: dict[str, Any] = json.loads(KEPT.read_text("utf-8"))
    return document


def figure(document: dict[str, Any]) -> Figure:
    """Return what the job showed."""
    boundary = document["boundary"]
    ends = [(row["s"], row["measured"]["greedy"][-1][1]) for row in boundary["truths"]]
    least = boundary["envelope"][-1][1]
    told = ", ".join(f"{end:.3g} at s = {float(Fraction(s)):.3g}" for s, end in ends)
    return Figure(
        "Regret near a decision boundary of a polytope",
        f"{COMMAND} --runs {boundary['runs']} --seed {boundary['seed']}",
        f"{boundary['horizon']:,} rounds: greedy lost {told}; over all truths every learner loses {least:.3g} (T24)",
    )


def main() -> None:
    """Measure, and keep what was asked to be kept."""
    parser = ArgumentParser(description=__doc__)
    parser.add_argument("--runs", type=int, default=100)
    parser.add_argument("--seed", type=int, default=0)
    parser.add_argument("--horizon", type=int, default=30_000)
    parser.add_argument("--write", action="store_true", help="keep the numbers and draw the figure")
    parser.add_argument("--record", action="store_true", help="keep what the job showed, for the documentation")
    chosen = parser.parse_args()
    document = numbers(INSTANCE, chosen.horizon, chosen.runs, chosen.seed, 0.99, os.cpu_count() or 1)
    print(figure(document).figure)
    if chosen.write:
        from checks.picture.polytope.draw import draw

        KEPT.parent.mkdir(parents=True, exist_ok=True)
        write_text(KEPT, json.dumps(document, ensure_ascii=False, indent=1) + "\n")
        draw(document, str(KEPT.with_name("boundary.svg")))
    if chosen.record:
        record("boundary", figure(document))


if __name__ == "__main__":
    main()
