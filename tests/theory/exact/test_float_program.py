"""What is handed to the solver: integers of any length, in their proportions."""

from __future__ import annotations

import pytest

from theory.exact.float_program import Proposer, floats
from theory.exact.linear_program import Row


def test_short_integers_are_passed_on_as_they_are() -> None:
    assert floats((3, -4, 0)) == [3.0, -4.0, 0.0] and floats(()) == []


def test_long_integers_keep_their_proportions() -> None:
    one, other, sign = floats((3 * 10**500, 10**500, -(10**500)))
    assert one / other == pytest.approx(3) and sign / other == pytest.approx(-1)


@pytest.mark.parametrize("size", [1, 10**400])
def test_a_program_ends_in_its_vertex(size: int) -> None:
    rows = [Row((size, 0), size), Row((0, size), 2 * size)]
    found = Proposer((size, size), rows).propose()
    assert found.point == pytest.approx((1, 2)) and found.active == (0, 1)
