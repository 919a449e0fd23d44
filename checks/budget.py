"""The option ``--budget``: seconds from now, on the clock of `time.monotonic`."""

from __future__ import annotations

from time import monotonic

from theory.errors import InputError


def deadline(budget: float | None) -> float | None:
    """Return when a budget of so many seconds is spent; ``None`` where there is none.

    Raises
    ------
    InputError
        Where the budget is not a positive number.
    """
    if budget is None:
        return None
    if not 0 < budget < float("inf"):
        raise InputError("--budget", "must be a positive number of seconds")
    return monotonic() + budget
