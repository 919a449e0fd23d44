"""Small random populations, their view as a class, and the same class by another road."""

from fractions import Fraction
from itertools import combinations

import numpy as np

from checks.audit.classes.saying import look
from checks.audit.reading.numbers import from_floats
from checks.audit.reading.tables import Features, make_heads
from theory.instance import Baseline, Box, Context, Factored, Inequality, Instance

BOUND = Fraction(3, 2)
VERDICTS = {"bounded": "bounded", "not bounded": "logarithmic at best", "boundary": "boundary"}


def people(seed):
    """Heads with small whole numbers that span ℚ^k, and for every third seed features of three responses."""
    rng = np.random.default_rng(seed)
    k = int(rng.integers(1, 4))
    n = int(rng.integers(max(k, 2), 6))
    while True:
        heads = rng.integers(-2, 3, (n, k))
        if np.linalg.matrix_rank(heads) == k and heads.any(axis=1).all():
            break
    if seed % 3 or k == 3:
        return make_heads(heads.astype(float)), None
    while True:
        traits = rng.integers(-2, 3, (3, 1 + (k == 1)))
        steps = traits[1:] - traits[0]
        if np.linalg.matrix_rank(steps) == traits.shape[1]:
            break
    values = traits.astype(float)
    names = ("f", "g")[: traits.shape[1]]
    return make_heads(heads.astype(float)), Features(("p",) * 3, ("x", "y", "z"), names, values, from_floats(values))


def whole(heads, features):
    """The same class by another road: all users, and the gaps themselves bounded, by inequalities."""
    offered = [[0], [1]] if features is None else features.values.astype(int).tolist()
    offered = tuple(tuple(map(Fraction, row)) for row in offered)
    users = {name: tuple(map(Fraction, map(int, row))) for name, row in zip(heads.users, heads.values, strict=True)}
    rows = [
        tuple(sign * w * (a - b) for w in head for a, b in zip(one, two, strict=True))
        for head in users.values()
        for one, two in combinations(offered, 2)
        for sign in (1, -1)
    ]
    size = len(rows[0])
    wide = (Fraction(1000),) * size
    box = Box(tuple(-x for x in wide), wide, tuple(Inequality(row, BOUND) for row in rows))
    contexts = tuple(Context(name, "p", Fraction(1, len(users))) for name in users)
    names = tuple(f"y{i}" for i in range(len(offered)))
    return Instance(contexts, names, Baseline("y0"), Factored(users, {"p": offered}, box))


def viewed(heads, features, picks=9, candidates=None):
    return look(heads, features, candidates, {"box": "3/2", "baseline": None}, picks=picks, seed=0)
