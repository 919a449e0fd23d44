"""The one exception that means: what was handed in cannot be used."""

from __future__ import annotations


class InputError(ValueError):
    """Input that cannot be used, with the place where it stands.

    Parameters
    ----------
    place : str
        Where, in the notation of the instance file: ``contexts[3].probability``.
    problem : str
        What is wrong, in one line.
    """

    def __init__(self, place: str, problem: str) -> None:
        self.place = place
        self.problem = problem
        super().__init__(f"{place}: {problem}" if place else problem)
