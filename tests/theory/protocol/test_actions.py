"""Actions: responses where comparators follow a table, models under slates."""

from __future__ import annotations

from dataclasses import replace
from fractions import Fraction
from math import exp, isclose

from theory.diversity import Conditions
from theory.problem import Problem, Slates, tabular
from theory.protocol.actions import choice, choices, count, policy, served, shown
from theory.protocol.softened import drawn
from theory.quantities import affinity, affinity_deficit, cost_of_draw, drawn_cost

TABLE = tabular({"a": [[0, 1, 3], [1, 0, 0]], "b": [[2, 1, 0], [0, 1, 4]]})
UNIFORM = (Fraction(1, 3),) * 3


def slate(beta: Fraction, *rows: tuple[Fraction, ...]) -> Problem:
    return replace(TABLE, slates=Slates(beta, rows), kappa=tuple((row,) * 3 for row in rows))


def test_under_a_table_an_action_is_a_response():
    assert count(TABLE) == 3 and served(TABLE, 0, 2) == 2
    assert choice(TABLE, 0) == (2, 0) and choices(TABLE).tolist() == [[2, 0], [0, 2]]
    assert [(y, other) for _, y, other in shown(TABLE, 0, 1)] == [(1, 0), (1, 2)]


def test_under_slates_an_action_is_a_model_and_serves_its_policy():
    problem = slate(Fraction(1), UNIFORM, UNIFORM)
    assert count(problem) == 2 and [served(problem, 0, g) for g in range(2)] == [2, 0]
    assert choice(problem, 1) == (1, 1) and choices(problem).tolist() == [[0, 0], [1, 1]]


def test_a_slate_is_drawn_from_the_selected_models_softened_policy():
    row = (Fraction(1, 2), Fraction(1, 4), Fraction(1, 4))
    weights = [float(w) * exp(0.5 * r) for w, r in zip(row, (2, 1, 0), strict=True)]
    found = {y: float(mass) for mass, y in drawn(policy(slate(Fraction(1, 2), row, UNIFORM), 0, 1))}
    assert all(isclose(found[y], weight / sum(weights)) for y, weight in enumerate(weights))


def test_what_a_model_shows_depends_on_which_is_selected_but_not_whether_it_tells():
    problem = slate(Fraction(2), UNIFORM, UNIFORM)
    own, other = (affinity_deficit(problem, choice(problem, g), 0, 1) for g in range(2))
    assert own > 0 and other > 0 and not own.overlaps(other)
    assert (affinity(problem, 0, 1) + own).overlaps(affinity(problem, 0, 0))


def test_a_positive_reference_makes_every_class_strongly_diverse():
    hidden = replace(tabular({"a": [[0, -1]], "b": [[0, 1]]}, baseline=0))
    assert not Conditions(hidden).diversity
    row = (Fraction(1, 9), Fraction(8, 9))
    slates = Conditions(replace(hidden, slates=Slates(Fraction(3), (row,)), kappa=((row,) * 2,)))
    assert slates.diversity and all(slates.strong_diversity(m) for m in range(2)) and slates.regime == "bounded"


def test_a_response_that_is_never_drawn_hides():
    row = (Fraction(1, 2), Fraction(1, 2), Fraction(0))
    problem = tabular({"a": [[1, 0, 0]], "b": [[1, 0, 2]]})
    problem = replace(problem, slates=Slates(Fraction(1), (row,)), kappa=((row,) * 3,))
    assert not Conditions(problem).diversity and affinity_deficit(problem, choice(problem, 0), 0, 1).is_zero()


def test_the_cost_of_a_draw_is_its_mean_shortfall():
    problem = slate(Fraction(0), UNIFORM, UNIFORM)
    assert cost_of_draw(problem, 0, 1, 0).overlaps(affinity(problem, 0, 0) * (3 + 2 + 0) / 3)
    whole = drawn_cost(problem, 1, 0)
    assert whole.overlaps((cost_of_draw(problem, 0, 1, 0) + cost_of_draw(problem, 1, 1, 0)) / 2)
