"""The shipped populations, audited by name. What audits is imported when one runs; often the names are enough."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from typing import TYPE_CHECKING

from checks.data import FOLDER
from theory.errors import InputError

if TYPE_CHECKING:
    from checks.audit.reading.choices import Choices
    from checks.audit.reading.tables import Heads
    from checks.audit.verdict import Answer

POWERTRAINS = ("hev", "phev10", "phev20", "phev40", "bev75", "bev100", "bev150")
CAR_FEATURES = (
    *POWERTRAINS, "phevFastcharge", "bevFastcharge", "price", "opCost", "accelTime",
    "american", "japanese", "chinese", "skorean",
)  # fmt: skip
FOUNDATIONS = ("care", "equality", "proportionality", "authority", "loyalty", "purity")


def cars(country: str) -> Choices:
    """The choices of a car survey, alternatives labelled by their powertrain."""
    from checks.audit.reading.choices import frame_choices
    from checks.audit.reading.frames import Frame
    from checks.audit.reading.table_files import read_frame

    frame = read_frame(FOLDER / "cars" / f"cars_{country}.csv.gz")
    cells = zip(*(frame.columns[name] for name in POWERTRAINS), strict=True)
    labels = [POWERTRAINS[row.index("1")] if "1" in row else "gasoline" for row in cells]
    labelled = Frame(frame.source, (*frame.names, "powertrain"), {**frame.columns, "powertrain": labels}, text=True)
    return frame_choices(labelled, "id", "obsnum", "choice", CAR_FEATURES, "powertrain")


def polis(conversation: str, seed: int) -> Choices:
    """The votes of a shipped Polis conversation as choices (see `checks.audit.votes`)."""
    from checks.audit.votes import of_votes

    return replace(of_votes(FOLDER / "polis" / conversation / "participants-votes.csv", seed), notes=())


def raters(centred: bool) -> Heads:
    """The moral-foundation scores of the D3code raters, stated; centred, each rater's scores less their mean."""
    from checks.audit.reading.tables import read_heads

    heads = read_heads(FOLDER / "d3code" / "d3-raters.csv", "rater_id", FOUNDATIONS)
    heads = replace(heads, source="d3code_centred" if centred else "d3code")
    return heads.centred() if centred else heads


def _cars(training: str, target: str | None = None) -> Callable[[float, int], Answer]:
    def run(confidence: float, seed: int) -> Answer:
        from checks.audit.run import audit_choices

        against = cars(target) if target else None
        return audit_choices(cars(training), against, confidence=confidence, seed=seed, name=f"cars_{training}")

    return run


def _polis(conversation: str) -> Callable[[float, int], Answer]:
    def run(confidence: float, seed: int) -> Answer:
        from checks.audit.run import audit_choices

        return audit_choices(polis(conversation, seed), confidence=confidence, seed=seed, name=conversation)

    return run


def _raters(centred: bool) -> Callable[[float, int], Answer]:
    def run(confidence: float, seed: int) -> Answer:
        from checks.audit.run import audit_heads

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
