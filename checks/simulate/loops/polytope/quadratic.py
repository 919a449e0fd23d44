"""The best step of a concave quadratic inside a polytope, by a primal active set, inside compiled loops.

A step p maximises ⟨gradient, p⟩ − ½⟨p, curvature p⟩ with ⟨normal, p⟩ ≤ slack. Constraints that hold with equality are
the *working set*, ``working[1 : 1 + working[0]]``; it is kept from one step to the next. The lowest index enters and
leaves first (Bland), so that the search does not run in circles.
"""

# mypy: disable-error-code="no-untyped-def,no-untyped-call"
from __future__ import annotations

from checks.simulate.loops.jit import jit

PIVOTS = 200
"""Most changes of the working set in one step."""

ZERO, NOTHING = 1e-11, 1e-13
"""Rates and multipliers below this, relative to the largest, are zero; so are rates below `NOTHING`."""

TIGHT = 1e-11
"""A constraint with no more slack than this is at its bound; normals have length 1."""


@jit()
def solve(system, size):
    """Solve ``size`` linear equations in place, by elimination with pivots; the column after them is the solution."""
    for j in range(size):
        pivot = j
        for i in range(j + 1, size):
            if abs(system[i, j]) > abs(system[pivot, j]):
                pivot = i
        for k in range(j, size + 1):
            system[j, k], system[pivot, k] = system[pivot, k], system[j, k]
        for i in range(j + 1, size):
            factor = system[i, j] / system[j, j]
            if factor != 0.0:
                for k in range(j + 1, size + 1):
                    system[i, k] -= factor * system[j, k]
    for j in range(size - 1, -1, -1):
        for k in range(j + 1, size):
            system[j, size] -= system[j, k] * system[k, size]
        system[j, size] /= system[j, j]


@jit()
def along(row, step):
    """Return ⟨row, step⟩."""
    total = 0.0
    for i in range(len(step)):
        total += row[i] * step[i]
    return total


@jit()
def loosen(working, slack):
    """Drop from the working set what is no longer at its bound, and call the rest exactly tight."""
    kept = 0
    for a in range(working[0]):
        if slack[working[1 + a]] <= TIGHT:
            kept += 1
            working[kept] = working[1 + a]
    working[0] = kept


@jit()
def _equations(gradient, curvature, normals, slack, working, system, step):
    """Write the equations of a further step that keeps the working set at its bounds."""
    size, count = len(step), working[0]
    for i in range(size):
        rest = gradient[i]
        for j in range(size):
            system[i, j] = curvature[i, j]
            rest -= curvature[i, j] * step[j]
        for a in range(count):
            system[i, size + a] = system[size + a, i] = normals[working[1 + a], i]
        system[i, size + count] = rest
    for a in range(count):
        for b in range(count):
            system[size + a, size + b] = 0.0
        system[size + a, size + count] = slack[working[1 + a]] - along(normals[working[1 + a]], step)


@jit()
def _room(normals, slack, working, step, move):
    """Return the share of a move that stays inside, and the first constraint that blocks it; −1 for none."""
    share, block, longest = 1.0, -1, 0.0
    if working[0] == len(move):
        return share, block
    for i in range(len(move)):
        longest = max(longest, abs(move[i]))
    for i in range(len(slack)):
        rate = along(normals[i], move)
        if rate <= NOTHING + ZERO * longest:
            continue
        held = False
        for a in range(working[0]):
            held |= working[1 + a] == i
        room = max(slack[i] - along(normals[i], step), 0.0)
        if not held and room < share * rate:
            share, block = room / rate, i
    return share, block


@jit()
def best_step(gradient, curvature, normals, slack, working, system, step, move):
    """Write the best step; return whether it was found."""
    size, largest = len(step), 0.0
    for i in range(size):
        step[i] = 0.0
        largest = max(largest, abs(gradient[i]))
    for _ in range(PIVOTS):
        _equations(gradient, curvature, normals, slack, working, system, step)
        total = size + working[0]
        solve(system, total)
        for i in range(size):
            move[i] = system[i, total]
        share, block = _room(normals, slack, working, step, move)
        for i in range(size):
            step[i] += share * move[i]
        if block >= 0:
            working[0] += 1
            working[working[0]] = block
            continue
        loose = -1
        for a in range(working[0]):
            negative = system[size + a, total] < -ZERO * largest
            if negative and (loose < 0 or working[1 + a] < working[1 + loose]):
                loose = a
        if loose < 0:
            return True
        for a in range(loose, working[0] - 1):
            working[1 + a] = working[2 + a]
        working[0] -= 1
    return False
