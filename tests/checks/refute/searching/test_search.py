from dataclasses import dataclass

import pytest
from numpy.random import Generator

from checks.refute.drawing.random_parts import population
from checks.refute.searching.observation import Observation
from checks.refute.searching.search import search, stream
from theory.instance import Instance


@dataclass(frozen=True)
class Wanted:
    """A quest for instances with at least this many models."""

    models: int
    name: str = "wanted"

    def candidate(self, rng: Generator) -> Instance:
        return population(rng, models=(1, 4))

    def observe(self, instance: Instance) -> Observation | None:
        size = len(instance.model_names)
        return Observation("few", "many", {"models": size}) if size >= self.models else None


def test_the_first_that_refutes_is_shrunk_named_and_noted() -> None:
    outcome = search(Wanted(3), seed=1)
    assert outcome.instance is not None and outcome.exhausted and outcome.searched >= 1
    assert len(outcome.instance.model_names) == 3 and len(outcome.instance.contexts) == 1
    assert outcome.instance.name == "wanted" and "models = 3" in outcome.instance.note


def test_a_search_in_vain_says_how_far_it_went() -> None:
    outcome = search(Wanted(9), budget=5)
    assert (outcome.instance, outcome.searched, outcome.exhausted) == (None, 5, True)
    assert not search(Wanted(9), budget=5, seconds=-1.0).exhausted


def test_streams_depend_on_seed_name_and_number_alone() -> None:
    first, again = stream(1, "x"), stream(1, "x")
    drawn = [next(first).random() for _ in range(3)]
    assert drawn == [next(again).random() for _ in range(3)] and len(set(drawn)) == 3
    assert next(stream(1, "y")).random() != drawn[0] != next(stream(2, "x")).random()


@pytest.mark.parametrize("seed", range(2))
def test_same_seed_same_outcome(seed: int) -> None:
    assert search(Wanted(2), seed).instance == search(Wanted(2), seed).instance
