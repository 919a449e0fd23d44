"""The shipped populations, audited by name."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

import numpy as np

from checks.audit.reading.choices import Choices, frame_choices
from checks.audit.reading.frames import Frame
from checks.audit.reading.numbers import Floats
from checks.audit.reading.table_files import read_frame
from checks.audit.reading.tables import Heads, read_heads
from checks.audit.run import audit_choices, audit_heads
from checks.audit.verdict import Answer
from checks.data import FOLDER
from theory.errors import InputError

POWERTRAINS = ("hev", "phev10", "phev20", "phev40", "bev75", "bev100", "bev150")
CAR_FEATURES = (
    *POWERTRAINS, "phevFastcharge", "bevFastcharge", "price", "opCost", "accelTime",
    "american", "japanese", "chinese", "skorean",
)  # fmt: skip
FOUNDATIONS = ("care", "equality", "proportionality", "authority", "loyalty", "purity")
FACTORS = 5
"""Statement factors learnt from the votes of one half of the participants."""

LEAST_VOTES = 10
"""Fewest votes of a participant, and on a statement, that are used."""


def cars(country: str) -> Choices:
    """The choices of a car survey, alternatives labelled by their powertrain."""
    frame = read_frame(FOLDER / "cars" / f"cars_{country}.csv.gz")
    cells = zip(*(frame.columns[name] for name in POWERTRAINS), strict=True)
    labels = [POWERTRAINS[row.index("1")] if "1" in row else "gasoline" for row in cells]
    labelled = Frame(frame.source, (*frame.names, "powertrain"), {**frame.columns, "powertrain": labels}, text=True)
    return frame_choices(labelled, "id", "obsnum", "choice", CAR_FEATURES, "powertrain")


def votes(conversation: str) -> tuple[tuple[str, ...], tuple[str, ...], Floats]:
    """Participants, statements and votes of a Polis conversation: 1 agree, −1 disagree, 0 pass or not seen."""
    frame = read_frame(FOLDER / "polis" / conversation / "participants-votes.csv")
    statements = tuple(name for name in frame.names if name.isdigit())
    table = np.array([[float(cell or 0) for cell in frame.columns[name]] for name in statements]).T
    return frame.labels("participant"), statements, table


def polis(conversation: str, seed: int) -> Choices:
    """Votes as choices: agree (the statement's factors) against disagree (nothing).

    The factors are the leading right singular vectors of the votes of a random half of the participants, scaled to unit
    mean square; the choices are those of the other half, so that no head is measured with a ruler cut from it.
    """
    participants, statements, table = votes(conversation)
    learners = np.random.default_rng(seed).permutation(len(table)) < len(table) // 2
    seen = np.flatnonzero((table[learners] != 0).sum(axis=0) >= LEAST_VOTES)
    _, _, right = np.linalg.svd(table[learners][:, seen], full_matrices=False)
    factors = right[:FACTORS].T * np.sqrt(len(seen))
    factors *= np.sign(factors[np.abs(factors).argmax(axis=0), np.arange(FACTORS)])
    others = [i for i in np.flatnonzero(~learners) if (table[i, seen] != 0).sum() >= LEAST_VOTES]
    rows = [(i, j) for i in others for j in range(len(seen)) if table[i, seen[j]]]
    columns = {
        "user": [participants[i] for i, _ in rows for _ in range(2)],
        "task": [statements[seen[j]] for _, j in rows for _ in range(2)],
        "chosen": np.array([float(table[i, seen[j]] == sign) for i, j in rows for sign in (1, -1)]),
    }
    names = tuple(f"factor {f + 1}" for f in range(FACTORS))
    for f, name in enumerate(names):
        columns[name] = np.array([factors[j, f] * (sign == 1) for _, j in rows for sign in (1, -1)])
    return frame_choices(
        Frame(conversation, tuple(columns), columns, text=False), "user", "task", "chosen", names, None
    )


def raters(centred: bool) -> Heads:
    """The moral-foundation scores of the D3code raters, stated; centred, each rater's scores less their mean."""
    heads = read_heads(FOLDER / "d3code" / "d3-raters.csv", "rater_id", FOUNDATIONS)
    heads = replace(heads, source="d3code_centred" if centred else "d3code")
    return heads.centred() if centred else heads


def _cars(training: str, target: str | None = None) -> Callable[[float, int], Answer]:
    def run(confidence: float, seed: int) -> Answer:
        against = cars(target) if target else None
        return audit_choices(cars(training), against, confidence=confidence, seed=seed, name=f"cars_{training}")

    return run


def _polis(conversation: str) -> Callable[[float, int], Answer]:
    def run(confidence: float, seed: int) -> Answer:
        return audit_choices(polis(conversation, seed), confidence=confidence, seed=seed, name=conversation)

    return run


def _raters(centred: bool) -> Callable[[float, int], Answer]:
    def run(confidence: float, seed: int) -> Answer:
        return audit_heads(raters(centred), confidence=confidence, seed=seed)

    return run


CASES: dict[str, Callable[[float, int], Answer]] = {
    "cars_us": _cars("us"),
    "cars_china": _cars("china"),
    "cars_us_for_china": _cars("us", "china"),
    "cars_china_for_us": _cars("china", "us"),
    "seattle": _polis("15-per-hour-seattle"),
    "biodiversity": _polis("scoop-hivemind.biodiversity"),
    "d3code": _raters(centred=False),
    "d3code_centred": _raters(centred=True),
}
"""Name → audit, from a confidence and a seed."""


def audit_case(name: str, confidence: float = 0.99, seed: int = 0) -> Answer:
    """Audit a shipped population.

    Raises
    ------
    InputError
        Where there is no such case.
    """
    if name not in CASES:
        raise InputError("--case", f"one of {', '.join(CASES)}")
    return CASES[name](confidence, seed)
