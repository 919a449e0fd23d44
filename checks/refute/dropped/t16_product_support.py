"""T16 (a) when training is not a product: spanning heads and features, and yet a target that was never exposed."""

from __future__ import annotations

from fractions import Fraction

from checks.refute.drawing.offline import trained_users
from checks.refute.searching.observation import Dropped, Observation
from theory.exact.linear import dot, nullspace, product_is_zero, rank, within
from theory.instance import Factored, Instance
from theory.span.heads import differences, feature_rows, offline_diverse, offline_exposed, targets_covered
from theory.span.linear_problem import flatten, kronecker


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


DROPPED = Dropped("T16", "product-support", trained_users, observe)
