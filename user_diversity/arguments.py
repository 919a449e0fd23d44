"""Arguments of the public functions, refused with their name where they cannot be used."""

from __future__ import annotations

from math import inf
from numbers import Real
from typing import Any

from theory.errors import InputError
from theory.instance import Instance


def an_instance(given: Any) -> None:
    """Refuse what is no instance.

    Raises
    ------
    InputError
        Saying what it is.
    """
    if not isinstance(given, Instance):
        raise InputError("instance", f"an Instance is needed, not {type(given).__name__}; load reads one from a file")


def whole(**given: tuple[Any, int]) -> None:
    """Refuse what is no whole number, or less than the least of its name.

    Raises
    ------
    InputError
        Naming the first that cannot be used.

    Examples
    --------
    >>> whole(runs=(0, 1))
    Traceback (most recent call last):
    ...
    theory.errors.InputError: runs: a whole number from 1 on is needed, not 0
    """
    for name, (value, least) in given.items():
        if isinstance(value, bool) or not hasattr(value, "__index__") or value < least:
            raise InputError(name, f"a whole number from {least} on is needed, not {value!r}")


def between(low: float, high: float = inf, **given: Any) -> None:
    """Refuse what is no number strictly between two others.

    Raises
    ------
    InputError
        Naming the first that cannot be used.

    Examples
    --------
    >>> between(0, 1, confidence=float("nan"))
    Traceback (most recent call last):
    ...
    theory.errors.InputError: confidence: a number between 0 and 1 is needed, not nan
    """
    for name, value in given.items():
        if not isinstance(value, Real) or not low < float(value) < high:
            raise InputError(name, f"a number between {low} and {high} is needed, not {value!r}")
