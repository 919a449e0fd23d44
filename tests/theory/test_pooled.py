"""The best policy that ignores the user, against all of them."""

from __future__ import annotations

from fractions import Fraction
from itertools import product

from hypothesis import given, settings

from checks import strategies
from theory.instance import Instance
from theory.pooled import common_best, pooled_gap, prompts
from theory.problem import Problem, tabular


@settings(deadline=None, max_examples=25)
@given(strategies.online(most_contexts=4, ties=True))
def test_no_pooled_policy_is_better_and_one_is_as_good(instance: Instance) -> None:
    problem = Problem.of(instance)
    asked = sorted({prompt for _, prompt in problem.contexts})
    for theta in range(len(problem.models)):
        costs = []
        for served in product(range(len(problem.responses)), repeat=len(asked)):
            policy = dict(zip(asked, served, strict=True))
            costs.append(
                sum(
                    (p * problem.shortfall(theta, c, policy[problem.contexts[c][1]]) for c, p in enumerate(problem.p)),
                    Fraction(0),
                )
            )
        assert pooled_gap(problem, theta) == min(costs)
        assert common_best(problem, theta) == (min(costs) == 0)


def test_two_users_who_disagree_cost_the_smaller_half() -> None:
    disagree = tabular({"a": [[0, 1], [3, 0]]}, [Fraction(1, 4), Fraction(3, 4)])
    assert prompts(disagree) == {"x": [0, 1]}
    assert pooled_gap(disagree, 0) == Fraction(1, 4) and not common_best(disagree, 0)
    tied = tabular({"a": [[0, 1], [3, 3]]})
    assert pooled_gap(tied, 0) == 0 and common_best(tied, 0)
