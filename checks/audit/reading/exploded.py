"""Tables that are not one row an alternative, made so: pairs, wide tables, ranks and ratings."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Any

from checks.audit.reading.frames import Frame
from checks.audit.reading.tables import grouped
from theory.errors import InputError
from theory.files.rational import shown

CHOSEN, REJECTED, WINNER = "chosen", "rejected", "winner"


def is_pairs(frame: Frame) -> bool:
    """Whether a table has a chosen and a rejected response in every row: ``rejected`` itself or ``rejected.x``."""
    return any(_side(name, REJECTED) is not None for name in frame.names)


def _side(name: str, word: str) -> str | None:
    """The feature of a column that belongs to one side of a pair; empty for the side itself."""
    if name == word:
        return ""
    for mark in (".", "_", " "):
        if name.startswith(word + mark):
            return name[len(word) + 1 :]
        if name.endswith(mark + word):
            return name[: -len(word) - 1]
    return None


def is_contests(frame: Frame) -> bool:
    """Whether a table has two models and a winner in every row, as arenas log them."""
    return {"model_a", "model_b", WINNER} <= set(frame.names)


def contests(frame: Frame, user: str) -> tuple[Frame, frozenset[int]]:
    """Contests ``model_a, model_b, winner`` as pairs; return them, and the rows that are ties.

    The winner is ``model_a``, ``model_b``, ``a``, ``b`` or a model's name; whatever begins with ``tie`` or ``both`` is
    a tie. Numbers in columns ``x_a`` and ``x_b`` are features of the two; the user stands in the column ``judge`` where
    there is none of the name asked for.

    Raises
    ------
    InputError
        At a winner that is none of these.
    """
    sides = {mark: {name[: -len(mark)]: name for name in frame.names if name.endswith(mark)} for mark in ("_a", "_b")}
    bases = [base for base in sides["_a"] if base in sides["_b"]]
    names = [base for base in bases if base == "model" or all(_numeric(frame, side[base]) for side in sides.values())]
    people = user if user in frame.columns else "judge" if "judge" in frame.columns else None
    won = [_winner(frame, row, str(cell).strip()) for row, cell in enumerate(frame.columns[WINNER])]
    orders = [("_b", "_a") if mark == "_b" else ("_a", "_b") for mark in won]
    stands = {word if base == "model" else f"{word}_{base}": (turn, base)
              for turn, word in enumerate((CHOSEN, REJECTED)) for base in names}  # fmt: skip

    def named(row: int, column: str) -> str:
        turn, base = stands[column]
        return sides[orders[row][turn]][base]

    columns: dict[str, Any] = {} if people is None else {user: frame.columns[people]}
    columns |= {name: [frame.columns[named(row, name)][row] for row in range(frame.rows)] for name in stands}
    ties = frozenset(row for row, mark in enumerate(won) if mark is None)
    notes = (*frame.notes, f"a row is a contest; {len(ties)} ties give no choice")
    notes += (f"column {people} names the users",) if people not in {None, user} else ()
    notes += tuple(f"columns {base}_a and {base}_b are left out: not numbers" for base in bases if base not in names)

    def origin(row: int, column: str) -> str:
        return frame.place(row, named(row, column) if column in stands else people or column)

    return Frame(frame.source, tuple(columns), columns, frame.text, notes=notes, origin=origin), ties


def _winner(frame: Frame, row: int, cell: str) -> str | None:
    if cell.lower().startswith(("tie", "both")):
        return None
    known = {**{str(frame.columns[f"model{mark}"][row]): mark for mark in ("_a", "_b")}}
    known |= {name: mark for mark in ("_a", "_b") for name in (f"model{mark}", mark[1:], mark[1:].upper())}
    if cell not in known:
        raise InputError(frame.place(row, WINNER), f"expected model_a, model_b or tie, got {shown(cell)}")
    return known[cell]


def _numeric(frame: Frame, column: str) -> bool:
    """Whether the first cell of a column that holds something is a number."""
    cells = next(([cell] for cell in frame.columns[column] if cell is not None and str(cell).strip()), [])
    try:
        Frame(frame.source, (column,), {column: cells}, frame.text).numbers((column,))
    except InputError:
        return False
    return True


def pairs(frame: Frame, user: str, task: str, features: Frame | None, ties: frozenset[int] = frozenset()) -> Frame:
    """Pairs ``user, chosen, rejected`` as a long table: each pair a task of two alternatives.

    Features stand in columns of their own side (``chosen_price``, ``rejected_price``), or in a second table with the
    columns ``response`` and the features. Rows that are ties are left out.

    Raises
    ------
    InputError
        Where neither gives features, or a response is in no row of the second table.
    """
    found = [[(_side(name, word), name) for name in frame.names] for word in (CHOSEN, REJECTED)]
    sides = [{base: name for base, name in side if base is not None} for side in found]
    both = [name for name in sides[0] if name and name in sides[1]]
    names = tuple(name for name in both if all(_numeric(frame, side[name]) for side in sides))
    left = [
        f"columns {sides[0][name]} and {sides[1][name]} are left out: not numbers" for name in both if name not in names
    ]
    source, places = frame, [{name: side.get(name, "") for name in names} for side in sides]
    if features is not None:
        source, names = features, tuple(name for name in features.names if name not in {"response", "prompt"})
        places, left = [{name: name for name in names}] * 2, []
    elif not names:
        message = "pairs need features: columns chosen_x and rejected_x, or --features FILE with the column response"
        raise InputError(frame.source, message)
    kept = [row for row in range(frame.rows) if row not in ties]
    rows = [(row, row) for row in kept] if features is None else _described(frame, features, kept)
    people = frame.labels(user) if user in frame.columns else ("everybody",) * frame.rows
    marks = ("1", "0") if source.text else (1, 0)
    columns: dict[str, Any] = {user: [people[row] for row in kept for _ in marks]}
    columns |= {task: [str(row) for row in kept for _ in marks], CHOSEN: [mark for _ in kept for mark in marks]}
    for name in names:
        columns[name] = [source.columns[places[side][name]][pair[side]] for pair in rows for side in range(2)]

    def origin(row: int, column: str) -> str:
        pair, side = divmod(row, 2)
        own = places[side].get(column)
        return frame.place(kept[pair], column) if own is None else source.place(rows[pair][side], own)

    notes = () if user in frame.columns else (f"no column {user}: all pairs count as one user's",)
    notes = (*frame.notes, *notes, *left, "a row is a pair")
    return Frame(frame.source, tuple(columns), columns, source.text, notes=notes, origin=origin)


def _described(frame: Frame, features: Frame, kept: list[int]) -> list[tuple[int, ...]]:
    """The rows of a table of features where the chosen and the rejected responses of some rows stand."""
    missing = [word for word in (CHOSEN, REJECTED) if word not in frame.columns]
    if missing:
        problem = f"no column {missing[0]!r} that names responses, as --features FILE needs it"
        raise InputError(frame.source, problem)
    described = {label: row for row, label in enumerate(features.labels("response"))}
    for row in kept:
        for word in (CHOSEN, REJECTED):
            if str(frame.columns[word][row]) not in described:
                raise InputError(frame.place(row, word), f"no features of {shown(str(frame.columns[word][row]))}")
    return [tuple(described[str(frame.columns[word][row])] for word in (CHOSEN, REJECTED)) for row in kept]


def wide(frame: Frame, user: str, task: str, chosen: str) -> Frame | None:
    """A table with a row a task, features in columns ``price_a``, ``price_b`` and the choice by name, as a long one.

    ``None`` where it is not one: also where a task has several rows, whatever the columns are called.

    Raises
    ------
    InputError
        At a choice that is none of the alternatives.
    """
    tasks = frame.columns.get(task)
    if chosen not in frame.columns or user not in frame.columns or not frame.rows:
        return None
    if tasks is not None and len(set(zip(frame.columns[user], tasks, strict=True))) < frame.rows:
        return None
    found: dict[str, dict[str, str]] = {}
    for name in frame.names:
        match = re.fullmatch(r"(.+)[._](\w+)", name)
        if match and name not in {user, task, chosen}:
            found.setdefault(match[2], {})[match[1]] = name
    answers = [str(cell) for cell in frame.columns[chosen]]
    told = next((found[answer].keys() for answer in answers if answer in found), None)
    labels = [label for label in found if found[label].keys() == told]
    if len(labels) < 2:
        return None
    odd = next((row for row, answer in enumerate(answers) if answer not in labels), None)
    if odd is not None:
        raise InputError(frame.place(odd, chosen), f"expected one of {', '.join(labels)}, got {shown(answers[odd])}")
    people, many = frame.labels(user), len(labels)
    names = map(str, range(frame.rows)) if tasks is None else frame.labels(task)
    columns: dict[str, Any] = {user: [name for name in people for _ in labels]}
    columns[task] = [name for name in names for _ in labels]
    marks = [int(answer == label) for answer in answers for label in labels]
    columns[chosen] = list(map(str, marks)) if frame.text else marks
    for name in found[labels[0]]:
        columns[name] = [frame.columns[found[label][name]][row] for row in range(frame.rows) for label in labels]

    def origin(row: int, column: str) -> str:
        return frame.place(row // many, found[labels[row % many]].get(column, column))

    notes = (*frame.notes, f"a row is a task with the alternatives {', '.join(labels)}")
    return Frame(frame.source, tuple(columns), columns, frame.text, notes=notes, origin=origin)


def ranked(frame: Frame, user: str, task: str, column: str, chosen: str, best_is_least: bool) -> Frame:
    """Ranks or ratings as choices: the best of all, then the best of the rest, and so on (Plackett and Luce).

    A place that several alternatives share gives no choice: nothing is supposed about them, and what is worse than
    them is compared without them.
    """
    values, _ = frame.numbers((column,))
    marks = values[:, 0] if best_is_least else -values[:, 0]
    people, tasks = frame.labels(user), frame.labels(task)
    rest = [name for name in frame.names if name not in {user, task, column, chosen}]
    columns: dict[str, Any] = {n: [] for n in (user, task, chosen, *rest)}
    ties = 0
    origin: list[int] = []
    one: Callable[[int], Any] = str if frame.text else int
    for rows in grouped(tuple(zip(people, tasks, strict=True))):
        left = sorted(rows.tolist(), key=lambda row: marks[row])
        place = 0
        while len(left) > 1:
            top = [row for row in left if marks[row] == marks[left[0]]]
            if len(top) == 1:
                origin += left
                for row in left:
                    columns[user].append(people[row])
                    columns[task].append(f"{tasks[row]} place {place}")
                    columns[chosen].append(one(int(row == top[0])))
                    for name in rest:
                        columns[name].append(frame.columns[name][row])
            else:
                ties += 1
            left, place = left[len(top) :], place + 1
    if not columns[user]:
        raise InputError(frame.source, f"column {shown(column)} puts nothing before anything else")
    note = f"{column} is read as choices, the best first; {ties} shared places give no choice"
    notes, stands = (*frame.notes, note), frame.place
    return Frame(
        frame.source, tuple(columns), columns, frame.text, notes=notes, origin=lambda r, c: stands(origin[r], c)
    )
