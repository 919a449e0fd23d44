"""The ledger: every claim once. Documentation, page, commands and checks are made from it."""

from __future__ import annotations

from theory.claims.claim import Claim, Match, Statement
from theory.claims.continuous import CONTINUOUS
from theory.claims.lemmas import LEMMAS
from theory.claims.limits import LIMITS
from theory.claims.necessity import NECESSITY
from theory.claims.new_users import NEW_USERS
from theory.claims.offline import OFFLINE
from theory.claims.online import ONLINE
from theory.claims.sharp import SHARP
from theory.claims.slates import SLATES
from theory.claims.span import SPAN
from theory.errors import InputError

__all__ = ["BEYOND", "LEDGER", "SENTENCES", "Claim", "Match", "Statement", "claim"]

SENTENCES = {
    "A1": "There are conditions for O(1) online regret.",
    "A2": "There are conditions for log(1/ε) offline sample complexity.",
    "A3": "The condition: the user heads span the latent reward directions that can alter the optimal response.",
    "A4": "The condition is sufficient, and simple greedy algorithms reach the benchmark.",
    "A5": "The condition is necessary: without it every learner of a natural admissible class has at least "
    "logarithmic regret.",
    "A6": "User diversity is the fundamental driver of personalised identifiability.",
}
"""The sentences of the abstract, in short."""

LEDGER: tuple[Claim, ...] = (
    *LEMMAS,
    *ONLINE,
    *NECESSITY,
    *OFFLINE,
    *SPAN,
    *LIMITS,
    *CONTINUOUS,
    *SHARP,
    *SLATES,
    *NEW_USERS,
)
"""Every claim, in order."""


BEYOND: tuple[str, ...] = ()
"""Theorems of the kernel about what no claim states yet: audited like the others, part of no verdict."""


def claim(identifier: str) -> Claim:
    """Return a claim by its id, in any case.

    Raises
    ------
    InputError
        When there is none of that id.
    """
    for entry in LEDGER:
        if entry.id == identifier.upper():
            return entry
    raise InputError("claim", f"{identifier!r} is none of {', '.join(entry.id for entry in LEDGER)}")
