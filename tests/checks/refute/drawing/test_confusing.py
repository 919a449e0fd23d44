from fractions import Fraction

from checks.refute.drawing.confusing import altered, altered_by, as_pair, shared_optimum
from checks.refute.searching.setting import Setting
from theory.instance import Instance

TRAP = Instance.from_arrays({"a": [[0, 1], [0, -1]], "b": [[0, 1], [0, 2]]}, comparators="y0")


def test_the_altered_context_of_a_confusing_pair_with_its_constants() -> None:
    (pair,) = altered(Setting(TRAP))
    assert (pair.a, pair.b, pair.c, pair.p) == (0, 1, 1, Fraction(1, 2))
    assert (pair.delta_a, pair.delta_b, pair.unique) == (1, 2, True)
    assert 1 / pair.delta == 1 / pair.delta_a + 1 / pair.delta_b


def test_a_pair_that_is_told_apart_is_not_confusing_but_may_be_altered() -> None:
    told = Setting(Instance.from_arrays({"a": [[0, 1]], "b": [[1, 0]]}))
    assert list(altered(told)) == [] and len(list(altered_by(told, 0, 1))) == 1


def test_a_shared_optimum_serves_both() -> None:
    tied = Setting(Instance.from_arrays({"a": [[0, 1, 1]], "b": [[0, 0, 1]]}))
    assert shared_optimum(tied.problem, 0, 1) == (2,)
    assert shared_optimum(Setting(TRAP).problem, 0, 1) is None
    assert as_pair(TRAP).model_names == ("a", "b")
