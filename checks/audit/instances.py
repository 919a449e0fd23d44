"""A real population as an exact instance: some car buyers, their fitted heads and tasks of their own survey.

Each person's head is a penalised conditional logit (`checks.audit.fitting.logit.fit`, penalty `PENALTY`) on four
attributes over that person's 15 tasks, rounded to thousandths. The prompts are the first tasks of the survey's
first person, the responses the three cars of a task, and the truth is B = identity: people's own heads.
"""

from __future__ import annotations

import json
from fractions import Fraction
from pathlib import Path
from typing import Any

import numpy as np

from checks.audit.certifying.exact_rank import exact_rank
from checks.audit.fitting.logit import PENALTY, fit, metric
from checks.audit.reading.choices import frame_choices
from checks.audit.reading.frames import Frame
from checks.audit.reading.numbers import from_floats
from checks.audit.reading.table_files import read_frame
from checks.data import FOLDER

COUNTRIES = ("us", "china")
ATTRIBUTES = ("plugin", "price", "opCost", "accelTime")
PLUGINS = ("phev10", "phev20", "phev40", "bev75", "bev100", "bev150")
PEOPLE, PROMPTS, CARS = 6, 3, 3


def path(country: str) -> Path:
    """Where the committed document is."""
    return FOLDER / "cars" / f"instance_{country}.json"


def document(country: str = "us") -> dict[str, Any]:
    """Build an instance document (``user-diversity/instance/1``) from the survey of one country.

    Parameters
    ----------
    country : str
        ``us`` or ``china``.

    Returns
    -------
    dict
        Ready for ``json.dumps``; `path` holds the committed copy.
    """
    frame = read_frame(FOLDER / "cars" / f"cars_{country}.csv.gz")
    plugin = ["1" if "1" in cells else "0" for cells in zip(*(frame.columns[p] for p in PLUGINS), strict=True)]
    coarse = Frame(frame.source, (*frame.names, "plugin"), {**frame.columns, "plugin": plugin}, text=True)
    choices = frame_choices(coarse, "id", "obsnum", "choice", ATTRIBUTES, None)
    _, whiten = metric(choices.information(), exact_rank(from_floats(choices.spread())).rank)
    heads = fit(choices, whiten, PENALTY)[:PEOPLE] @ whiten
    names = [f"buyer {name}" for name in choices.users[:PEOPLE]]
    prompts = [f"task {t + 1}" for t in range(PROMPTS)]
    cars = [
        [[str(Fraction(coarse.columns[a][CARS * t + j])) for a in ATTRIBUTES] for j in range(CARS)]
        for t in range(PROMPTS)
    ]
    return {
        "format": "user-diversity/instance/1",
        "name": f"car buyers, {country}",
        "note": f"Fitted heads on {', '.join(ATTRIBUTES)}; Helveston et al. 2015, data from logitr (MIT).",
        "contexts": [
            {"user": user, "prompt": prompt, "probability": f"1/{PEOPLE * PROMPTS}"}
            for user in names
            for prompt in prompts
        ],
        "responses": [f"car {j + 1}" for j in range(CARS)],
        "comparators": "uniform",
        "user_heads": {name: [_thousandths(v) for v in head] for name, head in zip(names, heads, strict=True)},
        "features": dict(zip(prompts, cars, strict=True)),
        "parameters": "all",
        "truth": [[str(int(i == j)) for j in range(len(ATTRIBUTES))] for i in range(len(ATTRIBUTES))],
    }


def _thousandths(value: float) -> str:
    return str(Fraction(int(np.rint(1000 * value)), 1000))


def write() -> None:
    """Write the documents of both countries to their places."""
    for country in COUNTRIES:
        path(country).write_text(json.dumps(document(country), indent=1) + "\n", encoding="utf-8")


if __name__ == "__main__":
    write()
