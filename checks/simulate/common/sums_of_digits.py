"""The sign of a weighted sum of numbers given by their digits, in plain Python: compiled loops use it."""

from __future__ import annotations

from typing import Any

SHIFT, UNITS = 16, 1 << 32
"""Bits of a digit, and what a margin is a multiple of: 1/`UNITS`."""


def not_negative(weights: Any, digits: Any, margin: Any, shift: Any) -> Any:
    """Return whether Σ weights·digits + margin/2³² + shift is not negative, ``shift`` in units of the last digit.

    Weights, one a row of ``digits``, and ``shift`` may be columns of integers.

    Examples
    --------
    >>> import numpy as np
    >>> bool(not_negative([3, -2], np.array([[0, 2, 0], [0, 3, 0]]), 0, 0))
    True
    """
    carry = shift
    for place in range(digits.shape[1] - 1, -1, -1):
        total = carry
        if place == 2:
            total = total + margin
        for g in range(len(weights)):
            total = total + weights[g] * digits[g, place]
        carry = total >> SHIFT if place else total
    return carry >= 0
