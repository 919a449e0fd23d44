"""Tables of the tightest instances and of the refuted mutants."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from checks.report.tables import Table, number, table

Entry = Mapping[str, Any]


def bounds(entries: Iterable[Entry]) -> Table:
    """Return how much of each bound is reached, and where."""
    rows = [
        (one["claim"], one["statement"], f"{100 * one['ratio']:.6g} %", one["where"], _found(one), one["searched"])
        for one in entries
    ]
    columns = ["claim", "bound", "reached", "where", "found after", "instances tried"]
    return table("the smallest known slack of every bound", columns, rows, 2)


def _found(one: Entry) -> int:
    """After how many instances the search stopped to improve."""
    return int(one["trail"][-1][0])


def refutations(entries: Iterable[Entry]) -> Table:
    """Return what refutes each falsified form of a claim."""
    rows = [
        (form(one), size(one["instance"]), number(one["left"]), number(one["right"]), one["where"], one["searched"])
        for one in entries
    ]
    columns = ["falsified form", "smallest instance", "left side", "right side", "where", "instances tried"]
    return table("falsified forms that are refuted", columns, rows)


def survivors(true: Iterable[Entry], unsettled: Iterable[Entry]) -> Table:
    """Return the forms that are not refuted: those that are true, and those on which the search gave up."""
    rows = [(form(one), f"true: {one['why']}", one["searched"]) for one in true]
    rows += [(form(one), "not refuted, not proved", one["searched"]) for one in unsettled]
    return table("forms that are not refuted", ["form", "why", "instances tried"], rows)


def form(one: Entry) -> str:
    """Return the name of a mutant without its claim."""
    return str(one["mutant"]).partition(": ")[2]


def size(instance: Entry) -> str:
    """Return the size of an instance in words.

    Examples
    --------
    >>> size({"contexts": [{}], "responses": ["a", "b"], "rewards": {"m": []}})
    '1 context, 2 responses, 1 model'
    """
    models = instance.get("rewards") or instance.get("parameters")
    counts = [("context", len(instance["contexts"])), ("response", len(instance["responses"]))]
    if isinstance(models, Mapping):
        counts.append(("model", len(models)))
    return ", ".join(f"{count} {word}{'' if count == 1 else 's'}" for word, count in counts)
