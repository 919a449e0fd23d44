"""The populations behind the figure on signals have the rank they say, and the figure counts as it should."""

from __future__ import annotations

import numpy as np
import pytest

from checks.bench.bench_signal import METHODS, SHAPES, Setting, choices, dimension, figure, heads, settings, summary


def row(weakest: float, overstated: int, exact: int, runs: int = 10) -> dict[str, float | int | str]:
    return {"weakest": weakest, "overstated": overstated, "exact": exact, "runs": runs}


def test_every_method_and_shape_is_a_setting() -> None:
    found = settings()
    assert len(set(found)) == len(found)
    assert {(one.method, one.users, one.size) for one in found} == {(m, *shape) for m in METHODS for shape in SHAPES}
    assert all(0 <= one.missing < one.size for one in found)


@pytest.mark.parametrize("missing", [0, 1, 3])
def test_heads_have_the_singular_values_that_are_said(missing: int) -> None:
    setting = Setting("common", 40, 6, missing, 2.0)
    values = np.linalg.svd(heads(setting, np.random.default_rng(0)), compute_uv=False) / np.sqrt(40)
    assert values[: 6 - missing] == pytest.approx(np.linspace(6, 2, 6 - missing))
    assert np.abs(values[6 - missing :]).max(initial=0) < 1e-9


@pytest.mark.parametrize("method", METHODS)
def test_one_strong_direction_is_found_by_every_method(method: str) -> None:
    assert dimension(Setting(method, 60, 2, 1, 9.0), 0) == 1


def test_choices_follow_the_heads() -> None:
    """Large heads choose the best alternative of each task, but for noise that hardly ever matters."""
    truth = np.array([[300.0, 0.0], [0.0, -300.0]])
    told = choices(truth, 40, np.random.default_rng(0))
    utility = (told.values * truth[np.repeat(told.owner, 3)]).sum(axis=1).reshape(-1, 3)
    assert (utility.argmax(axis=1) == told.chosen - told.starts[:-1]).mean() > 0.9
    assert told.starts.tolist() == list(range(0, 241, 3)) and told.owner.tolist() == [0] * 40 + [1] * 40


def test_the_figure_counts_runs_and_only_strong_settings_as_such() -> None:
    found = summary([row(1.0, 1, 2), row(3.0, 0, 9), row(3.0, 1, 6, 30)])
    assert found == {
        "settings": 3, "runs": 50, "overstated": 2 / 50, "exact_where_strong": pytest.approx((0.9 + 0.2) / 2),
        "least_exact_where_strong": 0.2,
    }  # fmt: skip
    assert "3 settings, 50 runs: overstated in 4.000%" in figure(found).figure
    assert "exact in 55.00%" in figure(found).figure
