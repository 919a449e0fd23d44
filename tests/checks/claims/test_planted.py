"""Each check must refute at least two mutated forms of its own claim, and never the claim itself."""

from __future__ import annotations

import pytest

from checks.refute.mutants import mutants
from checks.verify import trial
from theory.claims import LEDGER, Claim


@pytest.mark.parametrize("claim", LEDGER, ids=lambda claim: claim.id)
def test_the_claim_stands_in_a_few_cases(claim: Claim) -> None:
    result = trial.run(claim, cases=3, start=11)
    assert result.verdict == "unrefuted", result.failure
    assert result.met >= 3


@pytest.mark.parametrize("claim", LEDGER, ids=lambda claim: claim.id)
@pytest.mark.slow
def test_the_claim_stands_and_its_hypotheses_are_met(claim: Claim) -> None:
    result = trial.run(claim, cases=40, start=11)
    assert result.verdict == "unrefuted", result.failure
    assert result.met >= 40


@pytest.mark.parametrize("claim", LEDGER, ids=lambda claim: claim.id)
@pytest.mark.slow
def test_two_planted_falsehoods_are_refuted(claim: Claim) -> None:
    """Wherever two are, they are found: the coarsest of each ladder first, which is refuted the soonest."""
    refuted = []
    families = [ladder[::-1] for ladder in mutants.weakened(claim)] + [[one] for one in mutants.mutants(claim)]
    for family in families:
        for mutant in family:
            result = trial.run(mutant.claim, cases=150, start=5, most_chunks=2)
            if result.verdict == "refuted":
                assert result.failing is not None
                refuted.append(mutant.name)
                break
        if len(refuted) == 2:
            return
    pytest.fail(f"only {refuted} refuted of {[family[0].name for family in families]}")
