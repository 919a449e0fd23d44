from fractions import Fraction

import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from theory.adversary.pairs import ACCURACY, Recipe, confusing_pair, least_information
from theory.diversity import Conditions
from theory.enclosure import ball
from theory.errors import InputError
from theory.format import document, read
from theory.problem import Problem
from theory.quantities import altered_contexts, hidden_gap, information_per_regret, second_best_gap

gaps = st.fractions(Fraction(1, 10), 3, max_denominator=10)
shares = st.fractions(Fraction(1, 20), Fraction(19, 20), max_denominator=20)


@st.composite
def recipes(draw):
    users, prompts = draw(st.integers(1, 3)), draw(st.integers(1, 2))
    p = Fraction(1) if users * prompts == 1 else draw(shares)
    information = draw(st.none() | st.fractions(Fraction(1, 50), 4, max_denominator=50))
    return Recipe(
        p, draw(gaps), draw(gaps), information, users, prompts, draw(st.integers(3, 4)),
        draw(st.none() | st.integers(2, 4)),
    )  # fmt: skip


@settings(max_examples=60, deadline=None)
@given(recipes())
def test_the_pair_has_every_constant_prescribed(recipe):
    instance = confusing_pair(recipe)
    assert read(document(instance)) == instance
    problem = Problem.of(instance)
    conditions = Conditions(problem)
    assert [(pair.believed, pair.hidden) for pair in conditions.confusing_pairs()] == [(0, 1)]
    assert conditions.unique_optimum
    assert altered_contexts(problem, 0, 1) == (0,)
    assert problem.p[0] == recipe.p
    assert second_best_gap(problem, 0, 0) == recipe.delta_a
    assert hidden_gap(problem, 0, 1, 0) == recipe.delta_b
    measured = information_per_regret(problem, 0, 1)
    if recipe.information is None:
        assert measured.overlaps(least_information(recipe.delta_a, recipe.delta_b))
    else:
        assert abs(measured - ball(recipe.information)) <= ball(2 * recipe.information * ACCURACY)
    assert len(problem.contexts) == recipe.users * recipe.prompts and len(problem.responses) == recipe.responses
    if recipe.dimension is not None:
        assert instance.models.dimension == recipe.dimension


def test_a_large_information_takes_a_third_response():
    with pytest.raises(InputError, match="third response"):
        confusing_pair(Recipe(information=Fraction(2)))
    assert least_information(Fraction(1), Fraction(1)) < 1


@pytest.mark.parametrize(
    "recipe",
    [
        Recipe(p=Fraction(1, 2)),
        Recipe(users=2),
        Recipe(delta_a=Fraction(0)),
        Recipe(responses=1),
        Recipe(dimension=1),
        Recipe(information=Fraction(0)),
    ],
)
def test_impossible_recipes_are_refused(recipe):
    with pytest.raises(InputError):
        confusing_pair(recipe)


@settings(max_examples=30, deadline=None)
@given(gaps, gaps, gaps)
def test_more_information_asked_for_is_more_information_had(delta_a, delta_b, extra):
    least = least_information(delta_a, delta_b)
    low = Fraction(1, 100)
    assume(least > ball(low))
    few, many = (
        information_per_regret(Problem.of(confusing_pair(Recipe(Fraction(1), delta_a, delta_b, k, responses=3))), 0, 1)
        for k in (low, low + extra)
    )
    assert few < many
