from fractions import Fraction

import numpy as np
import pytest
from flint import arb

from checks.exact.states import ROOT, States, exposures
from theory.problem import tabular

F = Fraction


def test_outcomes_of_a_policy_have_total_mass_one() -> None:
    problem = tabular({"a": [[0, 1, 2], [0, 0, 0]], "b": [[1, 0, 0], [0, 0, 0]]}, p=[F(1, 4), F(3, 4)])
    for reference in (0, 1):
        states = States(problem, reference)
        moves = states.moves(states.policy(0))
        assert moves.stay is not None and moves.stay.overlaps(arb(3) / 4)
        assert sum((mass for _, _, mass in moves.steps), moves.stay).overlaps(arb(1))
    assert sum(mass for mass, *_ in exposures(problem, states.policy(0))) == 1


def test_equal_policies_are_one_object() -> None:
    states = States(tabular({"a": [[0, 1]], "b": [[0, 3]], "c": [[1, 0]]}))
    assert states.policy(0) is states.policy(1) is not states.policy(2)


@pytest.mark.parametrize("digits", [3, 60])
def test_leaders_of_models_that_floating_point_cannot_tell_apart(digits: int) -> None:
    close = F(1, 10**digits)
    states = States(tabular({"a": [[0, 1]], "b": [[0, 1 + close]], "c": [[0, 1]]}))
    children = [states.reach(ROOT, kind, step) for kind, step, _ in states.moves(states.policy(0)).steps]
    states.settle()
    won = [dict(states.counts(child)) for child in children]
    leaders = {
        states.vectors[next(iter(seen))][0] > 0: states.leaders[c] for seen, c in zip(won, children, strict=True)
    }
    assert leaders == {True: 1, False: 0}


def test_rewards_beyond_floating_point() -> None:
    states = States(tabular({"a": [[0, 10**400]], "b": [[10**400, 0]], "c": [[0, 0]]}))
    children = [states.reach(ROOT, kind, step) for kind, step, _ in states.moves(states.policy(0)).steps]
    with np.errstate(all="raise"):
        states.settle()
    assert sorted(states.leaders[child] for child in children) == [0, 1]


def test_forgetting_leaves_what_was_settled() -> None:
    states = States(tabular({"a": [[0, 1]], "b": [[1, 0]]}))
    first, second = states.moves(states.policy(0)).steps
    child = states.reach(ROOT, *first[:2])
    states.settle()
    size = len(states)
    states.reach(child, *first[:2])
    states.forget(size)
    assert len(states) == size == 2 and states.reach(child, *second[:2]) == ROOT


def test_root_ratio_bounds_enclose_one() -> None:
    states = States(tabular({"a": [[0, 1]], "b": [[1, 0]]}))
    bound = states.half_ratios([ROOT], 0)
    assert bound.shape == (1, 2) and (bound >= 1).all() and (bound < 1 + 1e-9).all()
