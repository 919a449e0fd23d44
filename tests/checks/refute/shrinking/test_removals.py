from fractions import Fraction

from checks.refute.shrinking.removals import removals, rescaled, tidy, without
from theory.files.instance_file import read
from theory.files.writing import document
from theory.instance import Context, Instance


def test_one_part_less_in_the_stated_order() -> None:
    rewards = {"a": [[0, 1, 2], [1, 0, 0]], "b": [[1, 0, 0], [0, 1, 2]]}
    smaller = list(removals(Instance.from_arrays(rewards, truth="b")))
    sizes = [(len(one.model_names), len(one.contexts), len(one.responses)) for one in smaller]
    assert sizes == [(1, 2, 3), (2, 1, 3), (2, 1, 3), (2, 2, 2), (2, 2, 2), (2, 2, 2)]
    assert all(one.truth == "b" for one in smaller)


def test_the_baseline_stays() -> None:
    drawn = Instance.from_arrays({"a": [[0, 1, 2]]}, comparators="y1")
    assert all("y1" in one.responses for one in removals(drawn))


def test_probabilities_are_divided_by_what_is_left() -> None:
    kept = rescaled((Context("u", "x", Fraction(1, 4)), Context("v", "x", Fraction(1, 2))))
    assert [context.probability for context in kept] == [Fraction(1, 3), Fraction(2, 3)]
    assert without("abc", 1) == ("a", "c")
    assert tidy(Instance.from_arrays({"a": [[0, 1]]})) == Instance.from_arrays({"a": [[0, 1]]})


def test_a_slate_keeps_its_reference_for_what_is_left() -> None:
    slate = {"inverse_temperature": 2, "reference": [["1/2", "1/4", "1/4"], ["1/3", "1/3", "1/3"]]}
    drawn = Instance.from_arrays({"a": [[0, 1, 2], [1, 0, 0]]}, comparators={"slate": slate})
    smaller = list(removals(drawn))
    assert [read(document(one)) for one in smaller] == smaller
    kept = [one.comparators.reference for one in smaller]  # type: ignore[union-attr]
    third, half = Fraction(1, 3), Fraction(1, 2)
    assert kept[0] == ((third,) * 3,)
    assert kept[2] == ((half, half), (half, half)) and kept[3] == ((2 * third, third), (half, half))
