"""The class of reward models of an instance file, and the truth in it."""

from __future__ import annotations

from collections.abc import Mapping
from fractions import Fraction
from typing import Any

from theory.errors import InputError
from theory.files import validate as doc
from theory.files.rational import brief, shown
from theory.files.validate import Record
from theory.instance import Box, Everything, Factored, Heads, Inequality, Matrix, ModelClass, Rewards, Vector

_CLASSES = {
    "rewards": {"rewards"},
    "heads": {"heads", "parameters"},
    "factored": {"user_heads", "features", "parameters"},
}


def models_of(top: Record, contexts: int, responses: int) -> ModelClass:
    """Read the class from the entries of a whole document, of so many contexts and responses."""
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


def truth_of(value: Any, models: ModelClass) -> str | Vector | Matrix:
    """Read the truth: the name of a model, or a point of a continuous class."""
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
