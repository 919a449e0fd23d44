"""Which columns of a table are coordinates: those asked for, or all but the ones that only look like numbers."""

from __future__ import annotations

import numpy as np

from checks.audit.reading.frames import Frame
from checks.audit.reading.numbers import Floats
from checks.audit.reading.text_files import INDEX
from theory.errors import InputError

NOT_MEANT = (
    "weight",
    "weights",
    "id",
    "obs",
    "obsnum",
    "row",
    "rownum",
    "timestamp",
    "unnamed: 0",
    "__index_level_0__",
    INDEX,
)
"""Names of columns that are no coordinates unless asked for."""

LONG = 6
"""Rows from which a column that counts them is taken for a row number."""


def coordinates(frame: Frame, special: set[str | None]) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """The columns to use where none were asked for, and what is said of those left out.

    Parameters
    ----------
    frame : Frame
    special : set of str
        Columns with another meaning.
    """
    names, left = [], []
    for name in frame.names:
        if name in special:
            continue
        reason = _reason(frame, name)
        if reason is None:
            names.append(name)
        else:
            left.append(f"column {name} is left out: {reason} (--columns asks for it)")
    if not names and left:
        raise InputError(frame.source, f"no coordinates: {left[0]}")
    return tuple(names), tuple(left)


def _reason(frame: Frame, name: str) -> str | None:
    if name.lower() in NOT_MEANT:
        return (
            "an index"
            if name == INDEX
            else f"by its name it is {'a weight' if 'weight' in name.lower() else 'a label'}"
        )
    cells = _counted(frame, name)
    if cells is None or len(cells) < LONG or not np.isfinite(cells).all():
        return None
    return "it counts the rows" if (np.diff(cells) == 1).all() else None


def _counted(frame: Frame, name: str) -> Floats | None:
    cells = frame.columns[name]
    try:
        found = np.array([int(cell) for cell in cells], dtype=float) if frame.text else np.asarray(cells)
    except (ValueError, OverflowError):
        return None
    return found.astype(float) if found.dtype.kind in "iuf" and found.ndim == 1 else None
