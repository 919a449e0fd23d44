import pytest

from checks.refute.not_needed import ABOUT_OBJECTS, NOT_NEEDED
from checks.refute.registry import found_by_search, named
from checks.refute.verdicts import assumed, resolve
from theory.claims import LEDGER
from theory.errors import InputError


def test_a_pair_is_searched_for_or_excused_never_both() -> None:
    searched = set(found_by_search()) | {
        (entry.claim, alias) for entry in found_by_search().values() for alias in entry.aliases
    }
    assert not searched & set(NOT_NEEDED)
    for one in LEDGER:
        for hypothesis in assumed(one.id):
            assert (one.id, hypothesis) in searched or (one.id, hypothesis) in NOT_NEEDED


def test_aliases_resolve_to_the_same_search() -> None:
    assert resolve("T6", "unique-optimum-of-a") is resolve("t6", "H3") is named("T6", "H3")


@pytest.mark.parametrize("pair", [("T6", "H2"), ("T6", "nonsense"), ("T0", "H1"), ("T15", ABOUT_OBJECTS[0])])
def test_what_cannot_be_dropped_is_bad_input(pair) -> None:
    with pytest.raises(InputError):
        resolve(*pair)
