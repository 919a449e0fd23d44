"""C(a) against a linear program written apart, on every kind of comparator; 0 and infinity exactly."""

from __future__ import annotations

from fractions import Fraction
from json import dumps
from random import Random

import pytest
from referee import constant, drawing
from referee.finite import Finite
from referee.reading import read

from checks.instance.check import check
from theory.diversity import Conditions
from theory.exploration.constant import program, regret_constant
from theory.files.instance_file import loads
from theory.problem import Problem, tabular
from theory.quantities import information_per_regret


def hiding(rng: Random) -> dict[str, object]:
    """Draw a believed model and alternatives that change, by preference, what it does not expose."""
    document = drawing.instance(rng, "rewards", models=1, pool=drawing.ODD)
    document.pop("training", None)
    document.pop("truth", None)
    (name, believed), size = next(iter(document["rewards"].items())), len(document["responses"])
    rows = [[Fraction(rng.randint(-6, 6), rng.randint(1, 3)) for _ in range(size)] for _ in believed]
    models = {name: rows}
    for i in range(rng.randint(1, 4)):
        other = [list(row) for row in rows]
        for _ in range(rng.randint(1, 3)):
            other[rng.randrange(len(rows))][rng.randrange(size)] += rng.choice([-2, 1, 3, 9])
        models[f"b{i}"] = other
    return {**document, "rewards": drawing.spelled(rng, models)}


@pytest.mark.slow
def test_drawn_instances_of_every_comparator_kind() -> None:
    logarithmic = 0
    for seed in range(300):
        text = drawing.text(hiding(Random(f"constant {seed}")))
        told, world = check(loads(text)), read(text)
        assert constant.faults(told["regret_constants"], Finite(world), list(range(len(world.names)))) == [], text
        values = (told["regret_constants"] or {}).values()
        logarithmic += any(isinstance(entry["constant"], list) for entry in values)
    assert logarithmic > 40


def test_it_is_at_least_every_pair_alone_and_at_most_their_sum() -> None:
    problem = tabular({"a": [[0, -1, -2]], "b": [[0, 2, -2]], "d": [[0, -1, 1]], "e": [[0, 3, 3]]}, baseline=0)
    found = regret_constant(Conditions(problem), 0)
    alone = [1 / information_per_regret(problem, 0, b) for b in (1, 2, 3)]
    assert sorted(found.exploration) == [(0, 1), (0, 2)]
    assert found.value is not None and all(found.value > one for one in alone)
    assert found.value < sum(alone[1:], alone[0])


def test_one_exploration_serves_two_hidden_alternatives() -> None:
    problem = tabular({"a": [[0, -1, -2]], "b": [[0, 2, -2]], "d": [[0, 1, -2]]}, baseline=0)
    found = regret_constant(Conditions(problem), 0)
    assert list(found.exploration) == [(0, 1)]
    assert found.value is not None and found.value.overlaps(1 / information_per_regret(problem, 0, 2))
    assert found.multipliers[1].is_zero() and found.multipliers[2] > 0


def test_none_where_a_hidden_alternative_is_blind_and_zero_where_there_is_none() -> None:
    never = {"a": [[0, -1, -2]], "b": [[0, -1, 5]]}
    problem = tabular(never, baseline=0)
    assert regret_constant(Conditions(problem), 0).value is not None
    blind = loads(
        """{"format": "user-diversity/instance/1", "contexts": [{"user": "u", "prompt": "x", "probability": 1}],
        "responses": ["y0", "y1"], "comparators": [[[1, 0], [0, 1]]],
        "rewards": {"a": [[0, -1]], "b": [[0, 1]]}}"""
    )
    conditions = Conditions(Problem.of(blind))
    assert program(conditions, 0).blind == (1,)
    assert regret_constant(conditions, 0).value is None
    told = check(blind)["regret_constants"]
    assert told["a"] == {"constant": None, "exploration": [], "multipliers": {}}
    assert regret_constant(Conditions(tabular(never)), 0).value == 0


@pytest.mark.parametrize("third", [0, 1])
def test_null_where_some_model_has_two_best_responses(third: int) -> None:
    document = {
        "format": "user-diversity/instance/1",
        "contexts": [{"user": "u", "prompt": "x", "probability": 1}],
        "responses": ["y0", "y1"],
        "comparators": {"baseline": "y0"},
        "rewards": {"a": [[0, -1]], "b": [[0, third]]},
    }
    assert (check(loads(dumps(document)))["regret_constants"] is None) is (third == 0)


def test_what_a_second_best_response_would_tell_is_free() -> None:
    """b hides behind y0; y1 is as good for a and tells them apart, so that no exploration is needed for it."""
    problem = tabular({"a": [[0, 0, -1]], "b": [[0, -1, 5]], "d": [[0, 0, 5]]}, baseline=0)
    assert Conditions(problem).hidden_from(0).tolist() == [1, 2]
    assert program(Conditions(problem), 0).hidden == (2,)


def test_only_what_the_plan_uses_is_listed() -> None:
    """y2 tells b from a as well, at four times the cost and for less."""
    problem = tabular({"a": [[0, -1, -4]], "b": [[0, 2, -3]]}, baseline=0)
    assert program(Conditions(problem), 0).pairs == ((0, 1), (0, 2))
    assert list(regret_constant(Conditions(problem), 0).exploration) == [(0, 1)]
