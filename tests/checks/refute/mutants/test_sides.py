from fractions import Fraction

import pytest
from flint import arb

from checks.refute.mutants.sides import same, side


@pytest.mark.parametrize("value", [True, False, None, Fraction(-3, 7), arb.pos_inf(), arb.neg_inf(), arb(2).sqrt()])
def test_a_side_is_the_same_as_what_was_kept(value):
    assert same(side(value), value)


def test_an_enclosure_need_only_overlap():
    assert same(["1.41", "1.42"], arb(2).sqrt())
    assert not same(["1.42", "1.43"], arb(2).sqrt())
    assert not same(["1.41", "1.42"], arb.pos_inf())


def test_other_kinds_differ():
    assert not same("1/2", Fraction(1, 3))
    assert not same("∞", arb.neg_inf())
    assert not same(True, False) and not same("1", True)
