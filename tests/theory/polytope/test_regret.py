"""The bounds of T22 against the sums that they bound, term by term."""

from __future__ import annotations

from fractions import Fraction
from itertools import count
from math import exp, log, log1p

import pytest

from theory.files.instance_file import loads
from theory.polytope.affinity import Hiding
from theory.polytope.continuous import ContinuousClass
from theory.polytope.hiding.minorants import SCORE
from theory.polytope.hiding.proof import Deficit
from theory.polytope.regret import RegretBounds

F = Fraction
SQUARE = ContinuousClass.of(
    loads(
        """{"format": "user-diversity/instance/1", "responses": ["y0", "y1"], "comparators": "uniform",
        "contexts": [{"user": "u", "prompt": "p", "probability": "1/4"},
        {"user": "v", "prompt": "p", "probability": "3/4"}], "heads": [[[0, 0], [1, 0]], [[0, 0], [0, 1]]],
        "parameters": {"lower": [-1, -2], "upper": [1, 1]}, "truth": ["1/2", "1/4"]}"""
    )
)
"""Four policies, gaps of at most 2, d' = 2 and two facets; a policy loses at most 1/4 · 1/2 + 3/4 · 1/4 a round."""


def mistakes(log_size: float, rate: float) -> float:
    """Σ_s min(1, A e^(−s rate))."""
    total = 0.0
    for s in count():
        term = exp(min(0.0, log_size - s * rate))
        total += term
        if term < 1e-15:
            return total
    raise AssertionError


def bounds(**deficits: Fraction) -> RegretBounds:
    known = RegretBounds(SQUARE, 4, 40)
    for name, deficit in deficits.items():
        known.__dict__[name] = Deficit(deficit, deficit)
    return known


def test_sizes_of_the_class() -> None:
    known = RegretBounds(SQUARE, 4)
    assert (known.largest_gap, known.largest_regret, known.dimension) == (2, F(5, 16), 2)


@pytest.mark.parametrize(("believed", "settled"), [(F(1, 2), F(1, 5)), (F(1, 3), F(1, 30)), (F(1, 8), F(9, 10))])
def test_both_rates(believed: Fraction, settled: Fraction) -> None:
    """P(wrong after s rounds) ≤ J N(ε) e^(sε/2) (e^q e^(−sq/2J) + e^(−sq*/2)), at ε the smaller of the two rates."""
    q, q_star = -log1p(-float(believed)), -log1p(-float(settled))
    epsilon = min(q / 6, q_star / 2)
    log_net = 2 * log(1 + 2 * 2 / epsilon)
    found = bounds(believed=believed, settled=settled)._both()
    least = mistakes(log(3) + log_net + log(1 + exp(q)), epsilon / 2)
    assert found is not None and least <= float(found.upper()) <= least + 1 + 1e-9


@pytest.mark.parametrize("strong", [F(1, 2), F(1, 50)])
def test_the_strong_rate(strong: Fraction) -> None:
    q = -log1p(-float(strong))
    found, least = bounds(strong=strong)._strong(), mistakes(log(3) + 2 * log(1 + 4 / q), q / 2)
    assert found is not None and least <= float(found.upper()) <= least + 1 + 1e-9


def test_no_number_of_policies_in_the_rate() -> None:
    """T22c: 1/κ = 1/q* + J/q, and ⌈(2/κ) ln((1 + e^q) J (1 + 2B/κ)^d')⌉ + 1 + 2/κ mistakes."""
    found = bounds(believed=F(1, 2), settled=F(1, 5)).all()["T22c"]
    q, q_star = log(2), -log1p(-0.2)
    kappa = 1 / (1 / q_star + 3 / q)
    least = 2 / kappa * log((1 + exp(q)) * 3 * (1 + 4 / kappa) ** 2) + 1 + 2 / kappa
    assert found is not None and least <= float(found.upper()) / (5 / 16) <= least + 1


def test_facets_of_the_cell_of_the_truth() -> None:
    """Σ_s min(1, 2 N e^(−sq/2)), where N covers a facet, of dimension d' − 1, at ε = q / (2 + B)."""
    q = -log1p(-float(Hiding(SQUARE, SCORE, 40).strong(level=True).low))
    found = bounds()._facets()
    least = mistakes(log(2) + log(1 + 2 * 2 / (q / (2 + 2))), q / 2)
    assert found is not None and least <= float(found.upper()) <= least + 1 + 1e-9
