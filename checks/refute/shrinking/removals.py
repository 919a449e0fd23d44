"""Smaller instances: one context, response, model, training context or coordinate removed."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from fractions import Fraction
from typing import Any, TypeVar

from theory.instance import (
    Baseline,
    Box,
    Context,
    Explicit,
    Factored,
    Heads,
    Instance,
    ModelClass,
    Rewards,
    Slate,
    Training,
)

T = TypeVar("T")


def removals(instance: Instance) -> Iterator[Instance]:
    """Yield every instance with one model, context, training context, response or coordinate less, in that order."""
    yield from _fewer_models(instance)
    yield from _fewer_contexts(instance)
    yield from _fewer_training(instance)
    yield from _fewer_responses(instance)
    yield from _fewer_coordinates(instance)


def without(parts: Sequence[T], place: int) -> tuple[T, ...]:
    """Return the parts but for one."""
    return (*parts[:place], *parts[place + 1 :])


def _fewer_models(instance: Instance) -> Iterator[Instance]:
    names = instance.model_names
    for name in names if len(names) > 1 else ():
        if name != instance.truth:
            yield replace(instance, models=_without_model(instance.models, name))


def _without_model(models: ModelClass, name: str) -> ModelClass:
    if isinstance(models, Rewards):
        return Rewards({key: value for key, value in models.table.items() if key != name})
    assert isinstance(models.parameters, Mapping)
    kept = {key: value for key, value in models.parameters.items() if key != name}
    return replace(models, parameters=kept)  # type: ignore[arg-type]


def _fewer_contexts(instance: Instance) -> Iterator[Instance]:
    for c, context in enumerate(instance.contexts if len(instance.contexts) > 1 else ()):
        models, training = instance.models, instance.training
        if isinstance(models, Rewards):
            models = Rewards({name: without(rows, c) for name, rows in models.table.items()})
        elif isinstance(models, Heads):
            models = replace(models, vectors=without(models.vectors, c))
        if training and not isinstance(models, Factored):
            training = _without_training(training, context.pair)
            if training is None:
                continue
        law = instance.comparators
        if isinstance(law, Explicit):
            law = Explicit(without(law.rows, c))
        if isinstance(law, Slate) and law.reference is not None:
            law = replace(law, reference=without(law.reference, c))
        yield tidy(
            replace(
                instance,
                contexts=rescaled(without(instance.contexts, c)),
                models=models,
                training=training,
                comparators=law,
            )
        )


def rescaled(contexts: tuple[Context, ...]) -> tuple[Context, ...]:
    """Return contexts with their probabilities divided by the sum."""
    total = sum((context.probability for context in contexts), Fraction(0))
    return tuple(replace(context, probability=context.probability / total) for context in contexts)


def _without_training(training: Training, pair: tuple[str, str]) -> Training | None:
    """Return the training without a pair; ``None`` when nothing would be left."""
    places = [i for i, context in enumerate(training.contexts) if context.pair == pair]
    if not places:
        return training
    if len(training.contexts) == 1:
        return None
    behaviour = None if training.behaviour is None else without(training.behaviour, places[0])
    return Training(rescaled(without(training.contexts, places[0])), behaviour)


def _fewer_training(instance: Instance) -> Iterator[Instance]:
    for context in instance.training.contexts if instance.training else ():
        assert instance.training is not None
        fewer = _without_training(instance.training, context.pair)
        if fewer is not None:
            yield tidy(replace(instance, training=fewer))


def _fewer_responses(instance: Instance) -> Iterator[Instance]:
    for y, name in enumerate(instance.responses if len(instance.responses) > 2 else ()):
        law, training = instance.comparators, instance.training
        if isinstance(law, Baseline) and law.response == name:
            continue
        if isinstance(law, Explicit):
            tables = [_conditioned(without(table, y), y) for table in law.rows]
            if any(table is None for table in tables):
                continue
            law = Explicit(tuple(table for table in tables if table is not None))
        if isinstance(law, Slate) and law.reference is not None:
            law = replace(law, reference=_conditioned(law.reference, y))
        if training and training.behaviour is not None:
            behaviour = _conditioned(training.behaviour, y)
            if behaviour is None:
                continue
            training = Training(training.contexts, behaviour)
        yield replace(
            instance,
            responses=without(instance.responses, y),
            comparators=law,
            models=_without_response(instance.models, y),
            training=training,
        )


def _conditioned(rows: Sequence[Sequence[Fraction]], place: int) -> tuple[tuple[Fraction, ...], ...] | None:
    """Condition every distribution on avoiding a place; ``None`` where one cannot."""
    if any(row[place] == 1 for row in rows):
        return None
    return tuple(tuple(mass / (1 - row[place]) for mass in without(row, place)) for row in rows)


def _without_response(models: ModelClass, y: int) -> ModelClass:
    if isinstance(models, Rewards):
        return Rewards({name: tuple(without(row, y) for row in rows) for name, rows in models.table.items()})
    if isinstance(models, Heads):
        return replace(models, vectors=tuple(without(block, y) for block in models.vectors))
    return replace(models, features={prompt: without(rows, y) for prompt, rows in models.features.items()})


def _fewer_coordinates(instance: Instance) -> Iterator[Instance]:
    models = instance.models
    if isinstance(models, Rewards) or isinstance(models.parameters, Box):
        return
    for field, axis in (("vectors", 0),) if isinstance(models, Heads) else (("user_heads", 0), ("features", 1)):
        size = models.dimension if isinstance(models, Heads) else models.shape[axis]
        for place in range(size if size > 1 else 0):
            parts: dict[str, Any] = {field: _cut(getattr(models, field), place)}
            truth: Any = instance.truth
            if isinstance(models.parameters, Mapping):
                parts["parameters"] = {key: _along(value, axis, place) for key, value in models.parameters.items()}
            elif truth is not None:
                truth = _along(truth, axis, place)
            yield replace(instance, models=replace(models, **parts), truth=truth)


def _cut(vectors: Any, place: int) -> Any:
    """Return nested vectors without one coordinate."""
    if isinstance(vectors, Mapping):
        return {key: _cut(entry, place) for key, entry in vectors.items()}
    return without(vectors, place) if isinstance(vectors[0], Fraction) else tuple(_cut(v, place) for v in vectors)


def _along(parameter: Any, axis: int, place: int) -> Any:
    """Return a vector or a matrix without one row (axis 0) or column (axis 1)."""
    return without(parameter, place) if axis == 0 else tuple(without(row, place) for row in parameter)


def tidy(instance: Instance) -> Instance:
    """Drop the heads of users and the features of prompts that no context mentions."""
    models = instance.models
    if not isinstance(models, Factored):
        return instance
    pairs = [context.pair for context in instance.contexts + instance.training_only]
    users, prompts = {user for user, _ in pairs}, {prompt for _, prompt in pairs}
    heads = {user: head for user, head in models.user_heads.items() if user in users}
    features = {prompt: rows for prompt, rows in models.features.items() if prompt in prompts}
    return replace(instance, models=replace(models, user_heads=heads, features=features))
