"""Groups along many policies at once against one policy at a time."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from theory import policy_groups
from theory.policy_groups import alike_along, exposures
from theory.signatures import groups


def drawn(seed: int, models: int, contexts: int, responses: int, looks: int):
    """Views of which some tell alike, and policies of which some repeat others."""
    rng = np.random.default_rng(seed)
    views = rng.integers(0, looks, (contexts, responses, models)).astype(np.int32)
    views[:, -1] = views[:, 0]
    policies = rng.integers(0, responses, (models, contexts))
    policies[models // 2 :] = policies[: models - models // 2]
    return views, policies, rng.random(models) < 0.6


def by_one(views, policies, wanted):
    """The groups of every policy, one after the other."""
    contexts = range(views.shape[0])
    return [
        {tuple(g.tolist()) for g in groups([views[c, policy[c]] for c in contexts]) if wanted[g].any()}
        for policy in policies
    ]


@settings(max_examples=80, deadline=None)
@given(st.integers(0, 2**32), st.integers(2, 30), st.integers(1, 5), st.integers(1, 4), st.integers(1, 5))
def test_the_groups_are_those_of_each_policy_alone(seed, models, contexts, responses, looks) -> None:
    views, policies, wanted = drawn(seed, models, contexts, responses, looks)
    exposed = exposures(views)
    found: dict[int, list[tuple[int, ...]]] = {}
    for policy, group in alike_along(views, exposed, policies, wanted):
        found.setdefault(policy, []).append(tuple(group.tolist()))
    assert list(found) == sorted(found)
    shown = exposed[np.arange(contexts), policies]
    first = [next(i for i, row in enumerate(shown) if (row == mine).all()) for mine in shown]
    for i, expected in enumerate(by_one(views, policies, wanted)):
        listed = found.get(first[i], [])
        assert len(listed) == len(expected) and set(listed) == expected


def test_parts_are_put_together(monkeypatch: pytest.MonkeyPatch) -> None:
    views, policies, wanted = drawn(3, 30, 3, 3, 2)

    def once() -> set[tuple[int, tuple[int, ...]]]:
        return {(policy, tuple(g.tolist())) for policy, g in alike_along(views, exposures(views), policies, wanted)}

    whole = once()
    monkeypatch.setattr(policy_groups, "_MOST", 60)
    halved = once()
    assert whole <= halved and {g for _, g in whole} == {g for _, g in halved}


def test_exposures_are_named_by_the_first_response_that_tells_alike() -> None:
    views = np.array([[[0, 1, 0], [0, 1, 1], [0, 1, 0]], [[0, 0, 0]] * 3], dtype=np.int32)
    assert exposures(views).tolist() == [[0, 1, 0], [0, 0, 0]]
