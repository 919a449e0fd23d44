"""Hypothesis strategies for instances of every kind.

They are built so that hypotheses are met often: diverse, confusing, tied and degenerate instances (one context,
two responses, zero heads, duplicated models, probabilities of 1/1000) all appear.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from fractions import Fraction
from typing import Any

from hypothesis import strategies as st
from hypothesis.strategies import DrawFn, SearchStrategy, composite

from theory.instance import (
    Baseline,
    Box,
    Comparators,
    Context,
    Everything,
    Explicit,
    Factored,
    Heads,
    Inequality,
    Instance,
    Matrix,
    Rewards,
    Training,
    Uniform,
    Vector,
)
from theory.problem import Problem, comparator_law

WHOLE = tuple(Fraction(n) for n in (0, 1, -1, 2, -2))
FINE = (*WHOLE, Fraction(1, 2), Fraction(-1, 2), Fraction(1, 3), Fraction("0.1"), Fraction("-1.25"), Fraction(3))


def rationals() -> SearchStrategy[Fraction]:
    """Draw small rationals: mostly whole numbers, so that ties are common, and a few decimals."""
    return st.sampled_from(FINE)


@composite
def distributions(draw: DrawFn, size: int, zeros: bool = False) -> Vector:
    """Draw a probability vector; masses may be as small as 1/1000, and 0 with ``zeros``."""
    if size == 1:
        return (Fraction(1),)
    if not zeros and draw(st.integers(0, 9)) == 0:
        rare = draw(st.integers(0, size - 1))
        rest = (1 - Fraction(1, 1000)) / (size - 1)
        return tuple(Fraction(1, 1000) if i == rare else rest for i in range(size))
    weights = draw(st.lists(st.integers(0 if zeros else 1, 3), min_size=size, max_size=size))
    if not any(weights):
        weights[draw(st.integers(0, size - 1))] = 1
    return tuple(Fraction(w, sum(weights)) for w in weights)


@composite
def contexts(draw: DrawFn, most: int = 3) -> tuple[Context, ...]:
    """Draw deployed contexts: some users with some prompts."""
    pairs = draw(
        st.lists(
            st.tuples(st.sampled_from(["ann", "bob", "eve"]), st.sampled_from(["p", "q"])),
            min_size=1,
            max_size=most,
            unique=True,
        )
    )
    return tuple(Context(*pair, mass) for pair, mass in zip(pairs, draw(distributions(len(pairs))), strict=True))


@composite
def comparators(draw: DrawFn, contexts: int, responses: Sequence[str]) -> Comparators:
    """Draw a comparator law of one of the three forms; tables may compare a response with itself."""
    kind = draw(st.sampled_from(["baseline", "baseline", "uniform", "table"]))
    if kind == "baseline":
        return Baseline(draw(st.sampled_from(responses)))
    if kind == "uniform":
        return Uniform()
    size = len(responses)
    return Explicit(tuple(tuple(draw(distributions(size, zeros=True)) for _ in range(size)) for _ in range(contexts)))


def tables(rows: int, columns: int, ties: bool = True) -> SearchStrategy[Matrix]:
    """Draw a matrix of small rationals; without ``ties`` the entries of a row differ."""
    row = st.lists(rationals(), min_size=columns, max_size=columns, unique=not ties).map(tuple)
    return st.lists(row, min_size=rows, max_size=rows).map(tuple)


def _names(size: int) -> tuple[str, ...]:
    return ("y0", "y1", "y2", "y3")[:size]


@composite
def online(draw: DrawFn, models: int = 3, most_contexts: int = 2, ties: bool = True) -> Instance:
    """Draw an instance given by rewards, with duplicated models and, unless told otherwise, ties among responses."""
    here = draw(contexts(most_contexts))
    responses = _names(draw(st.integers(2, 3)))
    size = draw(st.integers(1, models))
    drawn = [draw(tables(len(here), len(responses), ties)) for _ in range(size)]
    if draw(st.integers(0, 7)) == 0:
        drawn.append(drawn[0])
    table = {f"m{i}": rewards for i, rewards in enumerate(drawn)}
    truth = draw(st.sampled_from(list(table)))
    return Instance(here, responses, draw(comparators(len(here), responses)), Rewards(table), truth)


@composite
def confusing(draw: DrawFn, models: int = 3, ties: bool = False) -> Instance:
    """Draw an instance in which, more often than not, model ``a`` hides ``b``.

    ``b`` keeps a's rewards on everything that a's policy exposes and improves some of the rest.
    """
    base = draw(online(models=max(1, models - 2), ties=ties))
    problem = Problem.of(base)
    assert isinstance(base.models, Rewards)
    believed = base.models.table[base.model_names[0]]
    changed = []
    for c, row in enumerate(believed):
        served = int(problem.policy[0, c])
        seen = {served} | {y for y, mass in enumerate(problem.kappa[c][served]) if mass}
        changed.append(draw(_improved(row, seen)))
    others = {f"m{i}": base.models.table[name] for i, name in enumerate(base.model_names[1:])}
    table = {"a": believed, "b": tuple(changed), **others}
    return Instance(base.contexts, base.responses, base.comparators, Rewards(table), draw(st.sampled_from(["a", "b"])))


@composite
def exploring(draw: DrawFn) -> Instance:
    """Draw an instance with unique optima in which one to three models mostly hide from ``a``, each in its own way."""
    base = draw(online(models=1, ties=False))
    problem = Problem.of(base)
    believed = next(iter(base.models.table.values()))  # type: ignore[union-attr]
    table = {"a": believed}
    for i in range(draw(st.integers(1, 3))):
        changed = []
        for c, row in enumerate(believed):
            served = int(problem.policy[0, c])
            seen = {served} | {y for y, mass in enumerate(problem.kappa[c][served]) if mass}
            kept = seen | set(draw(st.sets(st.integers(0, len(row) - 1), max_size=len(row) - 1)))
            better = draw(_improved(row, kept))
            changed.append(tuple(x if y in kept else x + Fraction(y, 7) for y, x in enumerate(better)))
        table[f"b{i}"] = tuple(changed)
    return Instance(base.contexts, base.responses, base.comparators, Rewards(table), draw(st.sampled_from(list(table))))


@composite
def _improved(draw: DrawFn, row: Vector, kept: set[int]) -> Vector:
    """Change the rewards that are not kept, mostly to above the best."""
    steps = st.sampled_from((Fraction(1), Fraction(1, 2), Fraction(2), Fraction(-1)))
    return tuple(x if y in kept else max(row) + draw(steps) for y, x in enumerate(row))


@composite
def mirrored(draw: DrawFn) -> Instance:
    """Draw two truths on either side of a decision boundary: in the first context the best responses change places."""
    here = draw(contexts(2))
    responses = _names(draw(st.integers(2, 3)))
    step = draw(st.sampled_from((Fraction(1), Fraction(1, 2), Fraction(2), Fraction(1, 10))))
    first = [step / 2, -step / 2] + [-step / 2 - draw(st.sampled_from(WHOLE[1:4:2]))] * (len(responses) - 2)
    rows = [tuple(first), *draw(tables(len(here) - 1, len(responses)))]
    other = [(first[1], first[0], *first[2:]), *(rows[1:] if draw(st.booleans()) else rows[:0:-1])]
    table = Rewards({"plus": tuple(rows), "minus": tuple(other)})
    return Instance(
        here, responses, draw(comparators(len(here), responses)), table, draw(st.sampled_from(["plus", "minus"]))
    )


@composite
def blind(draw: DrawFn) -> Instance:
    """Draw an instance in which nothing ever compares two blocks of responses: mostly of the linear regime.

    ``b`` moves the rewards of one block, which nobody can see, and mostly changes who is served from it.
    """
    here = draw(contexts(2))
    responses = _names(draw(st.integers(2, 3)))
    believed = draw(tables(len(here), len(responses), ties=False))
    rows, moved = [], []
    for row in believed:
        cut, step = (
            draw(st.integers(1, len(row) - 1)),
            draw(st.sampled_from((Fraction(6), Fraction(-6), Fraction(1, 7)))),
        )
        sizes = [cut] * cut + [len(row) - cut] * (len(row) - cut)
        laws = [draw(distributions(size, zeros=True)) for size in sizes]
        none = [(Fraction(0),) * (len(row) - size) for size in sizes]
        rows.append(
            tuple(law + rest if y < cut else rest + law for y, (law, rest) in enumerate(zip(laws, none, strict=True)))
        )
        moved.append(tuple(x + step if y >= cut else x for y, x in enumerate(row)))
    table = {"a": believed, "b": tuple(moved)}
    return Instance(here, responses, Explicit(tuple(rows)), Rewards(table), draw(st.sampled_from(["a", "b"])))


@composite
def revealing(draw: DrawFn, models: int = 3, ties: bool = True) -> Instance:
    """Draw an instance with full-support comparators, the benchmark of T5."""
    base = draw(online(models=models, ties=ties))
    return Instance(base.contexts, base.responses, Uniform(), base.models, base.truth)


@composite
def offline(draw: DrawFn, models: int = 3, ties: bool = True) -> Instance:
    """Draw an instance with training data on some or all of its contexts."""
    base = draw(st.one_of(online(models=models, ties=ties), confusing(models=models, ties=ties)))
    kept = draw(st.lists(st.sampled_from(base.contexts), min_size=1, unique=True))
    masses = draw(distributions(len(kept)))
    trained = tuple(Context(c.user, c.prompt, mass) for c, mass in zip(kept, masses, strict=True))
    size = len(base.responses)
    rows = None if draw(st.booleans()) else tuple(draw(distributions(size, zeros=True)) for _ in kept)
    training = Training(trained, rows)
    return Instance(base.contexts, base.responses, base.comparators, base.models, base.truth, training)


@composite
def untold(draw: DrawFn) -> Instance:
    """Draw an offline instance whose data, more often than not, never tell ``b`` from ``a``."""
    base = draw(offline(models=1, ties=False))
    training = base.training
    assert training is not None
    assert isinstance(base.models, Rewards)
    place = {context.pair: i for i, context in enumerate(training.contexts)}
    law = comparator_law(base, len(base.contexts))
    believed, changed = next(iter(base.models.table.values())), []
    for c, row in enumerate(believed):
        i = place.get(base.contexts[c].pair)
        behaviour = training.behaviour[i] if i is not None and training.behaviour else None
        shown = [] if i is None else [y for y in range(len(row)) if behaviour is None or behaviour[y]]
        kept = {z for y in shown for z, mass in enumerate(law[c][y]) if mass and z != y}
        changed.append(draw(_improved(row, kept | {y for y in shown if any(law[c][y][z] for z in kept - {y})})))
    return replace(base, models=Rewards({"a": believed, "b": tuple(changed)}), truth="a")


def _integers(rows: int, columns: int) -> SearchStrategy[Matrix]:
    row = st.lists(st.sampled_from(WHOLE[:3]), min_size=columns, max_size=columns).map(tuple)
    return st.lists(row, min_size=rows, max_size=rows).map(tuple)


@composite
def linear(draw: DrawFn, finite: bool = True) -> Instance:
    """Draw an instance given by heads, with a finite class, all of ℝ^d, or a box."""
    here = draw(contexts(3))
    responses = _names(draw(st.integers(2, 3)))
    dimension = draw(st.integers(1, 3))
    heads = tuple(draw(_integers(len(responses), dimension)) for _ in here)
    theta: Any = draw(_integers(1, dimension))[0]
    parameters: Any = Everything()
    if finite:
        others = draw(st.lists(_integers(1, dimension), min_size=1, max_size=3))
        parameters = {"theta": theta} | {f"m{i}": rows[0] for i, rows in enumerate(others)}
        theta = "theta"
    elif draw(st.booleans()):
        lower, upper = (tuple(None if draw(st.integers(0, 2)) == 0 else x + step for x in theta) for step in (-1, 1))
        parameters = Box(lower, upper)
    return Instance(here, responses, draw(comparators(len(here), responses)), Heads(heads, parameters), theta)


@composite
def polytopes(draw: DrawFn, dimension: int = 2, most_contexts: int = 3, most_responses: int = 3) -> Instance:
    """Draw an instance given by heads over a bounded polytope, mostly with a truth inside.

    Segments and points, responses that coincide, contexts that do not matter and ties at a corner are all common.
    """
    here = draw(contexts(most_contexts))
    responses = _names(draw(st.integers(2, most_responses)))
    size = draw(st.integers(1, dimension))
    heads = [list(draw(_integers(len(responses), size))) for _ in here]
    for block in heads:
        if draw(st.integers(0, 5)) == 0:
            block[draw(st.integers(0, len(block) - 1))] = block[0]
    theta = draw(st.lists(st.sampled_from(FINE), min_size=size, max_size=size).map(tuple))
    reach = st.sampled_from((Fraction(0), Fraction(1, 2), Fraction(1), Fraction(1), Fraction(2)))
    lower, upper = (tuple(x + sign * draw(reach) for x in theta) for sign in (-1, 1))
    further = []
    for _ in range(draw(st.sampled_from((0, 0, 1, 2)))):
        normal = draw(_integers(1, size))[0]
        slack = draw(st.sampled_from((Fraction(0), Fraction(1, 2), Fraction(1))))
        further.append(Inequality(normal, sum((a * x for a, x in zip(normal, theta, strict=True)), slack)))
    models = Heads(tuple(map(tuple, heads)), Box(lower, upper, tuple(further)))
    law = draw(comparators(len(here), responses))
    return Instance(here, responses, law, models, theta if draw(st.integers(0, 7)) else None)


@composite
def segments(draw: DrawFn) -> Instance:
    """Draw one parameter between bounds around a tie, every response compared with every other."""
    here = draw(contexts(2))
    responses = _names(draw(st.integers(2, 3)))
    heads = tuple(draw(_integers(len(responses), 1)) for _ in here)
    theta = draw(st.sampled_from((Fraction(1), Fraction(1, 2), Fraction(-1), Fraction(2), Fraction(-1, 3))))
    room = draw(st.sampled_from((Fraction(0), Fraction(1, 2), Fraction(1))))
    ends = sorted((theta + (room if theta > 0 else -room), draw(st.sampled_from((-theta / 2, -theta, Fraction(0))))))
    models = Heads(heads, Box((ends[0],), (ends[1],)))
    return Instance(here, responses, Uniform(), models, (theta,))


@composite
def factored(draw: DrawFn, finite: bool = False) -> Instance:
    """Draw a factored instance: users with heads, prompts with features, comparators of a protocol."""
    here = draw(contexts(4))
    size, rank, width = draw(st.integers(2, 3)), draw(st.integers(1, 2)), draw(st.integers(1, 2))
    heads = {user: draw(_integers(1, rank))[0] for user in sorted({c.user for c in here})}
    features = {prompt: draw(_integers(size, width)) for prompt in sorted({c.prompt for c in here})}
    theta: Any = draw(_integers(rank, width))
    parameters: Any = Everything()
    if finite:
        parameters = {"theta": theta, "m0": draw(_integers(rank, width)), "m1": draw(_integers(rank, width))}
        theta = "theta"
    law = Uniform() if draw(st.booleans()) else Baseline(_names(size)[0])
    return Instance(here, _names(size), law, Factored(heads, features, parameters), theta)


@composite
def one_hot(draw: DrawFn) -> Instance:
    """Draw the instances of T16 (b): the baseline protocol with features that are one-hot in the response."""
    base = draw(factored())
    assert isinstance(base.models, Factored)
    size = len(base.responses)
    block = tuple(tuple(Fraction(int(j == y - 1)) for j in range(size - 1)) for y in range(size))
    rank = base.models.shape[0]
    models = Factored(base.models.user_heads, dict.fromkeys(base.models.features, block), Everything())
    theta = draw(_integers(rank, size - 1))
    return Instance(base.contexts, base.responses, Baseline(base.responses[0]), models, theta)


@composite
def trained(draw: DrawFn) -> Instance:
    """Draw the instances of T16 (a): training users with training prompts, deployed on target users and prompts."""
    base = draw(factored())
    assert isinstance(base.models, Factored)
    rank = base.models.shape[0]
    users = {f"t{i}": draw(_integers(1, rank))[0] for i in range(draw(st.integers(1, 2)))}
    prompts = sorted(base.models.features)
    pairs = [(user, prompt) for user in users for prompt in prompts]
    masses = draw(distributions(len(pairs)))
    training = Training(tuple(Context(*pair, mass) for pair, mass in zip(pairs, masses, strict=True)), None)
    models = Factored({**base.models.user_heads, **users}, base.models.features, Everything())
    return Instance(base.contexts, base.responses, base.comparators, models, base.truth, training)


def instances() -> SearchStrategy[Instance]:
    """Draw an instance of any kind."""
    return st.one_of(
        online(), confusing(), blind(), revealing(), offline(), untold(), linear(), linear(finite=False),
        factored(), factored(finite=True), one_hot(), trained(),
    )  # fmt: skip
