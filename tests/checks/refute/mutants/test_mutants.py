"""Mutants say something else than their claim, in the direction of falsehood."""

from fractions import Fraction

import pytest
import sympy as sp

from checks.refute.mutants.mutants import LADDER, mutants, weakened
from theory.claims import LEDGER, claim
from theory.claims.evaluate import Valuation, evaluate

EVERY = [mutant for one in LEDGER for mutant in [*mutants(one), *(m for ladder in weakened(one) for m in ladder)]]


def test_every_mutant_differs_from_its_claim_and_has_its_own_name():
    assert len({mutant.name for mutant in EVERY}) == len(EVERY)
    for mutant in EVERY:
        original = claim(mutant.claim.id)
        kept = set(mutant.claim.statements) <= set(original.statements)
        assert not kept or set(mutant.claim.hypotheses) < set(original.hypotheses), mutant.name


@pytest.mark.parametrize("one", LEDGER, ids=lambda one: one.id)
def test_every_claim_has_two(one):
    assert sum(mutant.claim.id == one.id for mutant in EVERY) >= 2


def test_a_bound_by_zero_moves_too():
    ladder = next(ladder for ladder in weakened(claim("L3")) if "lower" in ladder[0].name)
    assert [mutant.claim.statements[0].right for mutant in ladder] == [sp.Rational(1, 100)]


@pytest.mark.parametrize("identifier, sign", [("T19", 1), ("T12", -1)])
def test_an_upper_bound_falls_and_a_lower_bound_rises(identifier, sign):
    one = claim(identifier)
    functions = {name: lambda *_: Fraction(3, 4) for name in ("pooled_gap", "Delta", "rho_off")}
    valuation = Valuation({"T": 2, "n": 2, "theta": 0}, {**functions, "W": lambda theta: (0, 1)})
    whole = evaluate(one.statements[0].right, valuation)
    for mutant, kept in zip(next(iter(weakened(one))), LADDER, strict=True):
        share = Fraction(int(kept.p), int(kept.q))
        assert mutant.kept == kept and share < 1
        assert evaluate(mutant.claim.statements[0].right, valuation) == whole * (1 / share if sign > 0 else share)
