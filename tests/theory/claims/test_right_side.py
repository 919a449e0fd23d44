"""The bound of a claim, read from its statement: against the formula by hand, and to full accuracy."""

from fractions import Fraction

import pytest
from flint import arb, ctx

from theory.claims.scope import Scope
from theory.exact.enclosure import ball
from theory.instance import Instance
from theory.quantities import affinity_deficit, mean_regret, policy_of, wrong_models


def scope(gap: int | Fraction = 1, other: int | Fraction = -1) -> Scope:
    rewards = {"a": [[0, gap]], "b": [[0, other]], "c": [[0, 2 * other]]}
    return Scope(Instance.from_arrays(rewards, comparators="y0", truth="a"))


def by_hand(one: Scope, theta: int) -> arb:
    problem = one.problem
    terms = (
        ball(mean_regret(problem, m, theta)) / affinity_deficit(problem, policy_of(problem, m), m, theta)
        for m in wrong_models(problem, theta)
    )
    return sum(terms, arb(0))


def test_t1_is_the_sum_over_the_wrong_models() -> None:
    two = Scope(Instance.from_arrays({"a": [[0, 1]], "b": [[1, 0]]}))
    for theta in range(2):
        assert two.right_side("T1", "headline", theta=theta).overlaps(by_hand(two, theta))
        assert two.right_side("T1", "headline", theta=theta).rel_accuracy_bits() > 40


def test_t1_is_infinite_where_a_wrong_model_is_never_told_apart() -> None:
    found = scope().right_side("T1", "headline", theta=0)
    assert ball(found) == arb.pos_inf()


def test_the_complement_keeps_its_digits_near_one() -> None:
    near = Fraction(1, 10**12)
    one = Scope(Instance.from_arrays({"a": [[0, near]], "b": [[near, 0]]}))
    with ctx.workprec(53):
        found = one.right_side("T1", "headline", theta=0)
    assert found.rel_accuracy_bits() > 30
    assert found.overlaps(by_hand(one, 0))


def test_t10_is_a_product() -> None:
    assert scope().right_side("T10", "headline", a=1, b=0, T=7) == 7 * mean_regret(scope().problem, 1, 0)


def test_an_unknown_statement_is_an_error() -> None:
    with pytest.raises(StopIteration):
        scope().right_side("T1", "no such statement", theta=0)
