from dataclasses import FrozenInstanceError, replace
from fractions import Fraction

import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from theory.adversary.populations import narrow_audience, two_models, untrained_direction
from theory.diversity import Conditions
from theory.errors import InputError
from theory.files.instance_file import read
from theory.files.writing import document
from theory.instance import Baseline, Context, Everything, Factored, Instance, Training, Uniform
from theory.problem import Problem
from theory.span.heads import offline_diverse, one_hot, product_support, spanning_audiences, targets_covered
from theory.span.linear_problem import LinearProblem, flatten

F = Fraction


def matrix(*numbers):
    return tuple(tuple(map(F, row)) for row in numbers)


def evenly(*pairs):
    return tuple(Context(user, prompt, F(1, len(pairs))) for user, prompt in pairs)


def test_a_direction_that_nobody_trained_by_hand():
    """Trained users like both directions alike; the target sets one against the other."""
    heads = {"trained 1": (F(1), F(1)), "newcomer": (F(1), F(-1)), "target": (F(1), F(-1))}
    features = {"x0": matrix((0, 0), (1, 0), (0, 1)), "x1": matrix((0, 0), (2, 0), (0, 2))}
    old = [("trained 1", "x0"), ("trained 1", "x1")]
    repaired = Instance(
        evenly(("target", "x0")),
        ("baseline", "y1", "y2"),
        Uniform(),
        Factored(heads, features, Everything()),
        matrix((-1, -1), (1, 1)),
        Training(evenly(*old, ("newcomer", "x0"), ("newcomer", "x1")), None),
    )
    fewer = {user: head for user, head in heads.items() if user != "newcomer"}
    lacking = replace(
        repaired, models=replace(repaired.models, user_heads=fewer), training=Training(evenly(*old), None)
    )
    twins = untrained_direction((F(1), F(-1)), 2, 3)
    assert (twins.lacking, twins.repaired) == (lacking, repaired)
    assert (twins.newcomer, twins.hidden) == ("newcomer", matrix((2, -1), (-2, 1)))
    with pytest.raises(FrozenInstanceError):
        twins.newcomer = "nobody"


def test_one_prompt_and_two_responses_unless_asked_for():
    twins = untrained_direction((F(1), F(2), F(0)))
    assert twins.repaired.models.features == {"x0": matrix((0,), (1,))}
    assert twins.lacking.models.user_heads == {
        "trained 1": matrix((-2, 1, 0))[0],
        "trained 2": matrix((0, 0, 1))[0],
        "target": matrix((1, 2, 0))[0],
    }
    assert twins.hidden == matrix((2,), (4,), (0,))


def test_an_audience_that_lacks_one_by_hand():
    heads = {
        "likes y1, head 1": (2, 0, 0, 0),
        "likes y1, head 2": (2, 1, 0, 0),
        "likes y1, head 3": (2, 0, 1, 0),
        "likes y1, head 4": (2, 0, 0, 1),
        "likes y2, head 1": (1, 2, 0, 0),
        "likes y2, head 2": (0, 2, 0, 0),
        "likes y2, head 3": (0, 2, 1, 0),
        "likes y2, head 4": (0, 2, 0, 1),
        "likes nothing": (-1, 0, 0, 1),
    }
    heads = {user: tuple(map(F, head)) for user, head in heads.items()}
    twins = narrow_audience(2, 2)
    assert twins.repaired == Instance(
        evenly(*((user, "x0") for user in heads)),
        ("baseline", "y1", "y2"),
        Baseline("baseline"),
        Factored(heads, {"x0": matrix((0, 0), (1, 0), (0, 1))}, Everything()),
        matrix((1, 0), (0, 1), (0, 0), (0, 0)),
    )
    assert twins.newcomer == "likes y1, head 4"
    assert twins.hidden == matrix((1, 0), (0, 1), (0, 0), (2, 0))
    fewer = {user: head for user, head in heads.items() if user != twins.newcomer}
    assert twins.lacking == replace(
        twins.repaired,
        contexts=evenly(*((user, "x0") for user in fewer)),
        models=replace(twins.repaired.models, user_heads=fewer),
    )


def test_two_models_are_the_truth_and_its_alternative():
    twins = narrow_audience(1, 1)
    pair = two_models(twins.lacking, twins.hidden)
    assert pair.truth == "truth"
    assert pair.models.parameters == {"truth": twins.lacking.truth, "hidden": twins.hidden}
    assert replace(pair, models=twins.lacking.models, truth=twins.lacking.truth) == twins.lacking


whole = st.integers(-2, 2).map(Fraction)


@settings(max_examples=20, deadline=None)
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


@pytest.mark.parametrize("missing", [(F(0), F(0)), (F(1),), ()])
def test_no_population_without_a_direction(missing):
    with pytest.raises(InputError) as refused:
        untrained_direction(missing)
    assert refused.value.place == "missing"


@pytest.mark.parametrize("sizes", [(0, 1), (1, 0), (-1, 2), (2, -1)])
def test_no_population_without_choices_or_tastes(sizes):
    with pytest.raises(InputError) as refused:
        narrow_audience(*sizes)
    assert refused.value.place == "choices"
