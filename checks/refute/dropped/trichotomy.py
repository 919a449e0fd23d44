"""What the counterexamples to T9 share: D no longer decides whether the best worst-case regret is bounded."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from numpy.random import Generator

from checks.refute.drawing.confusing import Altered
from checks.refute.drawing.random_parts import population
from checks.refute.searching.observation import Value
from checks.refute.searching.setting import Setting
from checks.refute.shrinking.removals import rescaled
from theory.instance import Explicit, Instance, Rewards
from theory.quantities import information_per_regret

BOUNDED = "under D the best worst-case regret is O(1)"


def several(rng: Generator) -> Instance:
    """Draw a pair of related models over two contexts."""
    return population(rng, models=(2, 2), users=(2, 2))


def price(setting: Setting, pair: Altered) -> dict[str, Value]:
    """What the lower bound of T7 is made of."""
    information = information_per_regret(setting.problem, pair.a, pair.b)
    return {
        "p0": pair.p,
        "delta_a": pair.delta_a,
        "delta_b": pair.delta_b,
        "K": 0 if information.is_zero() else information,
    }


def arriving(instance: Instance) -> Iterator[tuple[int, Instance]]:
    """Yield, for each context, the instance in which it alone arrives."""
    assert isinstance(instance.models, Rewards)
    for c, context in enumerate(instance.contexts):
        law = instance.comparators
        yield (
            c,
            replace(
                instance,
                contexts=rescaled((context,)),
                models=Rewards({name: (rows[c],) for name, rows in instance.models.table.items()}),
                comparators=Explicit((law.rows[c],)) if isinstance(law, Explicit) else law,
            ),
        )
