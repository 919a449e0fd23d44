"""Instances of many models with 32 contexts and 4 responses, of which (D) is decided in different ways.

- ``diverse``: rewards drawn at random, uniform comparators.
- ``confused``: the baseline protocol, and half of the models repeat another one where that one serves something.
- ``nested``: the baseline protocol; of two models one serves more, so that millions of pairs are confused.
- ``blind``: nothing is ever compared with anything else, so that every two models look the same.
"""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from theory.files.rational import parse
from theory.instance import Baseline, Comparators, Context, Explicit, Instance, Matrix, Rewards, Uniform

CONTEXTS, RESPONSES = 32, 4
Table = NDArray[np.int64]


def diverse(rng: np.random.Generator, models: int) -> Table:
    """Rewards in tenths, all independent."""
    return rng.integers(-50, 51, (models, CONTEXTS, RESPONSES))


def confused(rng: np.random.Generator, models: int) -> Table:
    """Every second model agrees with the one before on what that one serves, and draws the rest again."""
    table = diverse(rng, models)
    table[..., 0] = 0
    for m in range(1, models, 2):
        served = table[m - 1].argmax(axis=1)
        table[m, np.arange(CONTEXTS), served] = table[m - 1, np.arange(CONTEXTS), served]
    return table


def nested(rng: np.random.Generator, models: int) -> Table:
    """Half of the models serve some of the first 16 contexts, the others all of these and some of the rest."""
    serves = rng.random((models, CONTEXTS)) < 0.5
    serves[: models // 2, CONTEXTS // 2 :] = False
    serves[models // 2 :, : CONTEXTS // 2] = True
    table = np.full((models, CONTEXTS, RESPONSES), -1)
    table[..., 0], table[..., 1] = 0, np.where(serves, 1, -1)
    return table


KINDS = {"diverse": diverse, "confused": confused, "nested": nested, "blind": diverse}


def instance(kind: str, models: int, seed: int = 0) -> Instance:
    """Return the instance of a kind."""
    table = KINDS[kind](np.random.default_rng(seed), models)
    tenths = {int(x): parse(f"{x}/10") for x in np.unique(table)}
    responses = tuple(f"y{y}" for y in range(RESPONSES))
    itself: Matrix = tuple(tuple(parse(int(y == other)) for other in range(RESPONSES)) for y in range(RESPONSES))
    comparators: dict[str, Comparators] = {"diverse": Uniform(), "blind": Explicit((itself,) * CONTEXTS)}
    return Instance(
        tuple(Context(f"u{c}", "x", parse(f"1/{CONTEXTS}")) for c in range(CONTEXTS)),
        responses,
        comparators.get(kind, Baseline("y0")),
        Rewards(
            {f"m{m}": tuple(tuple(tenths[x] for x in row) for row in rows) for m, rows in enumerate(table.tolist())}
        ),
    )
