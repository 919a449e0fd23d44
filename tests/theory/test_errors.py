"""The one exception that means bad input."""

from __future__ import annotations

import pickle

from theory.errors import InputError


def test_place_and_problem_are_kept_apart_and_shown_together() -> None:
    error = InputError("contexts[3].probability", "must be positive, got -1/2")
    assert str(error) == "contexts[3].probability: must be positive, got -1/2"
    assert (error.place, error.problem) == ("contexts[3].probability", "must be positive, got -1/2")
    assert str(InputError("", "is empty")) == "is empty"


def test_it_survives_the_way_from_a_worker() -> None:
    error = pickle.loads(pickle.dumps(InputError("truth", "is needed")))
    assert isinstance(error, InputError) and error.place == "truth" and str(error) == "truth: is needed"
