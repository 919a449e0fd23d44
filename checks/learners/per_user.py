"""Per user: a maximum-likelihood model for each user, from that user's feedback alone; nothing is shared."""

from __future__ import annotations

from typing import TYPE_CHECKING

from checks.learner_protocol import Learner

if TYPE_CHECKING:
    from checks.simulate.common.arrays import Arrays
    from checks.simulate.plans.plan import Plan


def compiled(arrays: Arrays, horizon: int) -> Plan:
    """Return the compiled half."""
    from checks.simulate.plans.mle_plan import follow

    names = [arrays.problem.contexts[c][0] for c in arrays.contexts]
    groups = [range(names.index(user), names.index(user) + names.count(user)) for user in dict.fromkeys(names)]
    return follow(arrays, arrays.policy, groups)


LEARNER = Learner("per-user", "greedy for each user separately, nothing shared", compiled=compiled)
