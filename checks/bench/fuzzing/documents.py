"""Malformed instance files: valid ones with a key, type, number, length or name changed."""

from __future__ import annotations

import json
import re
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

from hypothesis import strategies as st
from hypothesis.strategies import DrawFn, SearchStrategy, composite

from checks.bench.fuzzing.hostile import DEPTHS, LONG_NUMBERS, NAME, NUMBER, broken
from checks.populations.every_kind import every_kind
from checks.populations.source import Seeded
from theory.files.writing import document

VALID = 300
"""How many valid instances are damaged."""

KEYS = (
    "format", "contexts", "responses", "comparators", "rewards", "heads", "parameters", "user_heads", "features",
    "truth", "training", "behaviour", "name", "note", "user", "prompt", "probability", "baseline", "lower", "upper",
    "inequalities", "normal", "at_most",
)  # fmt: skip


@dataclass(frozen=True)
class Raw:
    """JSON text that stands as it is, well formed or not."""

    text: str


class Pairs(list[tuple[str, Any]]):
    """A JSON object whose keys may be written twice."""


def rendered(value: Any) -> str:
    """Return a changed document as JSON text.

    Examples
    --------
    >>> rendered(Pairs([("a", Raw("1e5")), ("a", [None, "b"])]))
    '{"a": 1e5, "a": [null, "b"]}'
    """
    if isinstance(value, Raw):
        return value.text
    if isinstance(value, Pairs):
        return "{" + ", ".join(f"{json.dumps(key)}: {rendered(entry)}" for key, entry in value) + "}"
    if isinstance(value, list):
        return "[" + ", ".join(map(rendered, value)) + "]"
    return json.dumps(value)


def _tree(value: Any) -> Any:
    if isinstance(value, dict):
        return Pairs((key, _tree(entry)) for key, entry in value.items())
    return [_tree(entry) for entry in value] if isinstance(value, list) else value


def _places(value: Any) -> list[tuple[Any, int]]:
    """Return every place of a document as the list it stands in and its index there."""
    found: list[tuple[Any, int]] = []
    waiting = [value]
    while waiting:
        node = waiting.pop()
        if isinstance(node, list):
            found += [(node, i) for i in range(len(node))]
            waiting += [entry[1] if isinstance(node, Pairs) else entry for entry in node]
    return found


_TEXT = st.one_of(NUMBER, NAME)
VALUE: SearchStrategy[Any] = st.one_of(
    _TEXT,
    NUMBER.map(Raw),
    st.sampled_from((None, True, False, [], Pairs(), [[]], Raw(""), Raw("'a'"), Raw("NaN"), Raw("\\ud800"))),
    st.sampled_from((Raw('"\\ud800"'), Raw('"\\u0000"'), Raw("{,}"), Raw("[1,]"), Raw("/* */ 1"), Raw("01"))),
    st.lists(_TEXT, max_size=3),
    st.dictionaries(NAME, _TEXT, max_size=3).map(lambda found: Pairs(found.items())),
    st.sampled_from(DEPTHS).map(lambda depth: Raw("[" * depth + "]" * depth)),
)
"""A JSON value for a place where it does not belong."""

_KEY = st.one_of(st.sampled_from(KEYS), NAME)
_CHANGES = st.sampled_from(("value", "value", "value", "drop", "twice", "key", "wrap", "move"))
_HOW_MANY = st.sampled_from((0, 1, 1, 1, 2, 3))


@lru_cache(maxsize=1)
def valid() -> list[Any]:
    """Return documents of instances of every kind, the same each time."""
    choose = Seeded("documents")
    return [document(every_kind(choose)) for _ in range(VALID)]


@composite
def _changed(draw: DrawFn, tree: Any) -> Any:
    """Change one place of a document."""
    node, i = _places(tree)[draw(st.integers(0, len(_places(tree)) - 1))]
    kind = draw(_CHANGES)
    entry = node[i]
    if kind == "drop":
        del node[i]
    elif kind == "twice":
        node.insert(draw(st.integers(0, len(node))), entry)
    elif isinstance(node, Pairs):
        key = draw(_KEY) if kind == "key" else entry[0]
        node[i] = (key, draw(_replaced(tree, entry[1], kind)))
    else:
        node[i] = draw(_replaced(tree, entry, kind))
    return tree


@composite
def _replaced(draw: DrawFn, tree: Any, value: Any, kind: str) -> Any:
    if kind == "value":
        return draw(VALUE)
    if kind == "wrap":
        return draw(st.sampled_from([[value], Pairs([("value", value)]), Raw(json.dumps(rendered(value)))]))
    if kind == "move":
        node, i = draw(st.sampled_from(_places(tree)))
        return Raw(rendered(node[i][1] if isinstance(node, Pairs) else node[i]))
    return value


@composite
def _everywhere(draw: DrawFn, text: str) -> str:
    """Change one name or number of a text wherever it stands, so that what belongs together still does."""
    found = sorted(set(_STRING.findall(text)) - {f'"{key}"' for key in KEYS})
    if not found:
        return text
    old = found[draw(st.integers(0, len(found) - 1))]
    return text.replace(old, json.dumps(draw(NUMBER if old.strip('"-').replace("/", "").isdigit() else NAME)))


_STRING = re.compile(r'"[^"\\]{1,200}"')


@composite
def documents(draw: DrawFn) -> bytes:
    """Draw the bytes of an instance file with up to three things wrong."""
    tree = _tree(valid()[draw(st.integers(0, len(valid()) - 1))])
    for _ in range(draw(_HOW_MANY)):
        if _places(tree):
            tree = draw(_changed(tree))
    text = rendered(tree)
    if draw(st.integers(0, 2)) == 0:
        text = draw(_everywhere(text))
    if draw(st.integers(0, 999)) == 0:
        text = text.replace('"1/2"', draw(st.sampled_from(LONG_NUMBERS)))
    data = text.encode("utf-8", "surrogatepass")
    return draw(broken(data)) if draw(st.integers(0, 4)) == 0 else data
