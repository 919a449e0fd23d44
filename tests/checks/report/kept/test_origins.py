"""The review says of its numbers where they come from."""

from __future__ import annotations

import shlex
from importlib.util import find_spec
from typing import Any

from checks.cli import run
from checks.report.kept.documents import SEED
from checks.report.kept.origins import EVIDENCE, KEPT, NOW, origins


def told(seed: int) -> dict[str, tuple[str, str]]:
    figures: dict[str, Any] = {"seed": seed, "runs": 200, "horizon": 10_000}
    audits = {case: {"seed": seed} for case in ("seattle", "cars_us")}
    return {shown: (place, again) for shown, place, again in origins("user-diversity verify", figures, audits)}


def test_what_was_kept_and_what_was_computed_are_told_apart() -> None:
    kept, now = told(SEED), told(SEED + 1)
    assert kept["numbers of the figures"][0] == kept["audit of seattle"][0] == KEPT
    assert now["numbers of the figures"][0] == NOW
    assert now["audit of seattle"][0] == kept["audit of cars_us"][0] == EVIDENCE
    assert now["audit of seattle"][1] == f"user-diversity audit --case seattle --seed {SEED + 1}"


def test_every_command_is_one(capsys: Any) -> None:
    for _, again in told(SEED).values():
        program, *words = shlex.split(again)
        if program == "python":
            assert words[0] == "-m" and find_spec(words[1]) is not None
        else:
            assert program == "user-diversity" and run([words[0], "--help"]) == 0
    capsys.readouterr()
