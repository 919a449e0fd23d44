from fractions import Fraction

import pytest

from checks.refute.shrinking.simplify import complexity, fields, simpler_numbers, simplifications, with_field
from theory.instance import Instance


@pytest.mark.parametrize("value", [Fraction(7), Fraction(-5, 2), Fraction(1, 3), Fraction(-1)])
def test_what_is_tried_is_simpler(value: Fraction) -> None:
    tried = simpler_numbers(value)
    assert tried == sorted(tried, key=complexity)
    assert all(complexity(simple) < complexity(value) for simple in tried)


def test_zero_is_as_simple_as_it_gets() -> None:
    assert simpler_numbers(Fraction(0)) == []


def test_a_field_is_replaced_and_the_rest_stays() -> None:
    drawn = Instance.from_arrays({"a": [[0, 5]], "b": [[1, 0]]}, truth="b")
    table = dict(fields(drawn)["table"])
    table["a"] = ((Fraction(0), Fraction(1)),)
    changed = with_field(drawn, "table", table)
    assert changed.truth == "b" and changed.models.table["a"] == table["a"]
    assert any(one == changed for one in simplifications(drawn))
