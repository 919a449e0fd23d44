from dataclasses import replace
from fractions import Fraction

import pytest

from checks.instance.check import check
from proofs.certificates import certificate
from proofs.certificates.numbers.polytopes import ConfusedClass, decided_class
from tests.proofs.certificates.draws import KINDS, POLYTOPE, SMALL, instance
from theory.errors import InputError
from theory.instance import Baseline, Box, Context, Heads, Inequality, Instance, Rewards

pytestmark = pytest.mark.slow


def theorems(given: Instance, truth: str | None = None) -> list[str]:
    return [statement.theorem for statement in certificate(given, truth).statements]


@pytest.mark.parametrize("seed", [*range(8), *(pytest.param(n, marks=pytest.mark.slow) for n in range(8, 42))])
@pytest.mark.parametrize("kind", KINDS)
def test_what_is_certified_is_what_check_finds(kind: str, seed: int) -> None:
    given = instance(kind, seed)
    if not given.finite:
        expected = "no_hidden_alternative" if check(given)["diverse"] else "hidden_alternative"
        assert theorems(given) == [expected]
        return
    found, names = check(given, "all"), theorems(given, "all")
    assert ("diversity" in names) == found["conditions"]["diversity"] == ("confusing_pair" not in names)
    assert ("every_learner" in names) == bool(found["lower_bounds"])
    bounded = [i for i, m in enumerate(found["models"]) if found["truths"][m]["greedy_regret_bound"] is not None]
    assert [name for name in names if name.startswith("greedy")] == [f"greedy_regret_{i}" for i in bounded]


def test_the_truth_is_the_instances_or_the_one_that_is_asked_for() -> None:
    given = replace(instance("heads", 1), truth="m1")
    assert {name for name in theorems(given) if name.startswith("greedy")} <= {"greedy_regret_1"}
    assert {name for name in theorems(given, "m0") if name.startswith("greedy")} <= {"greedy_regret_0"}
    with pytest.raises(InputError, match="--truth: 'nobody' is not a model"):
        certificate(given, "nobody")
    with pytest.raises(InputError, match="--truth: names a model of a finite class"):
        certificate(instance("all heads", 0), "m0")


def polytope(lower: int) -> Instance:
    one, zero = Fraction(1), Fraction(0)
    places = tuple(Context(user, "x", Fraction(1, 2)) for user in ("ann", "bob"))
    heads = (((zero, zero), (one, zero)), ((zero, zero), (one, one)))
    box = Box((Fraction(lower), Fraction(-1)), (Fraction(3), Fraction(1)), (Inequality((one, one), Fraction(7, 2)),))
    return Instance(places, ("y0", "y1"), Baseline("y0"), Heads(heads, box))


def test_a_polytope_with_a_confusing_pair_is_certified_by_it() -> None:
    found = decided_class(polytope(-2))
    assert isinstance(found, ConfusedClass) and isinstance(found.instance.models, Rewards)
    a, b = found.instance.models.table.values()
    assert theorems(polytope(-2))[:2] == ["members_of_the_class", "confusing_pair"]
    for vector, rewards in ((found.tables.theta, a), (found.hidden, b)):
        x, y = (Fraction(v, found.tables.vector_unit) for v in vector)
        assert -2 <= x <= 3 and -1 <= y <= 1 and x + y <= Fraction(7, 2)
        assert rewards == ((0, x), (0, x + y))
    assert len(found.inequalities) == 5


def test_what_hides_from_the_truth_of_a_polytope_comes_first() -> None:
    truth = (Fraction(-1), Fraction(1, 2))
    found = decided_class(replace(polytope(-2), truth=truth))
    assert (
        isinstance(found, ConfusedClass)
        and found.of_truth
        and tuple(Fraction(x, found.tables.vector_unit) for x in found.tables.theta) == truth
    )
    given = replace(polytope(-2), truth=truth)
    sentences = [statement.sentence for statement in certificate(given).statements]
    assert sentences[0].startswith("The truth a = (-1, 1/2) and b = (") and "confusing_pair" in theorems(given)
    assert check(given)["diverse"] is False


def test_random_polytopes_are_certified_as_they_are_decided() -> None:
    expected = {"bounded": "no_model_is_confused", "not bounded": "members_of_the_class"}
    seen = []
    for seed in range(40):
        given = instance(POLYTOPE, seed, SMALL)
        decision = check(given)["class"]["decision"]
        seen.append(decision)
        if decision == "boundary":
            with pytest.raises(InputError, match="this one is on the boundary"):
                certificate(given)
        else:
            assert theorems(given)[0] == expected[decision]
    assert min(map(seen.count, expected)) >= 5


def test_a_polytope_without_a_bound_is_refused() -> None:
    given = polytope(2)
    assert isinstance(given.models, Heads) and isinstance(given.models.parameters, Box)
    box = replace(given.models.parameters, upper=(None, None))
    with pytest.raises(InputError, match="parameters"):
        certificate(replace(given, models=replace(given.models, parameters=box)))


def table(*rewards: Fraction) -> Instance:
    models = {f"m{i}": ((Fraction(0), value),) for i, value in enumerate(rewards)}
    return Instance((Context("ann", "x", Fraction(1)),), ("y0", "y1"), Baseline("y0"), Rewards(models))


def test_what_is_beyond_the_limits_is_refused() -> None:
    with pytest.raises(InputError, match="at most 12800 rewards, and this instance has 13000"):
        certificate(table(*map(Fraction, range(6500))))
    with pytest.raises(InputError, match="gaps of at most 1000"):
        certificate(table(Fraction(1001), Fraction(1)))
    with pytest.raises(InputError, match="more than 60 digits"):
        certificate(table(Fraction(1, 10**61), Fraction(1)))
