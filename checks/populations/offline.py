"""Random instances with training data, and such that the data never tell two models apart."""

from __future__ import annotations

from dataclasses import replace

from checks.populations.online import confusing, online
from checks.populations.parts import distribution, improved
from checks.populations.source import Source
from theory.instance import Context, Instance, Rewards, Training
from theory.problem import comparator_law


def offline(choose: Source, models: int = 3, ties: bool = True) -> Instance:
    """Draw an instance with training data on some or all of its contexts."""
    kind = online if choose.one_in(2) else confusing
    base = kind(choose, models=models, ties=ties)
    kept = choose.distinct(base.contexts, 1 if choose.one_in(2) else choose.whole(1, len(base.contexts)))
    masses = distribution(choose, len(kept))
    trained = tuple(Context(c.user, c.prompt, mass) for c, mass in zip(kept, masses, strict=True))
    size = len(base.responses)
    behaviour = None if choose.whole(1, 5) <= 2 else tuple(distribution(choose, size, zeros=True) for _ in kept)
    return replace(base, training=Training(trained, behaviour))


def untold(choose: Source) -> Instance:
    """Draw an offline instance whose data, more often than not, never tell ``b`` from ``a``."""
    base = offline(choose, models=1, ties=False)
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
        changed.append(improved(choose, row, kept | {y for y in shown if any(law[c][y][z] for z in kept - {y})}))
    return replace(base, models=Rewards({"a": believed, "b": tuple(changed)}), truth="a")
