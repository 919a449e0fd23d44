import pytest

from checks.claims.judge import Ruling
from checks.refute.misspecified.conclusions import CONCLUSIONS, NOBODY, judgements, learner
from checks.refute.misspecified.misspecification import World, outside
from theory.claims import LEDGER, claim
from theory.claims.scope import Scope
from theory.instance import Instance

DRAWN = Instance.from_arrays({"a": [[0, 1]], "b": [[1, 0]]}, truth="b")
SCOPE = Scope(DRAWN)
PLAIN = World(SCOPE, SCOPE.problem, (0, 1), {0: 0, 1: 1}, "nothing is different")


@pytest.mark.parametrize("identifier", ["L1", "T1", "T2", "T3", "T4", "T11"])
def test_where_nothing_is_different_every_claim_holds(identifier: str) -> None:
    found = [judgement.ruling for _, judgement in judgements(claim(identifier), PLAIN)]
    assert Ruling.HOLDS in found and Ruling.VIOLATED not in found


def test_claims_and_learners_are_known() -> None:
    assert {one.id for one in LEDGER} >= set(CONCLUSIONS)
    (world,) = outside(DRAWN)
    case = next(case for case, _ in judgements(claim("T1"), world))
    described = learner("T1", world, case)
    assert described is not None and described["class"] == ["a"]
    assert all(learner(identifier, world, case) is None for identifier in NOBODY)
