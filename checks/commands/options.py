"""What the options of several commands share: the panels of ``--help``, ``--budget`` and ``--json``."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from time import monotonic
from typing import Annotated

from checks.runtime.declared import Option
from theory.errors import InputError

QUESTION, STATISTICS, RUNNING, RESULTS = "Question", "Statistics", "Running", "Results"
"""The panels in which ``--help`` groups the options of a command."""


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


def share(option: str, value: float) -> float:
    """Return a confidence as it is.

    Raises
    ------
    InputError
        Where it does not lie strictly between 0 and 1.
    """
    if not 0.0 < value < 1.0:
        raise InputError(option, "must lie between 0 and 1")
    return value


def deadline(budget: float | None) -> float | None:
    """Return when a budget is spent, on the clock of `time.monotonic`; ``None`` where there is none.

    Raises
    ------
    InputError
        Where the budget is not a positive number.
    """
    seconds = checked(budget)
    return None if seconds is None else monotonic() + seconds


def writable(target: str | None) -> str | None:
    """Return a target that may be written: a file in a folder that is there.

    Raises
    ------
    InputError
        Where it can be seen beforehand that the file cannot be written.
    """
    from checks.runtime.output import hindrance

    if target == "-":
        raise InputError("-", "is standard output for --json alone; name a file")
    problem = None if target is None else hindrance(target)
    if target is not None and problem is not None:
        raise InputError(target, problem)
    return target


def _writable_or_shown(target: str | None) -> str | None:
    return target if target == "-" else writable(target)


def folder(target: str | None) -> str | None:
    """Return a folder that is there or can be made.

    Raises
    ------
    InputError
        Where a file stands in its way, or it can be seen beforehand that nothing can be written into it.
    """
    if target is not None:
        from checks.runtime.output import closed

        there = next(path for path in (Path(target), *Path(target).parents) if path.exists())
        if not there.is_dir():
            raise InputError(str(there), "is a file, not a folder")
        problem = closed(there)
        if problem is not None:
            raise InputError(target, problem)
    return target


JsonTarget = Annotated[
    str | None,
    Option("--json", metavar="[FILE]", help="Write JSON.", callback=_writable_or_shown, panel=RESULTS),
]
"""What every command takes: a path, ``-`` for standard output, or nothing."""


def alone(*names: str, beside: str) -> None:
    """Refuse options that were given and say nothing beside something else.

    Parameters
    ----------
    names : str
        Parameters of the command that is running.
    beside : str
        What they do not go with.

    Raises
    ------
    InputError
        Where one of them stands on the command line.
    """
    from click import get_current_context
    from click.core import ParameterSource

    context = get_current_context()
    for name in names:
        if context.get_parameter_source(name) is ParameterSource.COMMANDLINE:
            written = next(parameter.opts[0] for parameter in context.command.params if parameter.name == name)
            raise InputError(written, f"does not go with {beside}")


@contextmanager
def about(file: str) -> Iterator[None]:
    """Have complaints about what a file says, not about an option, begin with its name.

    Examples
    --------
    >>> with about("class.json"):
    ...     raise InputError("truth", "is needed")
    Traceback (most recent call last):
    ...
    theory.errors.InputError: class.json: truth: is needed
    """
    try:
        yield
    except InputError as error:
        name = "standard input" if file == "-" else file
        if error.place.startswith(("--", name)):
            raise
        raise InputError(f"{name}: {error.place}", error.problem) from None
