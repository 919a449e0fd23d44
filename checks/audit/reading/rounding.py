"""How far numbers as stored may be from the numbers meant: nothing for whole numbers, a last place otherwise.

A float is off by half a unit in its last place at least, and by some of them where it was computed in that precision
from numbers as large as its neighbours in the row. A printed decimal is off by half a unit of the last place printed.
Floats beyond 2⁵³ are whole numbers for want of places, and count as rounded like any others.
"""

from __future__ import annotations

from fractions import Fraction

import numpy as np

from checks.audit.reading.numbers import Array, Floats, Scaled

MANY = 16
"""Numbers from which a format shows."""

LONG = 9
"""Significant digits from which a printed number is taken for a printed float."""


def of_floats(values: Array) -> Floats | None:
    """Bound the rounding of every entry of a table, shape (n, k); ``None`` where all are whole numbers.

    Examples
    --------
    >>> of_floats(np.array([[1.0, 2.0]])) is None
    True
    >>> bool(of_floats(np.array([[0.1, 2.0]]))[0, 0] > 0)
    True
    """
    values = np.asarray(values)
    if values.dtype.kind != "f":
        return None
    if (values == np.rint(values)).all() and np.abs(values).max(initial=0) <= 2 / np.finfo(values.dtype).eps:
        return None
    return computed(values.astype(np.float64), unit_of(values))


def unit_of(values: Array) -> float:
    """The rounding unit of the coarsest format that holds all of a table's floats: its own, single or brain floats."""
    unit = max(float(np.finfo(values.dtype).eps), float(np.finfo(float).eps)) / 2
    with np.errstate(over="ignore"):
        single = values.astype(np.float32)
    if values.dtype.itemsize < 4 or (single.astype(values.dtype) != values).any() or values.size < MANY:
        return unit
    brain = (single.view(np.uint32) & 0xFFFF == 0).all() and (values * 16 != np.rint(values * 16)).any()
    return max(unit, 2.0**-8 if brain else 2.0**-24)


def of_decimals(exact: Scaled, values: Floats) -> Floats | None:
    """Bound the rounding of every entry of a printed table, shape (n, k); ``None`` where all are whole numbers."""
    if exact.base != 10:
        return of_floats(values)
    places = np.where(exact.mantissas != 0, exact.exponents, 0).min(axis=0, initial=0)
    if not places.any() and not ((exact.exponents > 0) & (np.abs(values) > 2**53)).any():
        return None
    last = np.array([float(Fraction(10) ** int(place) / 2) if place else 0.0 for place in places])
    bound = np.tile(last, (len(values), 1))
    if max((len(str(abs(int(m)))) for m in exact.mantissas.ravel()), default=0) >= LONG:
        bound = np.maximum(bound, computed(values, unit_of(values)))
    return bound


def computed(values: Floats, unit: float) -> Floats:
    """The rounding of sums over a row in a precision with this unit, columns each by their own size."""
    sizes = np.sqrt((values**2).mean(axis=0))
    sizes = np.where(sizes > 0, sizes, 1.0)
    largest = np.abs(values / sizes).max(axis=1, initial=0)
    return np.asarray(np.where(values.any(axis=0), values.shape[1] * unit * largest[:, None] * sizes, 0.0))


def moved(table: Floats, rounding: Floats | None) -> float | None:
    """What rounding can move a singular value of a table by (Weyl); ``None`` where nothing was rounded."""
    if rounding is None:
        return None
    return float(np.linalg.norm(rounding) + max(table.shape) * np.finfo(float).eps * np.linalg.norm(table))
