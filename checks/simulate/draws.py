"""Random numbers inside kernels: xoshiro256++, uniform variables, picks from alias tables."""

from __future__ import annotations

import numpy as np

from checks.simulate.arrays import Prints
from checks.simulate.jit import jit

ONE, WORD = np.uint64(1), np.uint64(64)


@jit()
def following(
    s0: np.uint64, s1: np.uint64, s2: np.uint64, s3: np.uint64
) -> tuple[np.uint64, np.uint64, np.uint64, np.uint64, np.uint64]:
    """Return the next 64 bits of xoshiro256++ (Blackman and Vigna) and the state after them."""
    mixed = s0 + s3
    word = ((mixed << np.uint64(23)) | (mixed >> np.uint64(41))) + s0
    shifted = s1 << np.uint64(17)
    s2 ^= s0
    s3 ^= s1
    return word, s0 ^ s3, s1 ^ s2, s2 ^ shifted, (s3 << np.uint64(45)) | (s3 >> np.uint64(19))


@jit()
def next_word(state: Prints) -> np.uint64:
    """Advance a generator by one and return 64 bits."""
    word, state[0], state[1], state[2], state[3] = following(state[0], state[1], state[2], state[3])
    return word


@jit()
def uniform(state: Prints) -> float:
    """Draw from [0, 1), in steps of 2⁻⁵³."""
    return float((next_word(state) >> np.uint64(11)) * 1.1102230246251565e-16)


@jit()
def pick(word, levels, names, first, size, bits):  # type: ignore[no-untyped-def]
    """Turn 64 bits into a name from the alias table of ``size`` entries that begins at ``first``; all unsigned."""
    place = (word >> (WORD - bits)) * size
    entry = first + (place >> bits)
    own = place & ((ONE << bits) - ONE) < levels[entry]
    return names[entry + entry + ONE - np.uint64(own)]
