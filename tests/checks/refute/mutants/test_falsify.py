from checks.refute.mutants.falsify import refute, refutes, shrunk, violated
from checks.refute.mutants.mutants import mutants
from checks.refute.shrinking.shrink import minimal
from theory.claims import claim
from theory.instance import Instance

TURNED = next(mutant for mutant in mutants(claim("L1")) if mutant.name == "L1: at most one turned")


def test_a_turned_inequality_is_refuted_by_something_small() -> None:
    found = refute(TURNED, budget=20)
    assert found.instance is not None and found.judgement is not None and found.searched <= 20
    assert violated(TURNED, found.instance) is not None
    assert minimal(found.instance, lambda smaller: refutes(TURNED, smaller))


def test_the_claim_itself_is_not_refuted() -> None:
    whole = TURNED.__class__("L1", claim("L1"))
    assert refute(whole, budget=5).instance is None


def test_shrinking_keeps_what_refutes() -> None:
    large = Instance.from_arrays({"a": [[0, 1, 2]], "b": [[2, 0, 1]], "c": [[1, 1, 0]]})
    assert refutes(TURNED, large)
    small = shrunk(TURNED, large, 7)
    assert small.searched == 7 and len(small.instance.model_names) <= 2
