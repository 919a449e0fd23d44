from checks.refute.not_needed import ABOUT_OBJECTS, ANY_KNOWN_LINK, NOT_NEEDED, SPELT, Survival
from theory.claims import claim
from theory.claims.hypotheses import HYPOTHESES


def test_every_pair_is_one_of_the_ledger() -> None:
    for identifier, hypothesis in NOT_NEEDED:
        assert claim(identifier).id == identifier and hypothesis in HYPOTHESES
        assert hypothesis not in ABOUT_OBJECTS


def test_every_theorem_is_one_of_its_claim() -> None:
    for (identifier, hypothesis), survival in NOT_NEEDED.items():
        assert survival.reason
        assert not survival.kernel or (survival.kernel in claim(identifier).kernel and hypothesis in SPELT)
    assert all(theorem in claim(identifier).kernel for identifier, theorem in ANY_KNOWN_LINK.items())


def test_a_theorem_is_shown_with_the_reason() -> None:
    assert str(Survival("because", "T1_x")) == "because (kernel: T1_x)" and str(Survival("because")) == "because"
