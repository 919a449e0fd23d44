"""Whole verdicts: what is wrong with a check document of an instance, and with an exact document."""

from typing import Any

from referee import constant, finite, linear, offline, playing
from referee.comparing import differences
from referee.reading import World, flat, numbers

BASES = ("exposed_basis", "missing_directions")


def faults_of_check(document: dict[str, Any], world: World, truths: list[int] | None = None) -> list[str]:
    """Return every place where a document of `check` contradicts the referee's."""
    if not world.names:
        return faults_of_linear(document, world)
    truths = list(range(len(world.names))) if truths is None else truths
    expected = finite.check(world, truths)
    document = dict(document)
    found = constant.faults(document.pop("regret_constants", None), finite.Finite(world), truths)
    if world.q is not None:
        expected["offline"] = offline.offline(finite.Finite(world), truths)
        for entry in document["offline"]["truths"].values():
            entry["samples_for"] = {"0.01": entry["samples_for"]["0.01"]}
    return found + differences(document, expected)


def faults_of_linear(document: dict[str, Any], world: World) -> list[str]:
    """Return what is wrong for a linear class: spans are compared as spans, alternatives are verified."""
    found = []
    for key in ("class", "class_reason"):  # decided by programs of its own, against oracles of their own
        document.pop(key, None)
    for key in BASES:
        if key in document:
            basis = [flat(numbers(row)) for row in document[key]]
            found += [f"{key}: not independent"] if len(linear.reduced(basis)) < len(basis) else []
            document[key] = linear.reduced(basis)
    alternative, altered = document.pop("hidden_alternative"), document.pop("altered_context")
    if (alternative is None) != (altered is None) or (alternative is None) != document["diverse"]:
        found.append("hidden_alternative: there is one exactly where diversity fails")
    if alternative is not None:
        found += linear.Linear(world).refuses(alternative, altered)
    return found + differences(document, {"format": "user-diversity/check/1", **linear.check(world)})


def faults_of_exact(document: dict[str, Any], world: World, learner: str, theta: int, horizon: int) -> list[str]:
    """Return every place where a document of `exact` contradicts the enumeration of all histories."""
    curve = playing.Play(world, theta, learner).curve(horizon)
    head = {"format": "user-diversity/exact/1", "learner": learner, "truth": world.names[theta], "horizon": horizon}
    rows, states = document["curve"], document["states"]
    found = [] if isinstance(states, int) and states > 0 else ["states: not a positive number"]
    found += [] if [row[0] for row in rows] == list(range(horizon + 1)) else ["curve: not all rounds from 0"]
    for row, value in zip(rows, curve, strict=False):
        found += differences(row[1:], value, f".curve[{row[0]}]")
    expected = {**head, "regret": curve[-1], "curve": rows, "states": states}
    return found + differences(document, expected)
