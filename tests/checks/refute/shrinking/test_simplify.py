from dataclasses import replace
from fractions import Fraction

import pytest

from checks.refute.shrinking.simplify import complexity, fields, simpler_numbers, simplifications, with_field
from theory.instance import Instance, Slate


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


def test_a_slate_becomes_uniform_or_loses_its_tilt() -> None:
    reference = [["1/2", "1/2"]]
    slate = {"inverse_temperature": 2, "reference": reference}
    drawn = Instance.from_arrays({"a": [[0, 1]]}, comparators={"slate": slate})
    laws = [one.comparators for one in simplifications(drawn) if one.comparators != drawn.comparators]
    half = Fraction(1, 2)
    assert laws == [Slate(Fraction(0)), Slate(Fraction(2)), Slate(Fraction(0), ((half, half),))]
    plain = replace(drawn, comparators=Slate(Fraction(0)))
    assert all(one.comparators == plain.comparators for one in simplifications(plain))
