"""Renaming of contexts, responses and models after shrinking."""

from __future__ import annotations

from dataclasses import replace

from theory.instance import Baseline, Instance, Rewards


def renamed(instance: Instance) -> Instance:
    """Return an instance given by rewards with plain names: u0, u1, …; y0, y1, …; m0, m1, … and ``truth``.

    Where no model is the truth the models keep their names.
    """
    if not isinstance(instance.models, Rewards):
        return instance
    users = {context.pair: f"u{i}" for i, context in enumerate(instance.contexts)}
    names = {name: f"y{i}" for i, name in enumerate(instance.responses)}
    models, truth = instance.models, instance.truth
    if truth is not None:
        plain = ["truth" if name == truth else f"m{i}" for i, name in enumerate(models.table)]
        models, truth = Rewards(dict(zip(plain, models.table.values(), strict=True))), "truth"
    law, training = instance.comparators, instance.training
    if training is not None:
        training = replace(training, contexts=tuple(replace(c, user=users[c.pair]) for c in training.contexts))
    return replace(
        instance,
        contexts=tuple(replace(context, user=users[context.pair]) for context in instance.contexts),
        responses=tuple(names.values()),
        comparators=Baseline(names[law.response]) if isinstance(law, Baseline) else law,
        training=training,
        models=models,
        truth=truth,
    )
