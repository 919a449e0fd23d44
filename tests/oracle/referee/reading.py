"""An instance document as plain lists of fractions, read from the text of the file format alone."""

import json
from dataclasses import dataclass, field
from fractions import Fraction as Q
from itertools import product
from typing import Any


@dataclass
class World:
    """What an instance says: contexts are positions, rewards are r[model][context][response]."""

    contexts: list[tuple[str, str]]
    p: list[Q]
    responses: list[str]
    kappa: list[list[list[Q]]]
    names: list[str] = field(default_factory=list)
    r: list[list[list[Q]]] = field(default_factory=list)
    heads: list[list[list[Q]]] | None = None
    region: Any = None
    truth: Any = None
    q: list[Q] | None = None
    beta: list[list[Q]] | None = None
    slate: tuple[Q, list[list[Q]]] | None = None


def number(value: Any) -> Q:
    """Return the exact rational that a JSON integer, decimal or string stands for."""
    return Q(value)


def numbers(value: Any) -> Any:
    """Return nested lists with every leaf an exact rational."""
    return [numbers(v) for v in value] if isinstance(value, list) else number(value)


def inner(left: list[Q], right: list[Q]) -> Q:
    """Return the inner product of two vectors."""
    return sum((a * b for a, b in zip(left, right, strict=True)), Q(0))


def flat(value: list[Any]) -> list[Q]:
    """Return a vector as it is, a matrix row by row."""
    return [v for row in value for v in row] if value and isinstance(value[0], list) else value


def comparators(document: Any, responses: list[str], count: int) -> list[list[list[Q]]]:
    """Return the law of the comparator given the context and the deployed response."""
    size = len(responses)
    if document == "uniform":
        row = [[Q(0) if z == y else Q(1, size - 1) for z in range(size)] for y in range(size)]
        return [row] * count
    if isinstance(document, dict) and "slate" in document:
        return []
    if isinstance(document, dict):
        base = responses.index(document["baseline"])
        return [[[Q(int(z == base)) for z in range(size)] for _ in range(size)]] * count
    table: list[list[list[Q]]] = numbers(document)
    return table


def slate(document: Any, responses: list[str], count: int) -> tuple[Q, list[list[Q]]] | None:
    """Return inverse temperature and reference of slates, where comparisons are slates."""
    if not isinstance(document, dict) or "slate" not in document:
        return None
    inside, size = document["slate"], len(responses)
    even = [[Q(1, size)] * size] * count
    reference = even if inside["reference"] == "uniform" else numbers(inside["reference"])
    return number(inside["inverse_temperature"]), reference


def heads_of(document: dict[str, Any], contexts: list[tuple[str, str]]) -> list[list[list[Q]]]:
    """Return the head of every context and response: given, or the product of user head and feature."""
    if "heads" in document:
        table: list[list[list[Q]]] = numbers(document["heads"])
        return table
    users = {u: numbers(w) for u, w in document["user_heads"].items()}
    features = {x: numbers(f) for x, f in document["features"].items()}
    return [[[a * b for a, b in product(users[u], phi)] for phi in features[x]] for u, x in contexts]


def read(text: str) -> World:
    """Return the meaning of a document."""
    document = json.loads(text, parse_float=Q, parse_int=Q)
    contexts = [(c["user"], c["prompt"]) for c in document["contexts"]]
    p = [number(c["probability"]) for c in document["contexts"]]
    training = document.get("training")
    seen = {(c["user"], c["prompt"]): number(c["probability"]) for c in training["contexts"]} if training else {}
    extra = [c for c in seen if c not in contexts]
    contexts, p = contexts + extra, p + [Q(0)] * len(extra)
    responses = document["responses"]
    world = World(contexts, p, responses, comparators(document["comparators"], responses, len(contexts)))
    world.slate = slate(document["comparators"], responses, len(contexts))
    if "rewards" in document:
        world.names = list(document["rewards"])
        world.r = [numbers(document["rewards"][m]) for m in world.names]
    else:
        world.heads = heads_of(document, contexts)
        world.region = document["parameters"]
        if isinstance(world.region, dict) and not is_box(world.region):
            world.names = list(world.region)
            vectors = [flat(numbers(world.region[m])) for m in world.names]
            world.r = [[[inner(h, v) for h in row] for row in world.heads] for v in vectors]
    world.truth = document.get("truth")
    if not world.names:
        world.truth = None if world.truth is None else flat(numbers(world.truth))
    if training:
        world.q = [seen.get(c, Q(0)) for c in contexts]
        size = len(responses)
        rows = (
            [[Q(1, size)] * size] * len(seen) if training["behaviour"] == "uniform" else numbers(training["behaviour"])
        )
        by_context = dict(zip(seen, rows, strict=True))
        world.beta = [by_context.get(c, [Q(0)] * size) for c in contexts]
    return world


def is_box(region: dict[str, Any]) -> bool:
    """Say whether the parameters are a box: two lists of bounds, null where there is none."""
    return set(region) == {"lower", "upper"} and not any(isinstance(v, list) for side in region.values() for v in side)
