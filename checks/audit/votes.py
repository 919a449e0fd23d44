"""Votes on statements as choices: factors of the statements learnt from some people, the choices of the others."""

from __future__ import annotations

from pathlib import Path

import numpy as np

from checks.audit.reading.choices import Choices, frame_choices
from checks.audit.reading.frames import Frame
from checks.audit.reading.numbers import Floats
from checks.audit.reading.table_files import read_frame
from theory.errors import InputError

FACTORS = 5
"""Statement factors learnt from the votes of one half of the participants; fewer where these votes have fewer."""

LEAST_VOTES = 10
"""Fewest votes of a participant, and on a statement, that are used."""


def votes(path: str | Path, participant: str = "participant") -> tuple[tuple[str, ...], tuple[str, ...], Floats]:
    """Participants, statements and votes of a table: 1 agree, −1 disagree, 0 or empty pass or not seen.

    The statements are the columns whose names are numbers, as Polis exports them.
    """
    frame = read_frame(path)
    statements = tuple(name for name in frame.names if name.isdigit())
    if not statements or not frame.rows:
        raise InputError(frame.source, "no statements: columns whose names are numbers, with votes 1, -1, 0 or empty")
    filled = {name: [str(cell).strip() or "0" for cell in frame.columns[name]] for name in statements}
    table, _ = Frame(frame.source, statements, filled, text=True).numbers(statements)
    odd = np.argwhere(~np.isin(table, (-1, 0, 1)))
    if len(odd):
        raise InputError(frame.place(int(odd[0][0]), statements[int(odd[0][1])]), "a vote is 1, -1, 0 or empty")
    return frame.labels(participant), statements, table


def of_votes(path: str | Path, seed: int, participant: str = "participant") -> Choices:
    """Votes as choices: agree (the statement's factors) against disagree (nothing).

    The factors are the leading right singular vectors of the votes of a random half of the participants, scaled to unit
    mean square; the choices are those of the other half, so that no head is measured with a ruler cut from it.

    Raises
    ------
    InputError
        Where too few people voted often enough.
    """
    participants, statements, table = votes(path, participant)
    learners = np.random.default_rng(seed).permutation(len(table)) < len(table) // 2
    seen = np.flatnonzero((table[learners] != 0).sum(axis=0) >= LEAST_VOTES)
    others = [i for i in np.flatnonzero(~learners) if (table[i, seen] != 0).sum() >= LEAST_VOTES]
    if len(seen) < FACTORS or not others or learners.sum() < FACTORS:
        raise InputError(str(path), f"too few votes: statements and people with {LEAST_VOTES} votes are needed")
    _, sizes, right = np.linalg.svd(table[learners][:, seen], full_matrices=False)
    count = min(FACTORS, int((sizes > 1e-9 * sizes[0]).sum()))
    factors = right[:count].T * np.sqrt(len(seen))
    factors *= np.sign(factors[np.abs(factors).argmax(axis=0), np.arange(count)])
    rows = [(i, j) for i in others for j in range(len(seen)) if table[i, seen[j]]]
    columns = {
        "user": [participants[i] for i, _ in rows for _ in range(2)],
        "task": [statements[seen[j]] for _, j in rows for _ in range(2)],
        "chosen": np.array([float(table[i, seen[j]] == sign) for i, j in rows for sign in (1, -1)]),
    }
    names = tuple(f"factor {f + 1}" for f in range(count))
    for f, name in enumerate(names):
        columns[name] = np.array([factors[j, f] * (sign == 1) for _, j in rows for sign in (1, -1)])
    notes = (f"{count} factors of {len(seen)} statements, learnt from the votes of the other half of the people",)
    frame = Frame(str(path), tuple(columns), columns, text=False, notes=notes)
    return frame_choices(frame, "user", "task", "chosen", names, None)
