"""A model of a polytope without ties, by which careful greedy breaks those of others.

Claim: T23.
"""

from __future__ import annotations

import random
from fractions import Fraction
from itertools import count

from theory.instance import Vector
from theory.polytope.continuous import ContinuousClass
from theory.polytope.hull import Hull, coinciding


def tie_free(problem: ContinuousClass, hull: Hull) -> Vector:
    """Return θ_1: a model of Θ in whose rewards only responses tie that coincide on all of Θ.

    It is a mixture of models that span Θ, with weights from a fixed stream; almost all weights do.

    Claim: T23.

    Examples
    --------
    >>> from theory.files.instance_file import loads
    >>> problem = ContinuousClass.of(loads('''{"format": "user-diversity/instance/1", "responses": ["y0", "y1"],
    ...   "contexts": [{"user": "u", "prompt": "x", "probability": 1}], "comparators": {"baseline": "y0"},
    ...   "heads": [[[0], [1]]], "parameters": {"lower": [-1], "upper": [1]}}'''))
    >>> problem.unique_optimum(tie_free(problem, Hull.of(problem.region)))
    True
    """
    same = set(coinciding(problem, hull))
    for seed in count():
        draw = random.Random(seed)
        weights = [Fraction(draw.randint(1, 1 << 20)) for _ in hull.points]
        total = sum(weights, Fraction(0))
        mixed = zip(*hull.points, strict=True)
        model = tuple(sum((w * x for w, x in zip(weights, row, strict=True)), Fraction(0)) / total for row in mixed)
        if _only_ties(problem, model, same):
            return model
    raise AssertionError


def _only_ties(problem: ContinuousClass, model: Vector, same: set[tuple[int, int, int]]) -> bool:
    """Whether only the given responses (c, y, y') tie."""
    return all(
        rewards[y] != rewards[z] or (c, y, z) in same
        for c, rewards in enumerate(problem.rewards(model))
        for y in range(len(rewards))
        for z in range(y + 1, len(rewards))
    )
