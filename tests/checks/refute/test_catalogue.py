"""Planted falsehoods are refuted, and what refutes them refutes them again from its file."""

from checks.mutants import mutants
from checks.refute.catalogue import checked, refute, violated
from theory.claims import claim
from theory.format import document, read

ENOUGH = 40


def test_forty_mutants_are_refuted():
    refuted = []
    for entry in checked():
        for mutant in mutants(entry):
            if "without" not in mutant.name:
                found = refute(mutant, seed=3, budget=60, smallest=False)
                if found.instance is not None:
                    assert violated(mutant, read(document(found.instance))) is not None
                    refuted.append(mutant.name)
        if len(refuted) >= ENOUGH:
            break
    assert len(set(refuted)) >= ENOUGH


def test_a_refuted_mutant_is_shrunk_and_reproducible():
    mutant = next(entry for entry in mutants(claim("T10")) if entry.name.startswith("T10: "))
    first, second = refute(mutant, seed=1), refute(mutant, seed=1)
    assert first == second


def test_the_claim_itself_is_not_refuted():
    from checks.mutants import Mutant

    for identifier in ("L3", "T5", "T10", "T19"):
        assert refute(Mutant(identifier, claim(identifier)), seed=2, budget=30).instance is None
