"""User heads: the rank forms of T16, and the law of heads that T18 speaks of.

Claim: T16, T18.
"""

from __future__ import annotations

from collections.abc import Iterable
from fractions import Fraction
from itertools import combinations

from theory.exact.linear import independent_rows, nullspace, product_is_zero, rank, within
from theory.instance import Context, Factored, Instance, Matrix, Slate, Vector
from theory.problem import Law, comparator_law
from theory.span.linear_problem import LinearProblem, flat_heads, kronecker


def differences(features: Matrix) -> list[Vector]:
    """Return row y − row 0 for the other rows y; for features of a prompt they span F_x."""
    return [tuple(a - b for a, b in zip(row, features[0], strict=True)) for row in features[1:]]


def feature_rows(models: Factored, prompts: Iterable[str]) -> list[Vector]:
    """Return differences that span F over some prompts."""
    return [row for prompt in prompts for row in differences(models.features[prompt])]


def targets_covered(instance: Instance) -> bool:
    """Whether span{w_v : target users} ⊆ span{w_u : training users}.

    Claim: T16 (a).
    """
    models, training = instance.models, instance.training
    assert isinstance(models, Factored) and training is not None
    return within(
        [models.user_heads[c.user] for c in instance.contexts], [models.user_heads[c.user] for c in training.contexts]
    )


def offline_exposed(instance: Instance) -> list[Vector]:
    """Return h_c(y) − h_c(y') for everything q, β and κ expose."""
    training = instance.training
    assert training is not None
    heads, laws = training_heads(instance), _training_laws(instance)
    return [
        tuple(a - b for a, b in zip(heads[i][y], heads[i][other], strict=True))
        for i, law in enumerate(laws)
        for y, other in _compared(training.behaviour[i] if training.behaviour else None, law)
    ]


def training_heads(instance: Instance) -> tuple[Matrix, ...]:
    """Return the heads of the training contexts, shape (C, Y, d)."""
    training, models = instance.training, instance.models
    assert training is not None
    if isinstance(models, Factored):
        return tuple(
            tuple(kronecker(models.user_heads[c.user], phi) for phi in models.features[c.prompt])
            for c in training.contexts
        )
    place = {context.pair: i for i, context in enumerate(instance.contexts)}
    heads = flat_heads(instance)
    return tuple(heads[place[context.pair]] for context in training.contexts)


def _training_laws(instance: Instance) -> list[tuple[Law, ...]]:
    """Return κ for the training contexts; an explicit table covers deployed contexts only.

    Under slates both responses are drawn from the behaviour policy.
    """
    training = instance.training
    assert training is not None
    place = {context.pair: i for i, context in enumerate((*instance.contexts, *instance.training_only))}
    if isinstance(instance.comparators, Slate):
        return [(row,) * len(row) for row in _behaviours(instance)]
    law = comparator_law(instance, len(place))
    return [law[place[context.pair]] for context in training.contexts]


def _behaviours(instance: Instance) -> Matrix:
    training, size = instance.training, len(instance.responses)
    assert training is not None
    return training.behaviour or ((Fraction(1, size),) * size,) * len(training.contexts)


def _compared(behaviour: Vector | None, kappa: tuple[Vector, ...]) -> list[tuple[int, int]]:
    return [
        (y, other)
        for y, row in enumerate(kappa)
        if behaviour is None or behaviour[y]
        for other, mass in enumerate(row)
        if mass and other != y
    ]


def offline_diverse(instance: Instance) -> bool:
    """(D_off) over Θ = ℝ^d or ℝ^{k×d}: everything relevant where the policy is deployed is exposed in training.

    Claim: T16 (a).
    """
    relevant = [row for block in flat_heads(instance) for row in differences(block)]
    return within(relevant, offline_exposed(instance))


def product_support(instance: Instance) -> bool:
    """Whether T16 (a) applies.

    Training is on all training users × training prompts, deployment on all target users × target prompts (a target
    user whose prompts show no features needs no data), compared pairs connect Y, and 0 ≠ F' ⊆ F.

    Claim: T16 (a).
    """
    models, training = instance.models, instance.training
    assert isinstance(models, Factored) and training is not None
    laws = _training_laws(instance)
    rows = training.behaviour or (None,) * len(training.contexts)
    trained, target = (
        feature_rows(models, {c.prompt for c in some}) for some in (training.contexts, instance.contexts)
    )
    return (
        _product(training.contexts)
        and _product(instance.contexts)
        and all(_connects(_compared(row, law), len(law)) for row, law in zip(rows, laws, strict=True))
        and any(any(row) for row in target)
        and within(target, trained)
    )


def _product(contexts: tuple[Context, ...]) -> bool:
    return len(contexts) == len({c.user for c in contexts}) * len({c.prompt for c in contexts})


def _connects(edges: list[tuple[int, int]], nodes: int) -> bool:
    reached, size = {0}, 0
    while len(reached) > size:
        size = len(reached)
        reached |= {x for edge in edges if reached.intersection(edge) for x in edge}
    return size == nodes


def spanning_audiences(instance: Instance, problem: LinearProblem, baseline: int) -> dict[int, bool]:
    """For each response but the baseline, whether the users served it span what all users span.

    Claim: T16 (b).
    """
    models = instance.models
    assert isinstance(models, Factored)
    heads = [models.user_heads[context.user] for context in instance.contexts]
    return {
        y: within(heads, [head for head, served in zip(heads, problem.policy, strict=True) if served == y])
        for y in range(len(instance.responses))
        if y != baseline
    }


def one_hot(models: Factored, baseline: int) -> bool:
    """Whether φ(x, ·) is one-hot in the response and zero at the baseline, for every prompt."""
    return all(
        not any(row)
        if y == baseline
        else sorted(row) == [0] * (len(row) - 1) + [1] and rank([*block]) == len(block) - 1
        for block in models.features.values()
        for y, row in enumerate(block)
    )


def dimension_by_prompt(instance: Instance) -> int:
    """Return dim Σ_x span{w_u : (u, x) ∈ C} ⊗ F_x, from bases of the factors.

    Claim: T16 (c).
    """
    models = instance.models
    assert isinstance(models, Factored)
    rows: list[Vector] = []
    for prompt in {context.prompt for context in instance.contexts}:
        users = _basis([models.user_heads[c.user] for c in instance.contexts if c.prompt == prompt])
        rows += [kronecker(w, f) for w in users for f in _basis(differences(models.features[prompt]))]
    return rank(rows)


def _basis(rows: list[Vector]) -> list[Vector]:
    return [rows[i] for i in independent_rows(rows)]


HeadLaw = dict[Vector, Fraction]


def head_law(instance: Instance) -> HeadLaw:
    """Return the law of the head of a user drawn from the contexts' law."""
    models = instance.models
    assert isinstance(models, Factored)
    law: HeadLaw = {}
    for context in instance.contexts:
        head = models.user_heads[context.user]
        law[head] = law.get(head, Fraction(0)) + context.probability
    return law


def escape_probabilities(law: HeadLaw) -> list[Fraction]:
    """Return q_0, …, q_{k−1}: q_j the least P(w ∉ S) over subspaces S of dimension j of the span.

    A subspace of greatest mass may be taken to be spanned by heads of the law.

    Claim: T18.
    """
    heads = list(law)
    dimension = rank(heads)
    return [1 - max(_mass(law, chosen) for chosen in combinations(heads, j)) for j in range(dimension)]


def _mass(law: HeadLaw, chosen: tuple[Vector, ...]) -> Fraction:
    normals = nullspace(chosen, len(next(iter(law))))
    return sum((mass for head, mass in law.items() if product_is_zero([head], normals)), Fraction(0))
