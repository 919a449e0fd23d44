"""T16 (a) when training is not a product: spanning heads and features, and yet a target that was never exposed."""

from __future__ import annotations

from fractions import Fraction

from numpy.random import Generator

from checks.refute.drawing.random_parts import between, frozen, law, responses, table
from checks.refute.searching.observation import Dropped, Observation
from theory.exact.linear import dot, nullspace, product_is_zero, rank, within
from theory.instance import Context, Everything, Factored, Instance, Training, Uniform
from theory.span.heads import differences, feature_rows, offline_diverse, offline_exposed, targets_covered
from theory.span.linear_problem import flatten, kronecker


def candidate(rng: Generator) -> Instance:
    """Draw users, prompts and features, some pairs for training and one for deployment; the truth is drawn too."""
    k, d, size = between(rng, 1, 3), between(rng, 1, 3), between(rng, 2, 3)
    users = {f"u{i}": tuple(row) for i, row in enumerate(table(rng, between(rng, 1, 3), k))}
    prompts = {f"x{i}": frozen(table(rng, size, d)) for i in range(between(rng, 1, 3))}
    pairs = [(u, x) for u in users for x in prompts]
    some = [pair for pair in pairs if rng.random() < 0.5] or pairs[:1]
    trained = tuple(Context(*pair, mass) for pair, mass in zip(some, law(rng, len(some)), strict=True))
    target = Context(*pairs[between(rng, 0, len(pairs) - 1)], Fraction(1))
    models = Factored(users, prompts, Everything())
    return Instance((target,), responses(size), Uniform(), models, frozen(table(rng, k, d)), Training(trained, None))


def observe(instance: Instance) -> Observation | None:
    """Find targets whose heads and features lie within those of training, and a relevant direction not exposed."""
    models, training = instance.models, instance.training
    if not isinstance(models, Factored) or training is None or not isinstance(instance.truth, tuple):
        return None
    target = feature_rows(models, {c.prompt for c in instance.contexts})
    trained = feature_rows(models, {c.prompt for c in training.contexts})
    if not any(any(row) for row in target) or not within(target, trained) or not targets_covered(instance):
        return None
    if not _every_training_context_informs(instance):
        return None
    exposed = offline_exposed(instance)
    hidden = _hidden_direction(instance, models)
    if hidden is None or offline_diverse(instance) or not product_is_zero(exposed, [hidden]):
        return None
    return Observation(
        "span{w_v : targets} ⊆ span{w_u : training} and F' ⊆ F make D_off hold",
        "both inclusions hold, and B + s·N has the gaps of B on every trained comparison for each s, but not on the "
        f"target: N = [{', '.join(map(str, hidden))}], row after row",
        {
            "rank_exposed": rank(exposed),
            "rank_with_target": rank(exposed + _relevant(instance, models)),
            "agreement_in_training": Fraction(0),
            "change_at_target": next(dot(row, hidden) for row in _relevant(instance, models) if dot(row, hidden)),
        },
    )


def _every_training_context_informs(instance: Instance) -> bool:
    """Whether no training context has a zero head or features without differences, and every target user is trained."""
    models, training = instance.models, instance.training
    assert isinstance(models, Factored) and training is not None
    return {c.user for c in instance.contexts} <= {c.user for c in training.contexts} and all(
        any(models.user_heads[c.user]) and any(any(row) for row in differences(models.features[c.prompt]))
        for c in training.contexts
    )


def _relevant(instance: Instance, models: Factored) -> list[tuple[Fraction, ...]]:
    return [
        kronecker(models.user_heads[c.user], row)
        for c in instance.contexts
        for row in differences(models.features[c.prompt])
    ]


def _hidden_direction(instance: Instance, models: Factored) -> tuple[Fraction, ...] | None:
    """Return a perturbation orthogonal to everything exposed that moves a gap of a target."""
    size = len(flatten(instance.truth))  # type: ignore[arg-type]
    relevant = _relevant(instance, models)
    return next((n for n in nullspace(offline_exposed(instance), size) if any(dot(row, n) for row in relevant)), None)


DROPPED = Dropped("T16", "product-support", candidate, observe)
