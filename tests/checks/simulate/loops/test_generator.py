"""xoshiro256++ against its reference output, and picks against their law."""

import numpy as np

from checks.simulate.loops.generator import following, pick

STATE = [np.uint64(n) for n in (1, 2, 3, 4)]
REFERENCE = [41943041, 58720359, 3588806011781223, 3591011842654386, 9228616714210784205]


def test_the_reference_sequence_of_blackman_and_vigna() -> None:
    state, words = list(STATE), []
    with np.errstate(over="ignore"):
        for _ in REFERENCE:
            word, *state = following(*state)
            words.append(int(word))
    assert words == REFERENCE


def test_arrays_of_states_advance_side_by_side() -> None:
    with np.errstate(over="ignore"):
        alone = following(*STATE)
        together = following(*(np.array([value, value]) for value in STATE))
    assert all((column == value).all() for column, value in zip(together, alone, strict=True))


def test_a_pick_follows_the_alias_table() -> None:
    """One entry in two: the first keeps its own name for half of its words."""
    bits = np.uint64(53)
    levels = np.array([1 << 52, 1 << 53], dtype=np.uint64)
    names = np.array([0, 1, 1, 1], dtype=np.uint64)
    low, high = np.uint64(0), np.uint64((1 << 62) + (1 << 61))
    drawn = [int(pick(word, levels, names, np.uint64(0), np.uint64(2), bits)) for word in (low, high)]
    assert drawn == [0, 1]
