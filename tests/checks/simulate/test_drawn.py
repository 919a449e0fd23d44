"""What drawn responses cost in simulated runs: exactly where nothing is learnt, and absent where it says nothing."""

from __future__ import annotations

from dataclasses import replace
from fractions import Fraction
from math import isclose

from checks.learners import load
from checks.simulate.drawn import charged
from checks.simulate.run import Request, prepare, simulate
from theory.problem import Problem, Slates, tabular
from theory.quantities import drawn_cost

TABLE = tabular({"a": [[0, 1, 3], [1, 0, 0]], "b": [[2, 1, 0], [0, 1, 4]]})
EVEN = (Fraction(1, 3),) * 3


def slated(beta: int = 1) -> Problem:
    return replace(TABLE, slates=Slates(Fraction(beta), (EVEN, EVEN)), kappa=((EVEN,) * 3,) * 2)


def test_a_learner_that_never_learns_is_charged_its_models_cost() -> None:
    problem = slated()
    result = simulate(problem, Request(load("constant"), 1, 7, runs=10))
    cost = 7 * float(drawn_cost(problem, 0, 1))
    assert isclose(result["drawn_regret"]["mean"], cost)
    low, high = result["drawn_regret"]["interval"]
    assert low <= cost <= high and high - low < 1e-6 * cost


def test_only_the_price_of_an_action_changes() -> None:
    sources, _, _ = prepare(slated(), Request(load("greedy"), 0, 5))
    bill = charged(sources)
    assert bill.shortfall.shape == sources.shortfall.shape and bill.ratios is sources.ratios
    assert isclose(bill.shortfall[0, -1], bill.shortfall[0, :-1].mean())


def test_every_round_to_the_horizon_is_charged_even_where_the_regret_has_ended() -> None:
    problem = slated()
    result = simulate(problem, Request(load("greedy"), 0, 10_000, runs=4))
    assert result["drawn_regret"]["mean"] >= 9_000 * float(drawn_cost(problem, 0, 0))


def test_nothing_is_said_without_slates_or_without_a_horizon() -> None:
    assert "drawn_regret" not in simulate(TABLE, Request(load("greedy"), 0, 5, runs=4))
    assert "drawn_regret" not in simulate(slated(), Request(load("greedy"), 0, None, runs=4))


def test_the_same_bytes_whatever_the_number_of_workers() -> None:
    request = Request(load("greedy"), 0, 300, runs=130, seed=3)
    assert simulate(slated(), request, jobs=1) == simulate(slated(), request, jobs=2)
