"""The options of the jobs that make committed data: a seed, a budget, whether to write and to record."""

from __future__ import annotations

import json
from argparse import ArgumentParser, Namespace
from collections.abc import Collection, Mapping
from pathlib import Path
from typing import Any

from checks.runtime.output import write_text
from theory.errors import InputError

FOLDER = Path(__file__).parent


def options(description: str, budget: int) -> Namespace:
    """Return the options of a job from its command line."""
    parser = ArgumentParser(description=description)
    parser.add_argument("--seed", type=int, default=0)
    parser.add_argument("--budget", type=int, default=budget, help="instances that are looked at, each time")
    parser.add_argument("--claim", action="append", help="this claim alone, as committed for the others; repeatable")
    parser.add_argument("--write", action="store_true", help="keep what was found as committed data")
    parser.add_argument("--record", action="store_true", help="keep what the job showed, for the README")
    return parser.parse_args()


def committed(name: str) -> dict[str, Any]:
    """Return committed data by the name of its file."""
    document: dict[str, Any] = json.loads((FOLDER / f"{name}.json").read_text("utf-8"))
    return document


def kept_of_others(name: str, seed: int, budget: int, only: Collection[str] | None) -> dict[str, Any]:
    """Return committed data to keep where only some claims are searched: it must come from the same seed and budget.

    Raises
    ------
    InputError
        Where it does not.
    """
    if only is None:
        return {}
    kept = committed(name)
    if (kept["seed"], kept["budget"]) != (seed, budget):
        raise InputError("--claim", f"the others were searched with seed {kept['seed']} and budget {kept['budget']}")
    return kept


def commit(name: str, document: Mapping[str, Any]) -> None:
    """Write committed data: entries on a line each."""
    parts = [f" {json.dumps(key)}: {_rows(value)}" for key, value in document.items()]
    write_text(FOLDER / f"{name}.json", "{\n" + ",\n".join(parts) + "\n}\n")


def _rows(value: Any) -> str:
    if not isinstance(value, list) or not value:
        return json.dumps(value, ensure_ascii=False)
    return "[\n" + ",\n".join("  " + json.dumps(entry, ensure_ascii=False) for entry in value) + "\n ]"
