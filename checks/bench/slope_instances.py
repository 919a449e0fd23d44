"""Instances on which the slope of regret is measured: 2 to 5 models, of which some hide from others."""

from __future__ import annotations

from collections.abc import Mapping
from fractions import Fraction

from theory.instance import Baseline, Context, Explicit, Instance, Rewards, Vector

F = Fraction
Rows = tuple[Vector, ...]


def _row(*values: int | Fraction) -> Vector:
    return tuple(map(F, values))


def _instance(
    name: str, table: Mapping[str, Rows], law: tuple[Fraction, ...] = (F(1),), against: tuple[int, ...] = ()
) -> Instance:
    """Return an instance; responses are compared with the first, or each with the one given for it."""
    size = len(next(iter(table.values()))[0])
    names = tuple(f"y{y}" for y in range(size))
    contexts = tuple(Context(f"u{c}", "x", mass) for c, mass in enumerate(law))
    rows = tuple(tuple(F(int(y == other)) for y in range(size)) for other in against)
    comparators = Explicit((rows,) * len(law)) if against else Baseline(names[0])
    return Instance(contexts, names, comparators, Rewards(table), name=name)


THIRDS = (F(1, 3), F(2, 3))

INSTANCES = (
    _instance("two models, one exploration", {"a": (_row(0, -1),), "b": (_row(0, 1),)}),
    _instance("a cheap exploration that tells little", {"a": (_row(0, F(-1, 4)),), "b": (_row(0, 1),)}),
    _instance("a dear exploration that tells much", {"a": (_row(0, -3),), "b": (_row(0, 2),)}),
    _instance(
        "one exploration serves two",
        {"a": (_row(0, -1, -2),), "b": (_row(0, 2, -2),), "d": (_row(0, 1, -2),)},
    ),
    _instance(
        "two explorations needed",
        {"a": (_row(0, -1, -2),), "b": (_row(0, 2, -2),), "d": (_row(0, -1, 1),)},
    ),
    _instance(
        "one dear exploration or two cheap ones",
        {"a": (_row(0, -1, -1, -2),), "b": (_row(0, 1, -1, 2),), "d": (_row(0, -1, 1, 2),)},
    ),
    _instance(
        "a twin told at square visits",
        {"m0": (_row(0, -5, -1),), "m1": (_row(0, -1, -1),), "t": (_row(0, 1, F(7, 10)),)},
    ),
    _instance(
        "the trap beside a harmless truth",
        {"a": (_row(0, -1), _row(0, 2)), "t": (_row(0, 1), _row(0, 2)), "d": (_row(0, 1), _row(0, 1))},
        THIRDS,
    ),
    _instance(
        "four models in two contexts",
        {
            "a": (_row(0, -1, -2), _row(0, -2, -1)),
            "b": (_row(0, 1, -2), _row(0, -2, -1)),
            "d": (_row(0, -1, -2), _row(0, -2, 2)),
            "e": (_row(0, 2, -2), _row(0, -2, 1)),
        },
        THIRDS,
    ),
    _instance(
        "a rare context tells", {"a": (_row(0, -1), _row(0, -2)), "b": (_row(0, -1), _row(0, 2))}, (F(9, 10), F(1, 10))
    ),
    _instance(
        "five models",
        {
            "a": (_row(0, -1, -2, -1),),
            "b": (_row(0, 1, -2, -1),),
            "d": (_row(0, -1, 2, -1),),
            "e": (_row(0, -1, -2, 1),),
            "g": (_row(0, 2, 1, -1),),
        },
    ),
    _instance(
        "compared with a third response",
        {"a": (_row(3, 1, 0),), "b": (_row(3, 4, 0),)},
        against=(0, 2, 2),
    ),
    _instance(
        "two hidden models that want the same",
        {"a": (_row(0, -1, -1),), "b": (_row(0, 1, -2),), "d": (_row(0, 2, -3),)},
    ),
)
"""Every instance, by name."""
