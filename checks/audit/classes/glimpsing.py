"""Pairs that hide, found without enumerating policies: by the reward that serves everybody the baseline, or at random.

Claim: T23.
"""

from __future__ import annotations

from collections.abc import Iterator
from fractions import Fraction

import numpy as np

from checks.audit.classes.hiding import Hidden, served, tie_free
from checks.audit.classes.reading import People, Setting
from checks.audit.running.session import tick
from theory.exact.linear import nullspace
from theory.instance import Vector
from theory.span.linear_problem import kronecker

TRIED = 20
"""Rewards drawn at random whose policies are looked at before anything is enumerated."""

FINE = 10**6
"""Denominator of a proposed reward."""


def glimpsed(setting: Setting, rows: list[int], rng: np.random.Generator) -> Hidden | None:
    """Look for a reward whose policy exposes too little: one that serves everybody the baseline, then random ones."""
    people = setting.everybody.only(rows)
    for believed in _proposed(setting, people, rng):
        tick()
        if not tie_free(*setting.values(setting.everybody, believed)):
            continue
        policy = served(*setting.values(people, believed))
        shown = dict.fromkeys(
            kronecker(people.heads[u], setting.traits[x][policy[u, x]])
            for u, x in np.ndindex(policy.shape)
            if policy[u, x] != setting.baseline
        )
        if shown and np.linalg.matrix_rank(np.array([[float(v) for v in row] for row in shown])) == setting.dimension:
            continue
        unseen = nullspace(list(shown), setting.dimension)
        if unseen:
            return _altered(setting, rows, believed, unseen[0])
    return None


def _proposed(setting: Setting, people: People, rng: np.random.Generator) -> Iterator[Vector]:
    from scipy.optimize import linprog

    rows = np.array(
        [
            [float(x) for x in kronecker(head, trait)]
            for head in people.heads
            for block in setting.traits
            for y, trait in enumerate(block)
            if y != setting.baseline
        ]
    )
    rows = rows / np.maximum(np.abs(rows).max(axis=1, keepdims=True), np.finfo(float).tiny)
    size = setting.dimension
    found = linprog(
        [*[0.0] * size, -1.0],
        A_ub=np.column_stack([rows, np.ones(len(rows))]),
        b_ub=np.zeros(len(rows)),
        bounds=[(-1, 1)] * size + [(None, 1)],
    )
    if found.status == 0 and found.x[-1] > 1 / FINE:
        yield tuple(Fraction(round(FINE * float(x)), FINE) for x in found.x[:-1])
    for draw in rng.integers(-1000, 1001, (TRIED, size)):
        yield tuple(Fraction(int(x), 1000) for x in draw)


def _altered(setting: Setting, rows: list[int], believed: Vector, unseen: Vector) -> Hidden:
    """Go along an unseen direction until somebody would be served something else; every direction is relevant."""
    people = setting.everybody.only(rows)
    before = served(*setting.values(people, believed))
    for exponent in range(-6, 200):
        for sign in (1, -1):
            step = sign * Fraction(129, 64) ** exponent
            hidden = tuple(a + step * n for a, n in zip(believed, unseen, strict=True))
            after = served(*setting.values(people, hidden))
            changed = np.argwhere(before != after)
            if len(changed) and (setting.coinciding or tie_free(*setting.values(setting.everybody, hidden))):
                u, x = (int(i) for i in changed[0])
                return Hidden(believed, hidden, rows[u], x, int(after[u, x]))
    raise AssertionError("an unseen relevant direction alters somebody's best response")
