"""A small run to review: three claims, one of them refuted, made without running anything."""

from __future__ import annotations

import json
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from checks.picture.measure import FORMAT
from checks.report.page import page
from checks.report.sources import Reading, read
from checks.runtime.output import dumps
from checks.verify.verdicts import Entry, everywhere, verdicts
from checks.verify.view import document
from proofs.kernel.report import NO_AXIOMS, NONE
from proofs.seal import sealed
from theory.claims import LEDGER

HOSTILE = "<script>alert(1)</script>"
INSTANCE = {
    "format": "user-diversity/instance/1",
    "name": HOSTILE,
    "contexts": [{"user": HOSTILE, "prompt": "\"'&", "probability": "1"}],
    "responses": ["<b>x</b>", "y"],
    "comparators": {"baseline": "y"},
    "rewards": {"<i>a</i>": [["0", "1"]], "b": [["1", "0"]]},
    "truth": "b",
}
OPTIONS = {"cases": 5, "seed": 3, "versions": {"user-diversity": "0"}}


def trial(verdict: str, **more: Any) -> dict[str, Any]:
    found = {"verdict": verdict, "cases": 7, "met": 5, "comparisons": {"holds": 9}, "tightness": {}, "failure": ""}
    return {**found, "instance": None, **more}


def entries() -> dict[str, Entry]:
    found = {entry.id: Entry(entry, trial("unrefuted"), everywhere(entry, NO_AXIOMS), "proved") for entry in LEDGER}
    found["L4"] = replace(found["L4"], kernel=everywhere(found["L4"].claim, NONE), symbolic="none")
    found["T18"] = replace(found["T18"], trial=trial("refuted", failure=HOSTILE, instance=INSTANCE), symbolic="none")
    return found


@pytest.fixture(scope="session")
def evidence(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("evidence")
    made = entries()
    (folder / "ledger.json").write_text(dumps(sealed(document(made, verdicts(made), OPTIONS))), "utf-8")
    return folder


@pytest.fixture(scope="session")
def reading(evidence: Path) -> Reading:
    return read(evidence)


@pytest.fixture(scope="session")
def figures() -> dict[str, Any]:
    rows = [[1, 0.5, 0.2, 0.8], [10, 2.0, 1.0, None], [100, 3.0, 2.0, 6.0]]
    panel = {"measured": {"greedy": rows, "optimistic": rows}, "theory": {"T1 (greedy, at most)": [(1, 4), (100, 4)]}}
    faded = [
        {"diversity": 2.0**-k, "regret": {"mean": 2.0**k, "interval": [1.0, 3.0**k]}, "T1": 4.0**k, "T17": 5.0**k}
        for k in range(1, 4)
    ]
    regimes = dict.fromkeys(("bounded", "logarithmic", "linear"), panel)
    return {"format": FORMAT, "horizon": 100, "runs": 2, "seed": 3, "regimes": regimes, "fading": faded}


AUDIT = {
    "format": "user-diversity/audit/1",
    "population": {"name": HOSTILE, "users": 3, "coordinates": [HOSTILE]},
    "confidence": 0.99,
    "seed": 3,
    "verdict": "not diverse",
    "dimensions": {"relevant": 1, "exposed": 0, "certified": None},
    "strength": {"coefficient": {"value": 0.0, "interval": [0.0, 0.0]}},
    "weakest": [{"features": [{"feature": HOSTILE, "loading": 1.0}]}],
    "says": [HOSTILE],
    "does_not_say": ["more"],
}


@pytest.fixture(scope="session")
def html(reading: Reading, figures: dict[str, Any]) -> str:
    return page(reading, figures, json.loads(json.dumps({"d3code": AUDIT})), "2026-01-01 00:00 UTC", ["seattle"])
