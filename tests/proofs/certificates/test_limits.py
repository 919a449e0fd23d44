"""What is too large for a certificate is refused with the limit that is passed."""

from __future__ import annotations

from dataclasses import replace
from fractions import Fraction

import pytest

from proofs.certificates import limits
from proofs.certificates.numbers.tables import Tables, of_problem
from theory.errors import InputError
from theory.problem import tabular


@pytest.fixture
def small() -> Tables:
    return of_problem(tabular({"a": [[0, 1]], "b": [[Fraction(1, 3), 0]]}))


def test_what_is_small_passes(small: Tables) -> None:
    limits.within_limits(small)
    limits.narrow(small)


def test_too_many_rewards(small: Tables, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(limits, "MOST_REWARDS", 3)
    with pytest.raises(InputError, match="at most 3 rewards, and this instance has 4"):
        limits.within_limits(small)


def test_too_many_digits_on_either_side_of_the_limit(small: Tables) -> None:
    limits.within_limits(replace(small, reward_unit=10**60 - 1))
    with pytest.raises(InputError, match="more than 60 digits"):
        limits.within_limits(replace(small, reward_unit=10**60))


def test_gaps_on_either_side_of_the_limit() -> None:
    limits.narrow(of_problem(tabular({"a": [[0, 1000]], "b": [[1, 0]]})))
    with pytest.raises(InputError, match="gaps of at most 1000"):
        limits.narrow(of_problem(tabular({"a": [[0, 1001]], "b": [[1, 0]]})))
