"""Per user: a maximum-likelihood model for each user, from that user's feedback alone; nothing is shared."""

from __future__ import annotations

import numpy as np

from checks.learners.base import Learner
from checks.simulate.arrays import Arrays
from checks.simulate.jit import CHOOSE, jit
from checks.simulate.kernel import Plan
from checks.simulate.leader import FOREVER, holds, leader
from checks.simulate.leading import begin, reach


@jit(CHOOSE)
def choose(ratios, counts, prints, t, state, table, matrix, policy):  # type: ignore[no-untyped-def]
    """Deploy π of the user's own leader; the last row of the table is the user of each context."""
    models, contexts = len(table) - 1, table.shape[1]
    classes = len(counts) // contexts
    hold, changed, first = FOREVER, False, 0
    while first < contexts:
        user, last = table[models, first], first + 1
        while last < contexts and table[models, last] == user:
            last += 1
        lead = leader(ratios, user * models, counts, prints, first * classes, last * classes)
        hold = min(hold, holds(ratios, user * models, lead, matrix, user * models + lead))
        for c in range(first, last):
            changed |= policy[c] != table[lead, c]
            policy[c] = table[lead, c]
        first = last
    policy[contexts] += changed
    return hold


def kernel(arrays: Arrays, horizon: int) -> Plan:
    """Return the compiled half."""
    names = [arrays.problem.contexts[c][0] for c in arrays.contexts]
    order = list(dict.fromkeys(names))
    rows = [range(names.index(user), names.index(user) + names.count(user)) for user in order]
    users = np.array([order.index(user) for user in names], dtype=np.int64)
    return Plan(
        choose,
        np.concatenate([arrays.policy, users[None, :]]),
        np.concatenate([reach(arrays, arrays.policy, own) for own in rows]),
        np.concatenate([begin(arrays, own) for own in rows]),
        users * len(arrays.policy),
    )


LEARNER = Learner("per-user", "greedy for each user separately, nothing shared", kernel=kernel)
