"""Tracking: what it does in a round, told by its belief, its test, and its memory."""

from __future__ import annotations

from fractions import Fraction

from checks.exact.enumerate import View, enumeration
from checks.learners import load, tracking
from theory.problem import tabular

TRAP = tabular({"a": [[0, -1]], "b": [[0, 1]]}, baseline=0)
"""Believing a serves the baseline, which says nothing: b hides from a, and nothing hides from b."""


def history(memory: tuple[tuple[int, int], ...] = ()) -> View:
    known = enumeration(TRAP, load("tracking"))
    return View(known.states, 0, memory)


def test_what_hides_from_whom() -> None:
    assert tracking.hidden(TRAP) == ((1,), ())


def test_the_believed_model_passes_at_first_and_not_with_as_many_rounds_behind_it() -> None:
    """f(1) = 0 and nothing was seen: 0 ≥ 0. From then on f(t) > 0 while no comparison tells."""
    assert tracking.passes(history(), 0, 1) and not tracking.passes(history(), 0, 2)
    assert tracking.passes(history(), 1, 1000)


def test_it_explores_in_even_rounds_that_do_not_pass_and_there_alone() -> None:
    served, explored = ((1, 0),), ((0, 1),)
    assert tracking.plan(history(), 1) == served
    assert tracking.plan(history(((0, 0), (0, 0))), 2) == served
    assert tracking.plan(history(((1, 0), (0, 0))), 2) == explored
    assert all(isinstance(q, Fraction | int) for row in explored for q in row)


def test_it_keeps_the_parity_and_counts_a_visit_when_its_context_arrives() -> None:
    assert tracking.recall(history(), 1, 0) == ((0, 0), (0, 0))
    assert tracking.recall(history(((0, 0), (0, 0))), 2, 0) == ((1, 0), (0, 0))
    assert tracking.recall(history(((1, 0), (0, 0))), 2, 0) == ((0, 1), (0, 0))
