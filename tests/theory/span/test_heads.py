"""T16 and T18 by rank, against the general condition, enumeration and subspaces drawn at random."""

from __future__ import annotations

from dataclasses import replace
from fractions import Fraction
from itertools import combinations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from checks import strategies
from theory.exact.linear import nullspace, products, rank
from theory.instance import Baseline, Context, Everything, Factored, Instance, Slate, Training, Uniform, Vector
from theory.span import heads
from theory.span.linear_problem import LinearProblem, flat_heads

HALF = Fraction(1, 2)


def vector(*entries: int) -> Vector:
    return tuple(map(Fraction, entries))


@settings(deadline=None, max_examples=25)
@given(strategies.trained())
def test_under_product_support_covering_is_offline_diversity(instance: Instance) -> None:
    if heads.product_support(instance):
        assert heads.offline_diverse(instance) == heads.targets_covered(instance)
    relevant = [row for block in flat_heads(instance) for row in heads.differences(block)]
    exposed = heads.offline_exposed(instance)
    assert heads.offline_diverse(instance) == (rank(exposed + relevant) == rank(exposed))


@settings(deadline=None, max_examples=25)
@given(strategies.one_hot())
def test_spanning_audiences_decide_the_baseline_protocol(instance: Instance) -> None:
    linear = LinearProblem.of(instance)
    assert isinstance(instance.models, Factored) and heads.one_hot(instance.models, 0)
    audiences = heads.spanning_audiences(instance, linear, 0)
    assert set(audiences) == set(range(1, len(instance.responses)))
    for y, spanning in audiences.items():
        everybody = [instance.models.user_heads[c.user] for c in instance.contexts]
        served = [w for w, answer in zip(everybody, linear.policy, strict=True) if answer == y]
        assert spanning == (rank(served) == rank(everybody))
    assert all(audiences.values()) == linear.spanning


@settings(deadline=None, max_examples=25)
@given(strategies.factored())
def test_the_dimension_by_prompt_is_that_of_all_differences(instance: Instance) -> None:
    rows = [row for block in flat_heads(instance) for row in heads.differences(block)]
    assert heads.dimension_by_prompt(instance) == rank(rows)


def test_what_is_exposed_is_a_difference_of_heads() -> None:
    """y0 has features too; only it is compared with, and bob's y1 is never shown."""
    models = Factored({"ann": vector(1), "bob": vector(3)}, {"p": (vector(2), vector(5))}, Everything())
    contexts = (Context("ann", "p", HALF), Context("bob", "p", HALF))
    training = Training(contexts, (vector(1, 1), vector(1, 0)))
    instance = Instance(contexts, ("y0", "y1"), Baseline("y0"), models, (vector(0),), training)
    assert heads.offline_exposed(instance) == [vector(3)]
    everywhere = replace(instance, comparators=Uniform(), training=Training(contexts, None))
    assert sorted(heads.offline_exposed(everywhere)) == [vector(-9), vector(-3), vector(3), vector(9)]


@pytest.mark.parametrize("baseline", [0, 1, 2])
def test_audiences_are_those_of_every_other_response(baseline: int) -> None:
    """ann and bob are served y0, and their heads span eve's; she is served y2, and hers does not span theirs."""
    users = {"ann": vector(1, 0), "bob": vector(0, 1), "eve": vector(1, 1)}
    features = {"p": (vector(1), vector(0), vector(0)), "q": (vector(0), vector(0), vector(1))}
    contexts = tuple(Context(user, "q" if user == "eve" else "p", Fraction(1, 3)) for user in users)
    models = Factored(users, features, Everything())
    instance = Instance(contexts, ("y0", "y1", "y2"), Baseline(f"y{baseline}"), models, (vector(1),) * 2)
    problem = LinearProblem.of(instance)
    assert list(problem.policy) == [0, 0, 2]
    spanning = {0: True, 1: False, 2: False}
    del spanning[baseline]
    assert heads.spanning_audiences(instance, problem, baseline) == spanning


def test_users_count_towards_the_prompts_that_they_send_alone() -> None:
    """A prompt seen by one user adds one dimension for each feature, whatever comes before or after it."""
    features = {
        name: (vector(0, 0, 0), row)
        for name, row in zip("pqr", (vector(1, 0, 0), vector(0, 1, 0), vector(0, 0, 1)), strict=True)
    }
    models = Factored({"ann": vector(1, 0), "bob": vector(0, 1)}, features, Everything())
    for pairs, dimension in (
        (("ann p", "bob q", "ann r"), 3),
        (("bob p", "ann p", "bob q"), 3),
        (("ann p", "bob p"), 2),
    ):
        mass = Fraction(1, len(pairs))
        contexts = tuple(Context(user, prompt, mass) for user, prompt in map(str.split, pairs))
        instance = Instance(contexts, ("y0", "y1"), Uniform(), models, (vector(0, 0, 0),) * 2)
        assert heads.dimension_by_prompt(instance) == dimension


LAWS = st.dictionaries(
    st.tuples(*[st.sampled_from([Fraction(0), Fraction(1), Fraction(-1), Fraction(2)])] * 3),
    st.integers(1, 4),
    min_size=1,
    max_size=5,
)


@settings(deadline=None, max_examples=30)
@given(LAWS, st.lists(st.tuples(*[st.sampled_from([Fraction(n) for n in (-1, 0, 1)])] * 3), max_size=3))
def test_no_subspace_holds_more_than_escapes(weights: dict[Vector, int], chosen: list[Vector]) -> None:
    law = {head: Fraction(n, sum(weights.values())) for head, n in weights.items()}
    escape = heads.escape_probabilities(law)
    assert len(escape) == rank(list(law))
    assert all(0 < least <= 1 for least in escape)
    assert escape == sorted(escape, reverse=True)
    for subset in [chosen, *map(list, combinations(law, 1)), *map(list, combinations(law, 2))]:
        normals = nullspace(subset, 3)
        held = sum((mass for head, mass in law.items() if not any(products([head], normals)[0])), Fraction(0))
        if rank(subset) < len(escape):
            assert 1 - held >= escape[rank(subset)]


def test_heads_at_zero_never_escape() -> None:
    assert heads.escape_probabilities({vector(0, 0): Fraction(1)}) == []
    law = {vector(0, 0): HALF, vector(1, 0): HALF / 2, vector(0, 1): HALF / 2}
    assert heads.escape_probabilities(law) == [HALF, HALF / 2]


def factored(responses: int = 2) -> Instance:
    rows = tuple(vector(y) for y in range(responses))
    users = {"ann": vector(1, 0), "bob": vector(0, 1), "eve": vector(1, 0)}
    models = Factored(users, {"p": rows, "q": rows}, Everything())
    here = (Context("ann", "p", HALF), Context("eve", "p", HALF))
    training = Training((Context("ann", "p", HALF), Context("ann", "q", HALF)), None)
    names = tuple(f"y{y}" for y in range(responses))
    return Instance(here, names, Uniform(), models, (vector(1), vector(0)), training)


def test_product_support_needs_every_pair_and_compared_pairs_that_connect() -> None:
    instance = factored(3)
    assert heads.product_support(instance) and heads.offline_diverse(instance)
    assert instance.training is not None
    pairs = (*instance.training.contexts, Context("bob", "p", HALF))
    assert not heads.product_support(replace(instance, training=Training(pairs, None)))
    silent = (vector(1, 0, 0),) * 2
    assert heads.product_support(replace(instance, training=replace(instance.training, behaviour=silent)))


def test_two_users_with_one_head_count_once() -> None:
    assert heads.head_law(factored()) == {vector(1, 0): Fraction(1)}
    assert heads.targets_covered(factored())


@pytest.mark.parametrize(
    ("block", "expected"),
    [
        ((vector(0, 0), vector(1, 0), vector(0, 1)), True),
        ((vector(0, 0), vector(0, 1), vector(1, 0)), True),
        ((vector(0, 0), vector(1, 0), vector(1, 0)), False),
        ((vector(0, 0), vector(2, 0), vector(0, 1)), False),
        ((vector(0, 0), (HALF, Fraction(0)), vector(0, 1)), False),
        ((vector(0, 0), vector(-1, 5), vector(0, 1)), False),
        ((vector(1, 0), vector(1, 0), vector(0, 1)), False),
        ((vector(0, 0), vector(1, 1), vector(0, 1)), False),
    ],
)
def test_one_hot_features(block: tuple[Vector, ...], expected: bool) -> None:
    assert heads.one_hot(Factored({"u": vector(1)}, {"p": block}, Everything()), 0) is expected


def test_a_target_user_who_sees_no_features_needs_no_data_so_targets_are_a_product_too() -> None:
    flat, steep = (vector(0), vector(0)), (vector(0), vector(1))
    users = {"ann": vector(1), "bob": vector(0), "t": vector(0)}
    here = (Context("ann", "p", HALF), Context("bob", "q", HALF))
    training = Training((Context("t", "p", HALF), Context("t", "q", HALF)), None)
    models = Factored(users, {"p": flat, "q": steep}, Everything())
    instance = Instance(here, ("y0", "y1"), Uniform(), models, (vector(0),), training)
    assert heads.offline_diverse(instance) and not heads.targets_covered(instance)
    assert not heads.product_support(instance)
    everywhere = tuple(Context(user, prompt, HALF / 2) for user in ("ann", "bob") for prompt in ("p", "q"))
    whole = replace(instance, contexts=everywhere)
    assert heads.product_support(whole) and not heads.offline_diverse(whole) and not heads.targets_covered(whole)


def test_product_support_needs_features_that_training_has_seen() -> None:
    instance = factored()
    assert isinstance(instance.models, Factored) and heads.product_support(instance)
    seen = vector(0, 0), vector(1, 0)

    def shows(target: tuple[Vector, ...]) -> Instance:
        features = {"p": seen, "q": seen, "r": target}
        here = (Context("ann", "r", HALF), Context("eve", "r", HALF))
        return replace(instance, contexts=here, models=replace(instance.models, features=features))

    assert heads.product_support(shows((vector(0, 0), vector(2, 0))))
    assert not heads.product_support(shows((vector(0, 0), vector(0, 1))))
    assert not heads.product_support(shows((vector(1, 1), vector(1, 1))))


def test_a_response_that_is_never_compared_breaks_product_support() -> None:
    instance = factored(3)
    assert instance.training is not None
    halves = (vector(HALF, HALF, 0),) * 2
    anchored = replace(instance, comparators=Baseline("y0"))
    assert heads.product_support(anchored)
    assert not heads.product_support(replace(anchored, training=replace(instance.training, behaviour=halves)))


def test_differences_leave_the_first_response_out() -> None:
    block = (vector(1, 2), vector(1, 5), vector(0, 2))
    assert heads.differences(block) == [vector(0, 3), vector(-1, 0)]
    assert heads.differences((vector(3),)) == []


def test_the_baseline_may_be_any_response() -> None:
    def one_hot(*block: Vector) -> bool:
        return heads.one_hot(Factored({"u": vector(1)}, {"p": block}, Everything()), 1)

    assert one_hot(vector(1), vector(0)) and not one_hot(vector(0), vector(0)) and not one_hot(vector(0), vector(1))
    assert one_hot(vector(1, 0), vector(0, 0), vector(0, 1)) and not one_hot(vector(1, 0), vector(0, 0), vector(1, 0))


def test_what_training_compares_is_drawn_by_its_behaviour_under_slates() -> None:
    """Both responses of a slate follow the behaviour; otherwise the second follows κ, whatever the behaviour."""
    table = (vector(0, 1), vector(1, 0))
    contexts = (Context("u", "p", HALF), Context("v", "p", HALF))
    for behaviour, law in ((None, ((HALF, HALF),) * 2), (table, table)):
        one = replace(factored(), contexts=contexts, training=Training(contexts, behaviour))
        assert heads._training_laws(replace(one, comparators=Slate(Fraction(1)))) == [(row, row) for row in law]
        assert heads._training_laws(replace(one, comparators=Baseline("y1"))) == [((0, 1),) * 2] * 2
