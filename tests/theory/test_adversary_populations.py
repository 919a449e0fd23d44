from fractions import Fraction

import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from theory.adversary.populations import narrow_audience, two_models, untrained_direction
from theory.diversity import Conditions
from theory.errors import InputError
from theory.format import document, read
from theory.heads import offline_diverse, one_hot, product_support, spanning_audiences, targets_covered
from theory.problem import Problem
from theory.span import LinearProblem, flatten

whole = st.integers(-2, 2).map(Fraction)


@settings(max_examples=40, deadline=None)
@given(st.lists(whole, min_size=2, max_size=4).map(tuple), st.integers(1, 2), st.integers(2, 3))
def test_one_training_user_along_the_missing_direction_repairs(missing, prompts, responses):
    assume(any(missing))
    twins = untrained_direction(missing, prompts, responses)
    for instance, diverse in ((twins.lacking, False), (twins.repaired, True)):
        assert read(document(instance)) == instance
        assert product_support(instance)
        assert offline_diverse(instance) is targets_covered(instance) is diverse
        pair = Conditions(Problem.of(two_models(instance, twins.hidden)))
        assert (pair.offline_confusion is None) is diverse
    before = {c.user for c in twins.lacking.training.contexts}
    assert {c.user for c in twins.repaired.training.contexts} - before == {twins.newcomer}


@pytest.mark.parametrize("choices", [1, 2, 3])
@pytest.mark.parametrize("tastes", [1, 2])
def test_one_user_completes_the_audience(choices, tastes):
    twins = narrow_audience(choices, tastes)
    for instance, diverse in ((twins.lacking, False), (twins.repaired, True)):
        assert read(document(instance)) == instance
        assert one_hot(instance.models, 0)
        problem = LinearProblem.of(instance)
        assert problem.spanning is diverse
        audiences = spanning_audiences(instance, problem, 0)
        assert audiences == {y: diverse or y != 1 for y in audiences}
        assert (problem.hides(flatten(twins.hidden)) is None) is diverse
        assert Conditions(Problem.of(two_models(instance, twins.hidden))).diversity is diverse
    users = [{c.user for c in instance.contexts} for instance in (twins.lacking, twins.repaired)]
    assert users[1] - users[0] == {twins.newcomer} and users[0] < users[1]


def test_no_population_without_a_direction():
    with pytest.raises(InputError):
        untrained_direction((Fraction(0), Fraction(0)))
    with pytest.raises(InputError):
        narrow_audience(0, 1)
