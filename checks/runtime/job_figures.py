"""Figures of the bounded jobs: one small file a job, written by the job, read by the README."""

from __future__ import annotations

import json
from dataclasses import asdict, dataclass
from pathlib import Path

from checks.runtime.output import write_text

FOLDER = Path(__file__).parents[1] / "bench" / "figures"


@dataclass(frozen=True)
class Figure:
    """What a job is, how it is run, and what it showed last."""

    job: str
    command: str
    figure: str


def record(name: str, figure: Figure) -> Path:
    """Keep what a job showed, in place of what it showed before; return the file."""
    FOLDER.mkdir(exist_ok=True)
    path = FOLDER / f"{name}.json"
    write_text(path, json.dumps(asdict(figure), ensure_ascii=False, indent=1) + "\n")
    return path


def recorded() -> list[Figure]:
    """Return what the jobs showed last, by the name of their file."""
    return [Figure(**json.loads(path.read_text("utf-8"))) for path in sorted(FOLDER.glob("*.json"))]
