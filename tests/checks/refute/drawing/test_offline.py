import pytest
from numpy.random import default_rng

from checks.refute.drawing.offline import trained_pair, trained_population, trained_users
from theory.files.instance_file import read
from theory.files.writing import document
from theory.instance import Factored


@pytest.mark.parametrize("draw", [trained_population, trained_pair, trained_users])
@pytest.mark.parametrize("seed", range(10))
def test_training_is_a_law_over_known_contexts(draw, seed: int) -> None:
    drawn = draw(default_rng(seed))
    assert drawn.training is not None and read(document(drawn)) == drawn
    assert sum(context.probability for context in drawn.training.contexts) == 1


def test_a_pair_has_no_truth_and_users_are_factored() -> None:
    pair = trained_pair(default_rng(1))
    assert pair.truth is None and pair.model_names == ("a", "b")
    users = trained_users(default_rng(1))
    assert isinstance(users.models, Factored) and len(users.contexts) == 1
