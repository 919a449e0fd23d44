"""Blocks of runs: in order, at any number of workers, and kept when something ends them."""

from __future__ import annotations

import pytest

from checks.simulate.common.blocks import certainty, in_order


@pytest.mark.parametrize("jobs", [1, 2, 5])
def test_blocks_come_in_order_whoever_plays_them(jobs: int) -> None:
    assert in_order(lambda block: block * block, 20, jobs) == [n * n for n in range(20)]


@pytest.mark.parametrize("jobs", [1, 3])
def test_what_comes_after_an_unfinished_block_is_left_out(jobs: int) -> None:
    """The sample must not depend on which blocks happened to finish."""
    assert in_order(lambda block: None if block == 4 else block, 9, jobs) == [0, 1, 2, 3]


def test_confidence_is_shared_out_over_every_block_a_budget_could_end_with() -> None:
    """The errors of all possible ends together are the error that was asked for: Σ 1/(k(k+1)) = 1."""
    assert certainty(0.99, 7, True) == 0.99 and certainty(0.99, 0, False) == 0.99
    errors = [1 - certainty(0.9, k, False) for k in range(1, 2000)]
    assert sum(errors) == pytest.approx(0.1 * (1 - 1 / 2000), rel=1e-9)
