"""The option ``--budget``: a number of seconds."""

from __future__ import annotations

from time import monotonic

from theory.errors import InputError


def checked(budget: float | None) -> float | None:
    """Return a budget as it is.

    Raises
    ------
    InputError
        Where it is not a positive number.
    """
    if budget is not None and not 0 < budget < float("inf"):
        raise InputError("--budget", "must be a positive number of seconds")
    return budget


def deadline(budget: float | None) -> float | None:
    """Return when a budget is spent, on the clock of `time.monotonic`; ``None`` where there is none.

    Raises
    ------
    InputError
        Where the budget is not a positive number.
    """
    seconds = checked(budget)
    return None if seconds is None else monotonic() + seconds
