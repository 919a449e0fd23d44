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
    names = [base for base in sides["_a"] if base in sides["_b"]]
    names = [base for base in names if base == "model" or all(_numeric(frame, side[base]) for side in sides.values())]
    people = user if user in frame.columns else "judge" if "judge" in frame.columns else None
    columns: dict[str, Any] = {} if people is None else {user: frame.columns[people]}
    columns |= {word if base == "model" else f"{word}_{base}": [] for word in (CHOSEN, REJECTED) for base in names}
    ties = []
    for row, cell in enumerate(frame.columns[WINNER]):
        won = _winner(frame, row, str(cell).strip())
        ties += [row] if won is None else []
        order = ("_b", "_a") if won == "_b" else ("_a", "_b")
        for word, mark in zip((CHOSEN, REJECTED), order, strict=True):
            for base in names:
                columns[word if base == "model" else f"{word}_{base}"].append(frame.columns[sides[mark][base]][row])
    notes = (*frame.notes, f"a row is a contest; {len(ties)} ties give no choice")
    notes += (f"column {people} names the users",) if people not in {None, user} else ()
    return Frame(frame.source, tuple(columns), columns, frame.text, frame.first, notes), frozenset(ties)


def _winner(frame: Frame, row: int, cell: str) -> str | None:
    if cell.lower().startswith(("tie", "both")):
        return None
    known = {**{str(frame.columns[f"model{mark}"][row]): mark for mark in ("_a", "_b")}}
    known |= {name: mark for mark in ("_a", "_b") for name in (f"model{mark}", mark[1:], mark[1:].upper())}
    if cell not in known:
        raise InputError(frame.place(row, WINNER), f"expected model_a, model_b or tie, got {shown(cell)}")
    return known[cell]


def _numeric(frame: Frame, column: str) -> bool:
    try:
        frame.numbers((column,))
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
    sides = [{_side(n, word): n for n in frame.names if _side(n, word) is not None} for word in (CHOSEN, REJECTED)]
    names = tuple(str(name) for name in sides[0] if name and name in sides[1])
    if features is not None:
        names = tuple(name for name in features.names if name not in {"response", "prompt"})
        described = {label: row for row, label in enumerate(features.labels("response"))}
    elif not names:
        message = "pairs need features: columns chosen_x and rejected_x, or --features FILE with the column response"
        raise InputError(frame.source, message)
    text = frame.text if features is None else features.text
    columns: dict[str, Any] = {n: [] for n in (user, task, CHOSEN, *names)}
    people = frame.labels(user) if user in frame.columns else ("everybody",) * frame.rows
    for row in (row for row in range(frame.rows) if row not in ties):
        for side, word, mark in zip(sides, (CHOSEN, REJECTED), ("1", "0"), strict=True):
            columns[user].append(people[row])
            columns[task].append(str(row))
            columns[CHOSEN].append(mark if text else int(mark))
            source, at = frame, row
            if features is not None:
                label = str(frame.columns[side.get("", word)][row])
                if label not in described:
                    raise InputError(frame.place(row, word), f"no features of {shown(label)}")
                source, at = features, described[label]
            for name in names:
                columns[name].append(source.columns[name if features is not None else side[name]][at])
    notes = () if user in frame.columns else (f"no column {user}: all pairs count as one user's",)
    return Frame(frame.source, tuple(columns), columns, text, notes=(*frame.notes, *notes, "a row is a pair"))


def wide(frame: Frame, user: str, task: str, chosen: str) -> Frame | None:
    """A table with a row a task, features in columns ``price_a``, ``price_b`` and the choice by name, as a long one.

    ``None`` where it is not one.
    """
    if chosen not in frame.columns or not frame.rows:
        return None
    answers = {str(cell) for cell in frame.columns[chosen]}
    found: dict[str, dict[str, str]] = {}
    for name in frame.names:
        match = re.fullmatch(r"(.+)[._](\w+)", name)
        if match and name not in {user, task, chosen}:
            found.setdefault(match[2], {})[match[1]] = name
    labels = [label for label in found if answers <= set(found) and found[label].keys() == found[min(answers)].keys()]
    if len(labels) < 2 or not answers <= set(labels):
        return None
    names = tuple(found[labels[0]])
    columns: dict[str, Any] = {n: [] for n in (user, task, chosen, *names)}
    people = frame.labels(user)
    tasks = frame.labels(task) if task in frame.columns else tuple(map(str, range(frame.rows)))
    for row in range(frame.rows):
        for label in labels:
            columns[user].append(people[row])
            columns[task].append(tasks[row])
            mark = int(str(frame.columns[chosen][row]) == label)
            columns[chosen].append(str(mark) if frame.text else mark)
            for name in names:
                columns[name].append(frame.columns[found[label][name]][row])
    notes = (*frame.notes, f"a row is a task with the alternatives {', '.join(labels)}")
    return Frame(frame.source, tuple(columns), columns, frame.text, notes=notes)


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
    one: Callable[[int], Any] = str if frame.text else int
    for rows in grouped(tuple(zip(people, tasks, strict=True))):
        left = sorted(rows.tolist(), key=lambda row: marks[row])
        place = 0
        while len(left) > 1:
            top = [row for row in left if marks[row] == marks[left[0]]]
            if len(top) == 1:
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
    return Frame(frame.source, tuple(columns), columns, frame.text, notes=(*frame.notes, note))
