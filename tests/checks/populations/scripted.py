"""A source whose choices are written down, so that what is drawn can be worked out by hand."""

from __future__ import annotations

from checks.populations.source import Source


class Scripted(Source):
    """Return the given numbers in turn, each of which must be allowed where it is asked for."""

    def __init__(self, *numbers: int) -> None:
        self._left = list(numbers)

    def whole(self, low: int, high: int) -> int:
        """Return the next number."""
        number = self._left.pop(0)
        assert low <= number <= high
        return number

    @property
    def used_up(self) -> bool:
        """Whether every number was asked for."""
        return not self._left
