"""The battery of populations without the dimension that is looked for: large, rarely rejected, with power."""

import pytest

from checks.bench import bench_null


@pytest.mark.slow
def test_null_battery_in_small():
    """Forty runs at a rate of 1 % have ten false ones or more with probability below 1e-11."""
    designs = [d for d in bench_null.designs() if d.users * d.tasks <= 2000 and d.size < 5][:5]
    runs = [bench_null.run(design, law, 99) for design in designs for law in bench_null.LAWS]
    assert len(runs) == 40
    assert sum(row["rejected"] for row in runs) < 10


@pytest.mark.slow
@pytest.mark.parametrize(("size", "runs"), [(2, 2), (6, 1)])
def test_full_rank_heads_are_certified(size, runs):
    assert all(bench_null.power(100, size, seed) for seed in range(runs))


def test_the_whole_battery_is_large_enough():
    designs = bench_null.designs()
    assert len(set(designs)) >= 40
    assert len(bench_null.LAWS) >= 6
    assert {"us", "china"} <= {design.name for design in designs}
