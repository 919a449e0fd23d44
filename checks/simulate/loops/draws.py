"""Random numbers inside compiled loops: words, uniform variables, picks."""

# mypy: disable-error-code="no-untyped-call, no-any-return"
from __future__ import annotations

import numpy as np

from checks.simulate.common.arrays import Prints
from checks.simulate.loops import generator
from checks.simulate.loops.jit import jit

following, pick = jit()(generator.following), jit()(generator.pick)


@jit()
def next_word(state: Prints) -> np.uint64:
    """Advance a generator by one and return 64 bits."""
    word, state[0], state[1], state[2], state[3] = following(state[0], state[1], state[2], state[3])
    return word


@jit()
def uniform(state: Prints) -> float:
    """Draw from [0, 1), in steps of 2⁻⁵³."""
    return float((next_word(state) >> np.uint64(11)) * 1.1102230246251565e-16)
