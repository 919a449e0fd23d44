from checks.refute.mutants.equivalent_mutants import TRUE, reason
from checks.refute.mutants.mutants import mutants
from theory.claims import LEDGER, claim


def test_every_reason_is_for_a_mutant_that_there_is() -> None:
    names = {mutant.name for one in LEDGER for mutant in mutants(one)}
    assert {f"{identifier}: without {hypothesis}" for identifier, hypothesis in TRUE} <= names


def test_a_mutant_that_is_false_has_none() -> None:
    found = {mutant.name: reason(mutant) for mutant in mutants(claim("T3"))}
    assert found["T3: without D"] == TRUE["T3", "D"]
    assert found["T3: headline turned"] is None
