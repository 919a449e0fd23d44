"""The instance file ``user-diversity/instance/1``, read and validated."""

from __future__ import annotations

from collections.abc import Mapping
from fractions import Fraction
from pathlib import Path
from typing import Any

from theory.errors import InputError
from theory.files import validate as doc
from theory.files.rational import brief, shown
from theory.files.validate import Record
from theory.instance import (
    Baseline,
    Box,
    Comparators,
    Context,
    Everything,
    Explicit,
    Factored,
    Heads,
    Inequality,
    Instance,
    Matrix,
    ModelClass,
    Rewards,
    Slate,
    Training,
    Uniform,
    Vector,
    numbers,
)

FORMAT = "user-diversity/instance/1"
COUNTEREXAMPLE = "user-diversity/counterexample/1"
"""The document of a counterexample; where an instance is expected, the one inside it is read."""

_CLASSES = {
    "rewards": {"rewards"},
    "heads": {"heads", "parameters"},
    "factored": {"user_heads", "features", "parameters"},
}
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
    models = _models(top, len(contexts), len(responses))
    comparators = _comparators(top["comparators"], len(contexts), responses)
    return _consistent(
        Instance(
            contexts,
            responses,
            comparators,
            models,
            _truth(top["truth"], models) if "truth" in top else None,
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


def _models(top: Record, contexts: int, responses: int) -> ModelClass:
    given = {key for key in ("rewards", "heads", "user_heads", "features", "parameters") if key in top}
    if given not in _CLASSES.values():
        raise InputError(
            "document",
            "expected exactly one of 'rewards', 'heads' with 'parameters', or 'user_heads' with 'features' and "
            f"'parameters'; got {', '.join(sorted(given)) or 'none'}",
        )
    if "rewards" in given:
        return Rewards(_matrices(top["rewards"], "rewards", contexts, responses))
    return _heads(top, contexts, responses) if "heads" in given else _factored(top, responses)


def _members(value: Any, place: str) -> Record:
    members = doc.mapping(value, place, "an object from names to values")
    if not members:
        raise InputError(place, "must not be empty")
    for key in members:
        doc.name(key, place)
    return members


def _matrices(value: Any, place: str, rows: int, columns: int) -> dict[str, Matrix]:
    return {
        key: doc.matrix(entry, doc.join(place, key), rows, columns) for key, entry in _members(value, place).items()
    }


def _heads(top: Record, contexts: int, responses: int) -> Heads:
    vectors: list[Matrix] = []
    dimension: int | None = None
    for c, entry in enumerate(doc.array(top["heads"], "heads", contexts)):
        vectors.append(doc.matrix(entry, f"heads[{c}]", responses, dimension))
        dimension = len(vectors[0][0])
    assert dimension is not None
    given = top["parameters"]
    if given == "all":
        return Heads(tuple(vectors), Everything())
    if _is_polytope(given):
        return Heads(tuple(vectors), _polytope(given, dimension))
    members = _members(given, "parameters").items()
    return Heads(tuple(vectors), {k: doc.vector(v, doc.join("parameters", k), dimension) for k, v in members})


def _is_polytope(given: Any) -> bool:
    """Whether parameters are bounds with inequalities, and not models of these names."""
    if not isinstance(given, dict) or not {"lower", "upper"} <= set(given):
        return False
    lower, further = given["lower"], given.get("inequalities", [])
    if set(given) > {"lower", "upper", "inequalities"} and not all(isinstance(v, dict) for v in further or [0]):
        return False
    rows = isinstance(lower, list) and any(isinstance(entry, list) for entry in lower)
    named = isinstance(further, list) and not all(isinstance(entry, dict) for entry in further)
    return not rows and not named


def _polytope(given: Any, dimension: int) -> Box:
    given = doc.record(given, "parameters", ("lower", "upper"), ("inequalities",))
    sides: dict[str, tuple[Fraction | None, ...]] = {}
    for side in ("lower", "upper"):
        place = f"parameters.{side}"
        entries = doc.array(given[side], place, dimension)
        sides[side] = tuple(None if x is None else doc.number(x, f"{place}[{i}]") for i, x in enumerate(entries))
    for i, (low, high) in enumerate(zip(sides["lower"], sides["upper"], strict=True)):
        if low is not None and high is not None and low > high:
            raise InputError(f"parameters.upper[{i}]", f"{brief(high)} is below the lower bound {brief(low)}")
    return Box(sides["lower"], sides["upper"], _inequalities(given.get("inequalities", []), dimension))


def _inequalities(value: Any, dimension: int) -> tuple[Inequality, ...]:
    place, found = "parameters.inequalities", []
    for i, entry in enumerate(doc.array(value, place)):
        here = f"{place}[{i}]"
        fields = doc.record(entry, here, ("normal", "at_most"))
        normal = doc.vector(fields["normal"], f"{here}.normal", dimension)
        found.append(Inequality(normal, doc.number(fields["at_most"], f"{here}.at_most")))
    return tuple(found)


def _factored(top: Record, responses: int) -> Factored:
    heads: dict[str, Vector] = {}
    for user, entry in _members(top["user_heads"], "user_heads").items():
        rank = len(next(iter(heads.values()))) if heads else None
        heads[user] = doc.vector(entry, doc.join("user_heads", user), rank)
    features: dict[str, Matrix] = {}
    for prompt, entry in _members(top["features"], "features").items():
        width = len(next(iter(features.values()))[0]) if features else None
        features[prompt] = doc.matrix(entry, doc.join("features", prompt), responses, width)
    rank, width = len(next(iter(heads.values()))), len(next(iter(features.values()))[0])
    given = top["parameters"]
    if given == "all":
        return Factored(heads, features, Everything())
    if _is_polytope(given):
        return Factored(heads, features, _polytope(given, rank * width))
    return Factored(heads, features, _matrices(given, "parameters", rank, width))


def _truth(value: Any, models: ModelClass) -> str | Vector | Matrix:
    members = models.table if isinstance(models, Rewards) else models.parameters
    if isinstance(members, Mapping):
        truth = doc.name(value, "truth")
        if truth not in members:
            raise InputError("truth", f"{shown(truth)} is not a model")
        return truth
    if isinstance(models, Factored):
        theta: Vector | Matrix = _matrix_truth(value, models)
    else:
        assert isinstance(models, Heads)
        theta = doc.vector(value, "truth", models.dimension)
    if isinstance(members, Box):
        _inside(theta, members)
    return theta


def _matrix_truth(value: Any, models: Factored) -> Matrix:
    """Read B; where the class is a polytope it may be written row by row in one list."""
    rank, width = models.shape
    listed = isinstance(value, list) and not any(isinstance(entry, list) for entry in value)
    if listed and isinstance(models.parameters, Box):
        entries = doc.vector(value, "truth", rank * width)
        return tuple(entries[i : i + width] for i in range(0, rank * width, width))
    return doc.matrix(value, "truth", rank, width)


def _inside(theta: Vector | Matrix, box: Box) -> None:
    """Refuse a truth outside the polytope, naming the bound or inequality that it breaks."""
    wide = isinstance(theta[0], tuple)
    entries = {
        f"truth[{i}][{j}]" if wide else f"truth[{i}]": x
        for i, row in enumerate(theta)
        for j, x in enumerate(row if isinstance(row, tuple) else (row,))
    }
    for low, (place, x), high in zip(box.lower, entries.items(), box.upper, strict=True):
        if (low is not None and x < low) or (high is not None and x > high):
            raise InputError(place, f"{brief(x)} is outside the box")
    for i, entry in enumerate(box.inequalities):
        value = sum(a * x for a, x in zip(entry.normal, entries.values(), strict=True))
        if value > entry.at_most:
            raise InputError("truth", f"breaks parameters.inequalities[{i}]: {brief(value)} > {brief(entry.at_most)}")


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
