"""Drawn polytopes hold their truth, and mirrored truths change places."""

from __future__ import annotations

from collections import Counter

import numpy as np

from checks.refute.drawing.polytopes import mirrored, polytope, segment
from theory.claims.polytope_scope import crossing
from theory.instance import Baseline
from theory.polytope.continuous import ContinuousClass
from theory.problem import Problem


def test_the_truth_lies_in_its_polytope() -> None:
    rng = np.random.default_rng(0)
    for draw in (polytope, segment):
        for _ in range(30):
            problem = ContinuousClass.of(draw(rng))
            assert problem.theta is not None and problem.region.contains(problem.theta)


def test_both_dimensions_both_laws_and_cuts_come() -> None:
    rng, seen = np.random.default_rng(1), Counter[str]()
    for _ in range(60):
        instance = polytope(rng)
        box = instance.models.parameters  # type: ignore[union-attr]
        seen[f"dimension {len(box.lower)}"] += 1  # type: ignore[union-attr]
        seen["cut"] += bool(box.inequalities)  # type: ignore[union-attr]
        seen["baseline"] += isinstance(instance.comparators, Baseline)
    assert min(seen["dimension 1"], seen["dimension 2"], seen["cut"], seen["baseline"]) > 5
    assert seen["baseline"] < 55


def test_mirrored_truths_cross_unless_one_was_moved() -> None:
    rng = np.random.default_rng(2)
    found = Counter(crossing(Problem.of(mirrored(rng)), 0, 1, 0) for _ in range(60))
    assert found[True] > found[False] > 0
