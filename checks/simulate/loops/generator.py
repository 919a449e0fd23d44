"""xoshiro256++ and picks from alias tables, in plain Python: on unsigned integers or on arrays of them."""

from __future__ import annotations

from typing import Any

import numpy as np

ONE, WORD = np.uint64(1), np.uint64(64)


def following(s0: Any, s1: Any, s2: Any, s3: Any) -> tuple[Any, Any, Any, Any, Any]:
    """Return the next 64 bits of xoshiro256++ (Blackman and Vigna) and the state after them."""
    mixed = s0 + s3
    word = ((mixed << np.uint64(23)) | (mixed >> np.uint64(41))) + s0
    shifted = s1 << np.uint64(17)
    s2 = s2 ^ s0
    s3 = s3 ^ s1
    return word, s0 ^ s3, s1 ^ s2, s2 ^ shifted, (s3 << np.uint64(45)) | (s3 >> np.uint64(19))


def pick(word: Any, levels: Any, names: Any, first: Any, size: Any, bits: Any) -> Any:
    """Turn 64 bits into a name from the alias table of ``size`` entries that begins at ``first``; all unsigned."""
    place = (word >> (WORD - bits)) * size
    entry = first + (place >> bits)
    own = place & ((ONE << bits) - ONE) < levels[entry]
    return names[entry + entry + ONE - np.uint64(own)]
