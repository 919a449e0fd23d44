"""The instance file ``user-diversity/instance/1``, read and validated."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from theory.errors import InputError
from theory.files import validate as doc
from theory.files.models import models_of, truth_of
from theory.files.rational import brief, shown
from theory.instance import (
    Baseline,
    Comparators,
    Context,
    Explicit,
    Factored,
    Instance,
    Slate,
    Training,
    Uniform,
    numbers,
)

FORMAT = "user-diversity/instance/1"
COUNTEREXAMPLE = "user-diversity/counterexample/1"
"""The document of a counterexample; where an instance is expected, the one inside it is read."""

_OPTIONAL = ("truth", "training", "name", "note", "rewards", "heads", "parameters", "user_heads", "features")


def load(path: str | Path) -> Instance:
    """Read an instance file (``-`` is standard input).

    Raises
    ------
    InputError
        Naming the place in the file and what is wrong there.

    Examples
    --------
    >>> from pathlib import Path
    >>> from theory import dumps
    >>> pair = Instance.from_arrays({"a": [[0, 1]], "b": [[1, 0]]}, comparators="y0")
    >>> _ = Path("pair.json").write_text(dumps(pair))
    >>> load("pair.json") == pair
    True
    """
    return loads(doc.read_text(path), source=str(path))


def loads(text: str, source: str | None = None) -> Instance:
    """Read an instance from JSON text.

    Parameters
    ----------
    text : str
    source : str, optional
        The file it comes from, which complaints then name first; ``-`` is standard input.

    Raises
    ------
    InputError
        Naming the file, the place in it and what is wrong there.

    Examples
    --------
    >>> loads("[]", "pair.json")
    Traceback (most recent call last):
    ...
    theory.errors.InputError: pair.json: expected an object, got []
    """
    with doc.uncollected(), doc.naming("standard input" if source == "-" else source):
        try:
            return read(doc.parse_text(text, numbers=True))
        except InputError:
            return read(doc.parse_text(text))  # complaints show numbers as they are written


def read(value: Any) -> Instance:
    """Read an instance from a parsed document.

    Raises
    ------
    InputError
        Naming the place in the document and what is wrong there.
    """
    top = doc.record(_enclosed(value), "", ("format", "contexts", "responses", "comparators"), _OPTIONAL)
    if top["format"] != FORMAT:
        raise InputError("format", f"expected {FORMAT!r}, got {shown(top['format'])}")
    contexts = _contexts(top["contexts"], "contexts")
    responses = _names(top["responses"], "responses", 2)
    training = _training(top["training"], len(responses)) if "training" in top else None
    models = models_of(top, len(contexts), len(responses))
    comparators = _comparators(top["comparators"], len(contexts), responses)
    return _consistent(
        Instance(
            contexts,
            responses,
            comparators,
            models,
            truth_of(top["truth"], models) if "truth" in top else None,
            training,
            doc.text(top["name"], "name") if "name" in top else None,
            doc.text(top["note"], "note") if "note" in top else None,
        )
    )


def _enclosed(value: Any) -> Any:
    """Return the instance inside the document of a counterexample; anything else as it is."""
    inside = isinstance(value, dict) and value.get("format") == COUNTEREXAMPLE and "instance" in value
    return value["instance"] if inside else value


def _names(value: Any, place: str, least: int) -> tuple[str, ...]:
    names: dict[str, None] = {}
    for i, entry in enumerate(doc.array(value, place, least=least)):
        if doc.name(entry, f"{place}[{i}]") in names:
            raise InputError(f"{place}[{i}]", f"name {shown(entry)} used twice")
        names[entry] = None
    return tuple(names)


def _contexts(value: Any, place: str) -> tuple[Context, ...]:
    contexts: list[Context] = []
    seen: set[tuple[str, str]] = set()
    for i, entry in enumerate(doc.array(value, place, least=1)):
        here = f"{place}[{i}]"
        fields = doc.record(entry, here, ("user", "prompt", "probability"))
        user, prompt = doc.name(fields["user"], f"{here}.user"), doc.name(fields["prompt"], f"{here}.prompt")
        probability = doc.number(fields["probability"], f"{here}.probability")
        if probability <= 0:
            raise InputError(f"{here}.probability", f"must be positive, got {brief(probability)}")
        if (user, prompt) in seen:
            raise InputError(here, f"user {shown(user)} with prompt {shown(prompt)} used twice")
        seen.add((user, prompt))
        contexts.append(Context(user, prompt, probability))
    doc.sums_to_one((context.probability for context in contexts), place, "probabilities must sum to 1")
    return tuple(contexts)


def _comparators(value: Any, contexts: int, responses: tuple[str, ...]) -> Comparators:
    place, size = "comparators", len(responses)
    if value == "uniform":
        return Uniform()
    if isinstance(value, dict) and "slate" in value:
        return _slate(doc.record(value, place, ("slate",))["slate"], contexts, size)
    if isinstance(value, dict):
        response = doc.name(doc.record(value, place, ("baseline",))["baseline"], f"{place}.baseline")
        if response not in responses:
            raise InputError(f"{place}.baseline", f"{shown(response)} is not a response")
        return Baseline(response)
    if not isinstance(value, list):
        raise InputError(
            place, f'expected "uniform", {{"baseline": NAME}}, {{"slate": …}} or a table, got {shown(value)}'
        )
    tables = [
        doc.matrix(entry, f"{place}[{c}]", size, size) for c, entry in enumerate(doc.array(value, place, contexts))
    ]
    for c, table in enumerate(tables):
        for y, row in enumerate(table):
            doc.distribution(row, f"{place}[{c}][{y}]")
    return Explicit(tuple(tables))


def _slate(value: Any, contexts: int, responses: int) -> Slate:
    place = "comparators.slate"
    fields = doc.record(value, place, ("inverse_temperature", "reference"))
    beta = doc.number(fields["inverse_temperature"], f"{place}.inverse_temperature")
    if beta < 0:
        raise InputError(f"{place}.inverse_temperature", f"must not be negative, got {brief(beta)}")
    if fields["reference"] == "uniform":
        return Slate(beta)
    place += ".reference"
    if not isinstance(fields["reference"], list):
        raise InputError(place, f'expected "uniform" or a table, got {shown(fields["reference"])}')
    rows = doc.matrix(fields["reference"], place, contexts, responses)
    for c, row in enumerate(rows):
        doc.distribution(row, f"{place}[{c}]")
        if 0 in row:
            raise InputError(f"{place}[{c}][{row.index(0)}]", "must be positive: every response may be drawn")
    return Slate(beta, rows)


def _training(value: Any, responses: int) -> Training:
    fields = doc.record(value, "training", ("contexts", "behaviour"))
    contexts = _contexts(fields["contexts"], "training.contexts")
    if fields["behaviour"] == "uniform":
        return Training(contexts, None)
    place = "training.behaviour"
    table = doc.matrix(fields["behaviour"], place, len(contexts), responses)
    return Training(contexts, tuple(doc.distribution(row, f"{place}[{i}]") for i, row in enumerate(table)))


def _consistent(instance: Instance) -> Instance:
    """Check what only the whole document shows: that every context has its rewards and comparators."""
    models = instance.models
    doc.within_reach(numbers(instance), "document")
    lists = [("contexts", instance.contexts)]
    if instance.training:
        lists.append(("training.contexts", instance.training.contexts))
    if isinstance(models, Factored):
        for place, contexts in lists:
            for i, context in enumerate(contexts):
                if context.user not in models.user_heads:
                    raise InputError(f"{place}[{i}].user", f"{shown(context.user)} has no entry in user_heads")
                if context.prompt not in models.features:
                    raise InputError(f"{place}[{i}].prompt", f"{shown(context.prompt)} has no entry in features")
    for context in instance.training_only:
        assert instance.training is not None
        i = instance.training.contexts.index(context)
        if not isinstance(models, Factored):
            raise InputError(f"training.contexts[{i}]", "is not among contexts, so its rewards are not given")
        if isinstance(instance.comparators, Explicit):
            raise InputError(f"training.contexts[{i}]", "is not among contexts, so its comparators are not given")
        if isinstance(instance.comparators, Slate) and instance.comparators.reference is not None:
            raise InputError(f"training.contexts[{i}]", "is not among contexts, so its reference is not given")
    return instance
