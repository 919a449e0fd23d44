import pytest

from checks.refute.tightness import best, inequalities
from theory.errors import InputError
from theory.format import document, read


def test_the_quadratic_bound_is_nearly_attained_and_the_search_is_reproducible():
    found = best("L2", seed=0, budget=60)
    assert 0.8 < found.ratio <= 1
    assert best("L2", seed=0, budget=60).ratio == found.ratio
    assert read(document(found.instance)) == found.instance


@pytest.mark.parametrize("claim", ["T1", "T6", "T19"])
def test_more_search_never_finds_more_slack(claim):
    few, many = best(claim, seed=5, budget=10), best(claim, seed=5, budget=30)
    assert few is None or many.ratio >= few.ratio


def test_only_inequalities_have_slack():
    assert inequalities("T5") == []
    with pytest.raises(InputError):
        best("T5")
