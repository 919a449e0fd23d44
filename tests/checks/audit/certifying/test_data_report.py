import math
from dataclasses import replace

import numpy as np
import pytest

from checks.audit.certifying.certify import answers
from checks.audit.certifying.data_report import halves, near_copies
from checks.audit.certifying.rank_test import copies_of
from checks.audit.reading.choices import read_choices
from checks.audit.run import audit_choices
from checks.audit.showing.data import told_of_data
from checks.bench.bench_null import Design, answered, asked, copied


def population(tasks=20):
    rng = np.random.default_rng(0)
    choices = asked(Design("random", 15, tasks, 3, 2), rng)
    return answered(choices, np.eye(2), rng.standard_normal((15, 2)), rng)


def altered(choices, user, count):
    """The same choices, some answers of one user changed."""
    tasks = np.flatnonzero(choices.owner == user)[:count]
    chosen = choices.chosen.copy()
    chosen[tasks] = choices.starts[tasks] + (chosen[tasks] - choices.starts[tasks] + 1) % 3
    return replace(choices, chosen=chosen)


def alike(choices):
    return near_copies(choices, np.unique(copies_of(choices)))


def test_copies_that_were_altered_a_little_are_noticed():
    twice = copied(population(), 2)
    assert alike(twice) == 0
    assert alike(altered(twice, 20, 2)) == 1
    assert alike(altered(altered(twice, 20, 1), 3, 2)) == 2
    assert alike(altered(twice, 20, 3)) == 0


def cut_otherwise(first, second):
    """Two users who see the same rows of a feature, cut into tasks of these sizes, and choose the first of each."""
    rows: list[tuple[str, int, int, int]] = []
    for user, sizes in {"ann": first, "bob": second}.items():
        mine = [(task, j) for task, size in enumerate(sizes) for j in range(size)]
        rows += [(user, task, int(j == 0), place % 3) for place, (task, j) in enumerate(mine)]
    return read_choices(dict(zip(("user", "task", "chosen", "x"), zip(*rows, strict=True), strict=True)))


def test_the_same_rows_cut_into_other_tasks_are_other_tasks():
    """With as many tasks and with another number."""
    ten = [2, 3] * 5
    assert alike(cut_otherwise(ten, ten[::-1])) == alike(cut_otherwise(ten, [2] * 11 + [3])) == 0
    assert copies_of(cut_otherwise([1, 1, 1], [1, 2])).tolist() == [0, 1]
    assert copies_of(cut_otherwise([1, 2], [1, 2])).tolist() == [0, 0]


def test_few_tasks_and_other_tasks_tell_nothing():
    assert alike(altered(copied(population(9), 2), 15, 0)) == 0
    assert alike(altered(copied(population(9), 2), 15, 1)) == 0
    assert alike(population()) == 0


def test_altered_copies_are_said_before_the_verdict():
    data = audit_choices(altered(copied(population(), 2), 20, 2)).extra["data"]
    assert data["near_copies"] == 1
    assert any("1 users gave nine tenths" in line for line in told_of_data(data))


def placed(places):
    """Choices between two alternatives with features that nobody minds, by where in the table the chosen one stands."""
    rng, rows = np.random.default_rng(0), []
    for user, mine in enumerate(places):
        for task, place in enumerate(mine):
            rows += [(f"u{user}", task, int(j == place), *rng.integers(0, 9, 2)) for j in range(2)]
    return dict(zip(("user", "task", "chosen", "x", "y"), zip(*rows, strict=True), strict=True))


def test_who_always_chose_the_same_place_is_counted_in_the_order_of_the_table():
    """Four of six; the fifth changed once and the last has few tasks."""
    table = placed([*[[0] * 8] * 3, [1] * 8, [0] * 7 + [1], [0] * 4])
    data = audit_choices(table).extra["data"]
    assert data["straight_liners"] == 4
    assert any("4 users always chose the same place" in line for line in told_of_data(data))


def test_pairs_and_ranks_do_not_tell_where_an_alternative_stood():
    pairs = {"user": ["ann"] * 9, "chosen_x": [1, 2, 4] * 3, "rejected_x": [2, 1, 0] * 3}
    ranks = {
        "user": ["ann"] * 18,
        "task": [j // 2 for j in range(18)],
        "rank": [1, 2] * 9,
        "x": [j % 4 for j in range(18)],
    }
    for found in (read_choices(pairs), read_choices(ranks, order=("ranks", "rank"))):
        assert audit_choices(found).extra["data"]["straight_liners"] is None


def told(truth, tasks=20, size=3, seed=0):
    """What is said of the halves of people whose heads may differ from task to task, shape (users, tasks, size)."""
    rng = np.random.default_rng(seed)
    choices = asked(Design("random", len(truth), tasks, 3, size), rng)
    heads = np.broadcast_to(truth, (len(truth), tasks, size)).reshape(-1, size)
    each = replace(choices, owner=np.arange(len(choices.owner)), users=tuple(map(str, range(len(choices.owner)))))
    found = replace(choices, chosen=answered(each, np.eye(size), heads, rng).chosen)
    return halves(answers(found, np.eye(size), seed), seed)


@pytest.mark.parametrize("users", [40, 100, 300])
@pytest.mark.parametrize("seed", range(3))
def test_independent_answers_are_as_the_law_expects(users, seed):
    truth = np.random.default_rng(seed).standard_normal((users, 1, 3))
    assert told(truth, seed=seed)["as_expected"]


@pytest.mark.parametrize("seed", range(3))
def test_a_law_that_is_learnt_from_few_answers_makes_nobody_odd(seed):
    """With heads drawn from a Gaussian law; held to the law alone z lies below −10."""
    truth = np.random.default_rng(seed).standard_normal((48, 1, 16))
    assert told(truth, size=16, seed=seed)["as_expected"]


def test_many_users_with_few_answers_make_nobody_odd():
    """Of a Gaussian law; z lies below −5, as the law that is learnt is a little off."""
    found = told(np.random.default_rng(0).standard_normal((2000, 1, 8)) / 2, tasks=3, size=8)
    assert found["as_expected"] and found["z"] < -5


def test_people_who_contradict_themselves_make_the_halves_less_alike():
    """The sign of the head is drawn anew for each task."""
    rng = np.random.default_rng(0)
    found = told(8 * rng.standard_normal((400, 1, 3)) * np.sign(rng.standard_normal((400, 20, 1))))
    assert not found["as_expected"] and found["z"] < 0


def test_answers_that_follow_something_else_than_the_head_make_the_halves_more_alike():
    """Without chance an answer repeats what the others say, more than the fitted law allows."""
    rng = np.random.default_rng(0)
    found = told(1e3 * rng.standard_normal((400, 1, 3)))
    assert not found["as_expected"] and found["z"] > 0


def test_few_users_leave_the_law_open():
    assert told(np.ones((5, 1, 3)))["z"] is None
    assert math.isfinite(told(np.ones((6, 1, 3)))["z"])
