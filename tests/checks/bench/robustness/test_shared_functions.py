"""What two sides of a comparison share is seen."""

from __future__ import annotations

import pytest

from checks.bench.robustness.shared_functions import called, shared, unseen
from theory.claims import claim
from theory.claims.claim import Statement
from theory.claims.language import THETA, M, quantity
from theory.preference import sigmoid


@pytest.mark.parametrize("name", ["T2", "T7", "T9", "T11", "T12", "T22", "T23", "T24"])
@pytest.mark.slow
def test_the_roads_share_no_formula(name: str) -> None:
    for statement in claim(name).statements:
        row = shared(claim(name), statement)
        assert row.traced and row.left and row.right
        assert row.both == ()


def test_a_shared_formula_is_seen() -> None:
    """Planted: both sides from one function of the theory."""
    statement = Statement("headline", quantity("rho_*")(M, THETA), "<=", quantity("deficit")(M, THETA))
    assert "theory/quantities.py:affinity_deficit" in shared(claim("T2"), statement).both


def test_calls_are_noted_unless_hidden() -> None:
    assert "theory/preference.py:sigmoid" in called(lambda: sigmoid(0))
    assert called(lambda: unseen(sigmoid)(0)).isdisjoint({"theory/preference.py:sigmoid"})
