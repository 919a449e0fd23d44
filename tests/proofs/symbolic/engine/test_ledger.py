import pytest

from proofs.symbolic.engine.ledger import entry
from theory.claims import LEDGER, claim
from theory.errors import InputError


@pytest.mark.parametrize("one", LEDGER, ids=lambda one: one.id)
def test_the_module_of_a_claim_reads_that_claim(one) -> None:
    read = entry(f"proofs.symbolic.{one.module}")
    assert read.id == one.id and read.claim is one
    assert [read[statement.name] for statement in one.statements] == list(one.statements)


def test_unknown_modules_and_statements_are_refused() -> None:
    with pytest.raises(InputError):
        entry("proofs.symbolic.t99")
    with pytest.raises(StopIteration):
        entry("proofs.symbolic.t06")["no such statement"]
    assert entry("proofs.symbolic.t01")["headline"] is claim("T1").statements[0]
