"""Integer matrices that linear algebra is tried on."""

from __future__ import annotations

from flint import fmpz_mat


def modest(height: int, width: int, spread: int = 2520, step: int = 1) -> fmpz_mat:
    """Entries without a pattern; multiples of ``step`` nine times in ten."""
    values = [pow(i + 3, 7, 65_537) % spread - spread // 2 for i in range(height * width)]
    return fmpz_mat(height, width, [x if i % 10 == 0 else x * step for i, x in enumerate(values)])
