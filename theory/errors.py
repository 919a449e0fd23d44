"""Exceptions: input that cannot be used, and requests that are out of reach."""

from __future__ import annotations


class InputError(ValueError):
    """Input that cannot be used, with the place where it stands.

    Parameters
    ----------
    place : str
        Where, in the notation of the instance file: ``contexts[3].probability``.
    problem : str
        What is wrong, in one line.

    Examples
    --------
    >>> str(InputError("contexts[3].probability", "must be positive, got 0"))
    'contexts[3].probability: must be positive, got 0'
    """

    def __init__(self, place: str, problem: str) -> None:
        self.place = place
        self.problem = problem
        super().__init__(f"{place}: {problem}" if place else problem)

    def __reduce__(self) -> tuple[type[InputError], tuple[str, str]]:
        """Let the exception cross from one process to another."""
        return type(self), (self.place, self.problem)


class OutOfReachError(ArithmeticError):
    """A quantity is too large, too small or too close to another to be enclosed or decided."""
