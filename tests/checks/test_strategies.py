"""What the random populations bring: valid instances, and every kind often enough that no check starves."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator
from fractions import Fraction

from hypothesis import given, settings

from checks import strategies
from checks.populations.factored import factored
from checks.populations.linear import linear
from checks.populations.offline import offline, untold
from checks.populations.online import blind, confusing, online, revealing
from checks.populations.source import Seeded
from theory.claims.scope import Scope
from theory.diversity import Conditions
from theory.files.instance_file import loads
from theory.files.writing import dumps
from theory.instance import Baseline, Explicit, Factored, Heads, Instance, Rewards, Uniform
from theory.problem import Problem
from theory.span.heads import one_hot

DRAWS = 100


def share(
    population: Callable[..., Instance], kinds: Callable[[Instance], Iterator[str]], draws: int = DRAWS, **options: bool
) -> Counter[str]:
    """How many of some draws, always the same ones, are of each kind."""
    choose = Seeded("share")
    return Counter(kind for _ in range(draws) for kind in set(kinds(population(choose, **options))))


def online_kinds(instance: Instance) -> Iterator[str]:
    conditions = Conditions(Problem.of(instance))
    yield str(conditions.regime)
    yield type(instance.comparators).__name__
    if len(instance.contexts) == 1:
        yield "one context"
    if any(context.probability <= Fraction(1, 1000) for context in instance.contexts):
        yield "a rare context"
    if len(instance.responses) == 2:
        yield "two responses"
    assert isinstance(instance.models, Rewards)
    if len({*instance.models.table.values()}) < len(instance.models.table):
        yield "a model twice"
    if not conditions.unique_optimum:
        yield "ties"
    if isinstance(instance.comparators, Explicit):
        rows = [row for table in instance.comparators.rows for row in table]
        yield from ["a comparator that never comes"] * any(0 in row for row in rows)
        yield from ["compared with itself"] * any(row[y] for t in instance.comparators.rows for y, row in enumerate(t))


def test_every_regime_and_every_degenerate_case_appears() -> None:
    found = share(online, online_kinds) + share(confusing, online_kinds)
    assert min(found[name] for name in ("bounded", "logarithmic", "None", "ties")) >= 1
    assert min(found[name] for name in ("Baseline", "Uniform", "Explicit", "one context", "two responses")) >= 1
    rare = ("a rare context", "a model twice", "a comparator that never comes", "compared with itself")
    assert min(found[name] for name in rare) >= 1, found


def test_confusing_instances_often_confuse_and_blind_ones_are_of_the_linear_regime() -> None:
    found = share(confusing, lambda one: iter(["pair"] * bool(Scope(one).confusing_pairs)))
    assert found["pair"] > DRAWS / 5
    assert share(blind, online_kinds)["linear"] > DRAWS / 2


def test_revealing_instances_are_diverse() -> None:
    assert share(revealing, online_kinds).keys() & {"logarithmic", "linear"} == set()


def offline_kinds(instance: Instance) -> Iterator[str]:
    conditions = Conditions(Problem.of(instance))
    yield "diverse" if conditions.offline_confusion is None else "confused"
    assert instance.training is not None
    yield "uniform" if instance.training.behaviour is None else "a table"
    if len(instance.training.contexts) < len(instance.contexts):
        yield "some context is not trained"


def test_offline_instances_come_with_and_without_diversity() -> None:
    found = share(offline, offline_kinds)
    assert min(found[name] for name in ("diverse", "confused", "uniform", "a table")) >= 1
    assert found["some context is not trained"] >= 1
    assert share(untold, offline_kinds)["confused"] > DRAWS / 5


def linear_kinds(instance: Instance) -> Iterator[str]:
    models = instance.models
    assert isinstance(models, Heads | Factored)
    yield type(models.parameters).__name__
    users = models.user_heads.values() if isinstance(models, Factored) else [h for m in models.vectors for h in m]
    if any(not any(head) for head in users):
        yield "a zero head"


def test_linear_instances_of_every_kind() -> None:
    found = share(linear, linear_kinds, 20) + share(linear, linear_kinds, 40, finite=False)
    assert min(found[name] for name in ("dict", "Everything", "Box", "a zero head")) >= 1
    assert share(factored, linear_kinds, 40)["a zero head"] >= 1


@settings(deadline=None, max_examples=20)
@given(strategies.one_hot())
def test_one_hot_features_with_the_baseline_at_zero(instance: Instance) -> None:
    assert isinstance(instance.models, Factored) and isinstance(instance.comparators, Baseline | Uniform)
    assert one_hot(instance.models, 0)


@settings(deadline=None, max_examples=40)
@given(strategies.instances())
def test_every_draw_is_a_valid_document(instance: Instance) -> None:
    assert loads(dumps(instance)) == instance


@settings(max_examples=30)
@given(strategies.distributions(3, zeros=True), strategies.distributions(1))
def test_distributions(row: tuple[Fraction, ...], alone: tuple[Fraction, ...]) -> None:
    assert sum(row) == 1 and min(row) >= 0 and alone == (1,)
