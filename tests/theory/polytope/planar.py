"""A class of dimension 1 or 2 decided by brute force: all corners of the arrangement, and slices along a line.

A closed cell that is not empty has a corner, and a corner is where boundary lines cross; a cell has an interior where
the mean of its corners is no boundary. Written from the definitions; nothing of the solver is used.
"""

from __future__ import annotations

from fractions import Fraction
from itertools import combinations, product

from checks.recheck.model import Model, Numbers, inner

Policy = tuple[int, ...]
Line = tuple[Numbers, Fraction]


def corners(model: Model) -> list[Numbers]:
    """Every point of Θ where boundaries cross."""
    size = len(model.sides[0][0])
    lines: list[Line] = [(row, bound) for row, bound in model.sides if any(row)]
    for c, block in enumerate(model.heads):
        for y, z in combinations(range(len(block)), 2):
            row = model.difference(c, y, z)
            if any(row):
                lines.append((row, Fraction(0)))
    found = {tuple(point) for point in _crossings(lines, size) if model.inside(list(point))}
    return [list(point) for point in sorted(found)]


def _crossings(lines: list[Line], size: int) -> list[Numbers]:
    if size == 1:
        return [[bound / row[0]] for row, bound in lines]
    result = []
    for (r, b), (s, e) in combinations(lines, 2):
        area = r[0] * s[1] - r[1] * s[0]
        if area:
            result.append([(b * s[1] - r[1] * e) / area, (r[0] * e - b * s[0]) / area])
    return result


def closed(model: Model) -> dict[Policy, list[Numbers]]:
    """Π, each policy with the corners of its closed cell."""
    cells: dict[Policy, list[Numbers]] = {}
    for point in corners(model):
        best = [
            [y for y, x in enumerate(values) if x == max(values)]
            for values in (model.values(c, point) for c in range(len(model.heads)))
        ]
        for policy in product(*best):
            cells.setdefault(policy, []).append(point)
    return cells


def strict(model: Model, cells: dict[Policy, list[Numbers]]) -> set[Policy]:
    """Π°."""
    return {policy for policy, points in cells.items() if model.optimal(policy, mean(points), strictly=True)}


def mean(points: list[Numbers]) -> Numbers:
    return [sum(entries, Fraction(0)) / len(points) for entries in zip(*points, strict=True)]


def unseen(model: Model, policy: Policy) -> list[Numbers]:
    """A basis of the directions that a policy does not expose."""
    size = len(model.sides[0][0])
    rows = [row for row in model.shown(policy) if any(row)]
    if not rows:
        return [[Fraction(i == j) for j in range(size)] for i in range(size)]
    if size == 1 or any(rows[0][0] * row[1] != rows[0][1] * row[0] for row in rows):
        return []
    return [[-rows[0][1], rows[0][0]]]


def reach(model: Model, start: Numbers, along: Numbers) -> tuple[Fraction, Fraction]:
    """The interval of t with start + t · along in Θ."""
    low, high = None, None
    for row, bound in model.sides:
        slope, room = inner(row, along), bound - inner(row, start)
        if slope > 0:
            high = room / slope if high is None else min(high, room / slope)
        elif slope < 0:
            low = room / slope if low is None else max(low, room / slope)
    assert low is not None and high is not None
    return low, high


def moved(start: Numbers, step: Fraction, along: Numbers) -> Numbers:
    return [x + step * n for x, n in zip(start, along, strict=True)]


def confused(model: Model, policy: Policy, cell: list[Numbers]) -> bool:
    """Whether some a of the cell and b ∈ Θ look alike while b prefers another response."""
    gains = [
        model.difference(c, y, served)
        for c, served in enumerate(policy)
        for y in range(len(model.heads[c]))
        if y != served
    ]
    hidden = unseen(model, policy)
    if len(hidden) == len(model.sides[0][0]):
        return any(inner(gain, b) > 0 for gain in gains for b in corners(model))
    if not hidden:
        return False
    (along,) = hidden
    across = [along[1], -along[0]]
    shades = [inner(across, point) for point in cell]
    levels = {inner(across, b): b for b in corners(model)} | dict(zip(shades, cell, strict=True))
    for level, start in levels.items():
        if min(shades) <= level <= max(shades):
            for step in reach(model, start, along):
                b = moved(start, step, along)
                if any(inner(gain, b) > 0 for gain in gains):
                    return True
    return False


def confirms_itself(model: Model, policy: Policy, cell: list[Numbers]) -> bool:
    """Whether the closed cell of a policy holds a model that it cannot tell from the truth."""
    assert model.theta is not None
    hidden = unseen(model, policy)
    if len(hidden) == len(model.theta):
        return True
    if not hidden:
        return model.optimal(policy, model.theta)
    steps = [
        (inner(row, model.theta), inner(row, hidden[0]))
        for c, served in enumerate(policy)
        for y in range(len(model.heads[c]))
        for row in [model.difference(c, served, y)]
    ]
    low, high = reach(model, model.theta, hidden[0])
    for value, slope in steps:
        if slope > 0:
            low = max(low, -value / slope)
        elif slope < 0:
            high = min(high, -value / slope)
        elif value < 0:
            return False
    return low <= high


def survives(model: Model, policy: Policy, row: Numbers) -> bool:
    """Whether ⟨row, m⟩ ≤ 0 for some m ∈ Θ that looks like the truth while ``policy`` is deployed."""
    assert model.theta is not None
    hidden = unseen(model, policy)
    if len(hidden) == len(model.theta):
        return any(inner(row, b) <= 0 for b in corners(model))
    if not hidden:
        return inner(row, model.theta) <= 0
    return any(inner(row, moved(model.theta, t, hidden[0])) <= 0 for t in reach(model, model.theta, hidden[0]))
