"""Views and groups against comparing every pair of models."""

from __future__ import annotations

from itertools import combinations

import numpy as np
import pytest
from hypothesis import given, settings

from checks import strategies
from theory import signatures as module
from theory.instance import Instance
from theory.problem import Problem, tabular
from theory.signatures import groups, views


@settings(deadline=None, max_examples=30)
@given(strategies.confusing(models=5, ties=True))
def test_equal_views_are_equal_gaps_to_everything_met(instance: Instance) -> None:
    problem = Problem.of(instance)
    models, contexts, responses = problem.shape
    table = views(problem, range(contexts))
    assert table.shape == (contexts, responses, models)
    for c in range(contexts):
        for y in range(responses):
            met = [z for z in range(responses) if problem.kappa[c][y][z] > 0]
            for a, b in combinations(range(models), 2):
                same = all(problem.gap(a, c, y, z) == problem.gap(b, c, y, z) for z in met)
                assert (table[c, y, a] == table[c, y, b]) == same


def test_a_response_that_only_meets_itself_shows_nothing() -> None:
    problem = tabular({"a": [[0, 1]], "b": [[0, 7]]}, baseline=1)
    meets_the_baseline, is_the_baseline = views(problem, [0])[0]
    assert len(set(meets_the_baseline)) == 2 and len(set(is_the_baseline)) == 1


def test_large_rewards_are_compared_exactly() -> None:
    big = 10**30
    problem = tabular({"a": [[0, big]], "b": [[1, big + 1]], "c": [[0, big + 1]]})
    assert problem.scaled.dtype == object
    first = views(problem, [0])[0, 0]
    assert first[0] == first[1] != first[2]


def alike(columns: list[np.ndarray]) -> list[list[int]]:
    members: dict[tuple[int, ...], list[int]] = {}
    for m in range(len(columns[0])):
        members.setdefault(tuple(int(column[m]) for column in columns), []).append(m)
    return sorted(group for group in members.values() if len(group) > 1)


@pytest.mark.parametrize("multiplier", [module._MULTIPLIER, np.uint64(0), np.uint64(2**63)])
def test_groups_survive_a_hash_that_tells_nothing(multiplier: np.uint64, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(module, "_MULTIPLIER", multiplier)
    rng = np.random.default_rng(0)
    for size in (1, 2, 5, 60):
        columns = [rng.integers(0, 4, size).astype(np.int32) for _ in range(3)]
        found = [group.tolist() for group in groups(columns)]
        assert found == sorted(found, key=lambda group: group[0])
        assert sorted(found) == alike(columns)


def test_no_group_among_models_that_all_differ() -> None:
    assert groups([np.arange(9, dtype=np.int32)]) == []
