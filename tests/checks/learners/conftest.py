"""Two small problems, and histories of learners on them."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from checks.exact.enumerate import View, enumeration
from checks.learners import load
from theory.problem import Problem, tabular


@pytest.fixture(scope="package")
def problem() -> Problem:
    """Two models that disagree about the only context."""
    return tabular({"a": [[0, 1, 2]], "b": [[1, 0, 0]]})


@pytest.fixture(scope="package")
def start() -> Callable[[Problem, str], View]:
    """The empty history that a learner begins with."""

    def begin(problem: Problem, name: str) -> View:
        known = enumeration(problem, load(name))
        return View(known.states, next(iter(known.levels[0].weights)))

    return begin
