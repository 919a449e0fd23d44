"""How far the simulator goes."""

from __future__ import annotations

MOST_ROUNDS = 10**12
"""The longest finite horizon."""

FOREVER = 1 << 62
"""More rounds than any horizon."""

MOST_ONE_BY_ONE = 10**9
"""The longest horizon of a learner that decides anew in every round."""

MOST_CELLS = 1 << 28
"""Most runs times recorded rounds: two gigabytes."""
