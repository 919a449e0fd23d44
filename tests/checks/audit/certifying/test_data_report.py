from dataclasses import replace

import numpy as np

from checks.audit.certifying.data_report import near_copies
from checks.audit.certifying.rank_test import copies_of
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


def test_few_tasks_and_other_tasks_tell_nothing():
    assert alike(altered(copied(population(9), 2), 15, 0)) == 0
    assert alike(altered(copied(population(9), 2), 15, 1)) == 0
    assert alike(population()) == 0


def test_altered_copies_are_said_before_the_verdict():
    data = audit_choices(altered(copied(population(), 2), 20, 2)).extra["data"]
    assert data["near_copies"] == 1
    assert any("1 users gave nine tenths" in line for line in told_of_data(data))
