from fractions import Fraction

import numpy as np
import pytest

from checks.audit import recruit
from checks.audit.certifying import signal
from checks.audit.certifying.exact_rank import exact_rank
from checks.audit.reading.numbers import from_floats
from checks.audit.reading.tables import make_heads
from checks.audit.run import audit_choices
from checks.bench.bench_signal import choices
from theory.errors import InputError


def test_carriers_hold_their_share():
    heads = np.array([[3.0, 1.0], [4.0, 0.0], [0.0, 2.0]])
    assert recruit.carriers(("a", "b", "c"), heads, np.array([1.0, 0.0])) == [("b", 16 / 25), ("a", 9 / 25)]
    assert recruit.carriers(("a",), np.zeros((1, 2)), np.ones(2)) == []


def test_greedy_fills_the_missing_direction_first():
    gram = np.diag([5.0, 1.0, 0.0])
    candidates = np.array([[9.0, 0.0, 0.0], [0.0, 0.0, 1.0], [0.0, 3.0, 0.1]])
    picks = recruit.recruit(gram, ("same", "new", "strong"), candidates, 2, np.eye(3)[:, :2])
    assert [pick.name for pick in picks] == ["new"]
    assert (picks[0].before, picks[0].after) == (0.0, pytest.approx(1.0))


def test_greedy_prefers_what_raises_the_next_eigenvalue_while_two_directions_miss():
    picks = recruit.recruit(
        np.diag([5.0, 0.0, 0.0]), ("x", "y"), np.array([[9.0, 0.0, 0.0], [0.0, 1.0, 0.0]]), 5, np.eye(3)[:, :1]
    )
    assert [pick.name for pick in picks] == ["y"]


def brute_escapes(heads, rank):
    """The same numbers from every subset of users."""
    from itertools import combinations

    result = []
    for size in range(rank):
        most = 0
        for subset in combinations(range(len(heads)), size):
            base = heads[list(subset)].reshape(-1, heads.shape[1])
            if exact_rank(from_floats(base)).rank == size:
                inside = sum(exact_rank(from_floats(np.vstack([base, row]))).rank == size for row in heads)
                most = max(most, inside)
        result.append(Fraction(len(heads) - most, len(heads)))
    return tuple(result)


@pytest.mark.parametrize("seed", range(5))
def test_escape_chances_agree_with_brute_force(seed):
    rng = np.random.default_rng(seed)
    heads = rng.integers(-1, 2, (7, 3)).astype(float)
    rank = exact_rank(from_floats(heads)).rank
    found = recruit.escapes(from_floats(heads), rank)
    assert found.exact
    assert found.chances == brute_escapes(heads, rank)


def test_too_many_subspaces_are_sampled_and_said_to_be():
    heads = np.random.default_rng(0).standard_normal((300, 4))
    found = recruit.escapes(from_floats(heads), 4)
    assert not found.exact
    assert found.chances == (1, Fraction(299, 300), Fraction(298, 300), Fraction(297, 300))


def test_users_to_certify_grow_as_directions_weaken():
    rng = np.random.default_rng(0)
    heads = rng.standard_normal((50, 4)) * np.sqrt([10, 1.6, 1.2, 0.2])
    found = signal.common(heads.T @ heads, 50, np.eye(4), 0.99)
    needed = recruit.users_to_certify(found, 50)
    assert len(needed) == 4 - found.dimension
    assert needed[0] > 50
    assert needed[-1] is None
    assert needed[0] < needed[1]


def test_nothing_is_estimated_without_a_test():
    empty = signal.replicated(np.zeros((3, 2)), np.zeros((3, 2)), 0.99)
    assert recruit.users_to_certify(empty, 3) == [None, None]


def test_nothing_is_recruited_where_nothing_is_relevant():
    assert recruit.recruit(np.zeros((0, 0)), ("a",), np.zeros((1, 0)), 3, np.zeros((0, 0))) == []


def test_too_many_candidates_are_refused():
    with pytest.raises(InputError, match="too many"):
        recruit.recruit(np.eye(200), ("a",) * 1000, np.zeros((1000, 200)), 1, np.eye(200))


def test_dimensions_are_counted_and_nobody_is_recruited_below_noise():
    pool = np.array([[1.0, 0.0, 0.0], [1.0, 0.0, 2.0]])
    picks = recruit.recruit(np.diag([5.0, 1.0, 0.0]), ("same", "new"), pool, 5, np.eye(3)[:, :2])
    assert (picks[0].name, picks[0].dimension) == ("new", 3)
    assert all(pick.before >= 0 for pick in picks)
    assert recruit.recruit(np.diag([1.0, 0.0]), ("a",), np.array([[1.0, 0.0]]), 5, np.eye(2)[:, :1]) == []


def test_nobody_adds_a_dimension_by_rounding_or_by_less_than_the_users_may_have_there_already():
    gram, spanned, doubt = np.diag([40.0, 4.0]), np.eye(2)[:, :1], np.diag([1.0, 0.1])
    for head, found in (([0.0, 1e-14], 1), ([1.0, 1e-10], 1), ([2.0, 0.3], 1), ([2.0, 0.4], 2), ([0.0, 0.4], 2)):
        picks = recruit.recruit(gram, ("a",), np.array([head]), 1, spanned, doubt)
        assert [pick.dimension for pick in picks] in ([found], [] if found == 1 else None)


def test_people_on_the_line_of_everybody_add_no_dimension_to_an_estimated_one():
    rng = np.random.default_rng(1)
    found = choices(np.outer(rng.standard_normal(60), [1.0, 1.0]), 40, rng)
    pool = make_heads(np.array([[1.0, 1.0], [2.0, 2.0], [1.0, -1.0]]), columns=found.columns)
    result = audit_choices(found, candidates=pool)
    assert result.signal.dimension == 1
    dimensions = {pick.name: pick.dimension for pick in result.picks}
    assert dimensions["2"] == 2 and result.picks[0].name == "2"
    alone = audit_choices(found, candidates=pool.take(np.arange(2)))
    assert {pick.dimension for pick in alone.picks} <= {1}
