"""Certified ends of the largest affinity against the deficit itself, at models on a grid."""

from __future__ import annotations

from fractions import Fraction
from itertools import product
from json import dumps
from math import exp, sqrt

import pytest
from hypothesis import HealthCheck, assume, given, settings
from numpy import random

from checks import strategies
from checks.recheck.model import Model, Numbers, inner
from theory.files.instance_file import loads
from theory.instance import Instance
from theory.polytope.affinity import Hiding
from theory.polytope.continuous import ContinuousClass
from theory.polytope.decision import decide
from theory.polytope.hiding.minorants import HELLINGER, SCORE, Loss
from theory.polytope.hiding.proof import Deficit
from theory.polytope.regret import RegretBounds

pytestmark = pytest.mark.slow

SETTINGS = settings(deadline=None, max_examples=20, suppress_health_check=list(HealthCheck))
ROUNDING = 1e-9


def answer(gap: float) -> float:
    return 1 / (1 + exp(-gap))


def bhattacharyya(a: float, b: float) -> float:
    return 1 - sqrt(answer(a) * answer(b)) - sqrt(answer(-a) * answer(-b))


def score(a: float, b: float) -> float:
    """1 − E_θ exp(slope · (a − b))."""
    win, loss = (1 - answer(a)) * (a - b), -answer(a) * (a - b)
    return 1 - answer(b) * exp(win) - answer(-b) * exp(loss)


def lost(problem: ContinuousClass, policy: tuple[int, ...], m: Numbers, kind: Loss) -> float:
    one = bhattacharyya if kind is HELLINGER else score
    assert problem.theta is not None
    return sum(
        float(problem.p[c] * mass) * one(*(float(inner(problem.contrast(c, y, z), x)) for x in (m, problem.theta)))
        for c, y in enumerate(policy)
        for z, mass in enumerate(problem.kappa[c][y])
    )


def wrong(model: Model, theta: Numbers) -> list[tuple[tuple[int, ...], Numbers]]:
    """Policies that are wrong at the truth, with models of their cells on a grid of Θ."""
    ends = [(-model.sides[2 * i + 1][1], model.sides[2 * i][1]) for i in range(len(theta))]
    found = []
    for shares in product([Fraction(i, 4) for i in range(5)], repeat=len(theta)):
        m = [low + share * (high - low) for share, (low, high) in zip(shares, ends, strict=True)]
        rows = [model.values(c, m) for c in range(len(model.heads))]
        policy = tuple(values.index(max(values)) for values in rows)
        if model.inside(m) and not model.optimal(policy, theta):
            found.append((policy, m))
    return found


@pytest.mark.parametrize("kind", [HELLINGER, SCORE], ids=["rho", "score"])
@SETTINGS
@given(strategies.polytopes(dimension=2))
@pytest.mark.slow
def test_no_model_hides_better_than_certified(kind: Loss, instance: Instance) -> None:
    assume(instance.truth is not None)
    problem, model = ContinuousClass.of(instance), Model.of(instance)
    assert problem.theta is not None and model.theta is not None
    assume(problem.unique_optimum(problem.theta))
    hiding = Hiding(problem, kind, 30)
    ends: dict[str, Deficit] = {"believed": hiding.believed(), "settled": hiding.settled(), "strong": hiding.strong()}
    assert all(0 <= end.low <= end.high <= 1 for end in ends.values())
    assert ends["strong"].low <= min(ends["believed"].high, ends["settled"].high)
    served = problem.policy(problem.theta)
    for policy, m in wrong(model, model.theta):
        assert float(ends["believed"].low) <= lost(problem, policy, m, kind) + ROUNDING
        assert float(ends["settled"].low) <= lost(problem, served, m, kind) + ROUNDING
        assert float(ends["strong"].low) <= lost(problem, policy, m, kind) + ROUNDING


def test_a_tenth_is_reached_in_three_dimensions() -> None:
    """Four contexts and three responses, all compared: a dozen branches are enough, where one quadratic needs 300."""
    rng = random.default_rng(303)
    heads = [[[int(x) for x in rng.integers(-2, 3, 3)] for _ in range(3)] for _ in range(4)]
    contexts = [{"user": f"u{c}", "prompt": "p", "probability": "1/4"} for c in range(4)]
    whole = {
        "format": "user-diversity/instance/1", "responses": ["y0", "y1", "y2"], "comparators": "uniform",
        "contexts": contexts, "heads": heads,
        "parameters": {"lower": [-1, -1, -1], "upper": [2, 2, 2]}, "truth": ["1/2", "3/4", "1/3"],
    }  # fmt: skip
    problem = ContinuousClass.of(loads(dumps(whole)))
    assert problem.theta is not None and problem.unique_optimum(problem.theta)
    hiding = Hiding(problem, HELLINGER, 100)
    for found in (hiding.believed(), hiding.settled(), hiding.strong()):
        assert found.sharp and found.programs < 100


TEXT = """{"format": "user-diversity/instance/1", "responses": ["y0", "y1"], "comparators": "uniform",
 "contexts": [{"user": "u", "prompt": "p", "probability": 1}], "heads": [[[0], [1]]],
 "parameters": {"lower": [-1], "upper": [1]}, "truth": ["1/2"]}"""


def test_one_gap_is_known_exactly() -> None:
    """The model that hides best is the tie: a = 0 against b = 1/2, and the search comes within a tenth."""
    problem = ContinuousClass.of(loads(TEXT))
    found, exact = Hiding(problem, HELLINGER, 300).believed(), bhattacharyya(0, 0.5)
    assert float(found.low) <= exact <= float(found.high) + ROUNDING
    assert float(found.low) >= 0.9 * exact


def test_bounds_of_one_gap_by_hand() -> None:
    """Two policies, one facet, one dimension: T22d on the facet is 1/(1 − ρ^kl) mistakes at a cost of 1/2 each."""
    problem = ContinuousClass.of(loads(TEXT))
    count = decide(problem).closed
    assert count is not None and count.count(1, 2) == 2
    bounds = RegretBounds(problem, 2)
    assert (bounds.largest_gap, bounds.largest_regret, bounds.dimension) == (1, Fraction(1, 2), 1)
    known = bounds.all()
    assert all(bound is not None and bound.is_finite() for bound in known.values())
    facets = known["T22d strong"]
    exact = 0.5 / score(0, 0.5)
    assert facets is not None and exact - ROUNDING <= float(facets.upper()) <= exact / 0.89


def test_nothing_is_claimed_without_closed_diversity() -> None:
    """Under the baseline protocol the tie serves the baseline, which tells nothing."""
    problem = ContinuousClass.of(loads(TEXT.replace('"uniform"', '{"baseline": "y0"}')))
    bounds = RegretBounds(problem, 2)
    assert bounds.believed.low == bounds.believed.high == 0
    assert set(bounds.all().values()) == {None}
