"""Instances and audits as small tables of words: what the templates and the notebook show."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from theory.files import writing
from theory.instance import Instance

MOST_ROWS = 60
"""More rows than this are counted, not shown."""


@dataclass(frozen=True)
class Table:
    """A table of text; the first ``heads`` columns name the row.

    Attributes
    ----------
    caption : str
    columns : sequence of str
    rows : sequence of sequence of str
    heads : int
    left_out : int
        Rows that are not shown.
    """

    caption: str
    columns: Sequence[str]
    rows: Sequence[Sequence[str]]
    heads: int = 1
    left_out: int = 0


def table(caption: str, columns: Sequence[str], rows: Iterable[Sequence[Any]], heads: int = 1) -> Table:
    """Return a table of at most `MOST_ROWS` rows."""
    listed = [[str(cell) for cell in row] for row in rows]
    return Table(caption, columns, listed[:MOST_ROWS], heads, max(0, len(listed) - MOST_ROWS))


def instance_tables(document: Mapping[str, Any]) -> list[Table]:
    """Return the tables of an instance document: rewards or heads by context, and what else it has.

    Examples
    --------
    >>> from checks.report.sources import committed
    >>> [table.caption for table in instance_tables(committed()[0]["instance"])]
    ['rewards by model; the truth is truth']
    """
    result = [_main(document)]
    for key, caption in (("parameters", "parameters"), ("user_heads", "user heads")):
        value = document.get(key)
        if isinstance(value, dict) and not {"lower", "upper"} >= set(value):
            result.append(table(caption, ["", "value"], [(name, _compact(one)) for name, one in value.items()]))
    if "features" in document:
        given = document["features"].items()
        rows = [(x, y, _compact(v)) for x, vs in given for y, v in zip(document["responses"], vs, strict=True)]
        result.append(table("features", ["prompt", "response", "features"], rows, 2))
    if "training" in document:
        rows = [(c["user"], c["prompt"], c["probability"]) for c in document["training"]["contexts"]]
        behaviour = document["training"]["behaviour"]
        said = behaviour if isinstance(behaviour, str) else "; ".join(map(_compact, behaviour))
        result.append(table(f"training; behaviour {said}", ["user", "prompt", "probability"], rows, 2))
    return result


def _main(document: Mapping[str, Any]) -> Table:
    contexts = [(c["user"], c["prompt"], c["probability"]) for c in document["contexts"]]
    responses = list(document["responses"])
    truth = document.get("truth")
    known = f"; the truth is {truth if isinstance(truth, str) else _compact(truth)}" if truth is not None else ""
    head = ["user", "prompt", "probability"]
    if "rewards" in document:
        rows = [(*c, m, *r[n]) for n, c in enumerate(contexts) for m, r in document["rewards"].items()]
        return table(f"rewards by model{known}", [*head, "model", *responses], rows, 4)
    if "heads" in document:
        rows = [(*c, *map(_compact, row)) for c, row in zip(contexts, document["heads"], strict=True)]
        return table(f"heads by response{known}", [*head, *responses], rows, 3)
    return table(f"contexts{known}", head, contexts, 2)


def comparators(document: Mapping[str, Any]) -> str:
    """Return the comparator law in words."""
    law = document["comparators"]
    if law == "uniform":
        return "uniform over the other responses"
    if isinstance(law, dict):
        return f"always {law['baseline']}" if "baseline" in law else ", ".join(law)
    return "; ".join(_comparator_rows(document, law))


def _comparator_rows(document: Mapping[str, Any], law: Sequence[Any]) -> Iterator[str]:
    """Yield, for each context and deployed response, what it is compared with and how often."""
    names = document["responses"]
    for context, rows in zip(document["contexts"], law, strict=False):
        for deployed, row in zip(names, rows, strict=True):
            met = [f"{name} ({share})" for name, share in zip(names, row, strict=True) if str(share) != "0"]
            yield f"{context['user']} with {context['prompt']}, {deployed} against {' or '.join(met)}"


def of_instance(instance: Instance) -> list[Table]:
    """Return the tables of an instance."""
    return instance_tables(writing.document(instance))


def number(value: Any) -> str:
    """Return an exact number as it is, an enclosure by its digits that are certain, at most ten.

    Examples
    --------
    >>> number("1/2"), number(["0.26894142136", "0.26894142137"]), number(None)
    ('1/2', '≈ 0.2689414214', '∞')
    """
    if value is None:
        return "∞"
    if isinstance(value, list | tuple) and len(value) == 2:
        return str(value[0]) if value[0] == value[1] else f"≈ {float(value[0]):.10g}"
    return str(value)


def _compact(value: Any) -> str:
    if isinstance(value, list | tuple):
        return "(" + ", ".join(map(_compact, value)) + ")"
    return "unbounded" if value is None else str(value)
