"""Whether each hypothesis of each claim is needed: computed from the committed witnesses, the proofs and the searches.

``python -m checks.refute.necessity_table`` searches again and writes the table; the ledger and the review read it.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import asdict, dataclass
from functools import lru_cache
from pathlib import Path
from typing import Any

from checks.refute.not_needed import ABOUT_OBJECTS, ANY_KNOWN_LINK, NOT_NEEDED
from theory.claims import LEDGER, Claim

TABLE = Path(__file__).with_name("necessity_table.json")
"""Where the table is committed."""

EFFORT = 300
"""Random instances on which a claim is tried without a hypothesis that it provably does not need."""

SEED = 0

NEEDED, NOT, UNKNOWN, OBJECT = "needed", "not needed", "not known to be needed", "says what the claim is about"

_ANY_LINK = "; but any positive, symmetric and injective link will do, if it is known"


@dataclass(frozen=True)
class Standing:
    """What is known about one hypothesis of one claim.

    Attributes
    ----------
    claim, hypothesis : str
        ``T6`` and ``H3``.
    status : str
        ``needed``, ``not needed``, ``not known to be needed`` or ``says what the claim is about``.
    witness : str
        The committed counterexample; empty where there is none.
    reason : str
        Why it is not needed; empty otherwise.
    kernel : str
        A kernel theorem that states the claim without it, or, where the link must be known, for every known link; empty
        where there is none.
    searched, seed : int
        How many instances were looked at, from which seed: until the counterexample, or in vain. Where the hypothesis
        is not needed, on how many without it the claim was compared and held.
    """

    claim: str
    hypothesis: str
    status: str
    witness: str = ""
    reason: str = ""
    kernel: str = ""
    searched: int = 0
    seed: int = SEED

    def __str__(self) -> str:
        kernel = f"; kernel theorem {self.kernel}" if self.kernel else ""
        held = f"; held on {self.searched} random instances without it, seed {self.seed}" if self.searched else ""
        told = {
            NEEDED: f"counterexample {self.witness}{_ANY_LINK if self.kernel else ''}{kernel}",
            NOT: f"{self.reason}{kernel}{held}",
            UNKNOWN: f"no counterexample among {self.searched} instances, seed {self.seed}",
        }
        return f"{self.hypothesis}: {self.status}" + (f" ({told[self.status]})" if self.status in told else "")


def pairs() -> Iterator[tuple[Claim, str]]:
    """Yield every claim with every hypothesis that the ledger lists for it, that was dropped, or that is excused."""
    from checks.refute.registry import found_by_search

    others = [*found_by_search(), *NOT_NEEDED]
    for claim in LEDGER:
        extra = [hypothesis for known, hypothesis in others if known == claim.id]
        aliases = {name for entry in found_by_search().values() if entry.claim == claim.id for name in entry.aliases}
        listed = [name for name in claim.hypotheses if name not in aliases]
        for hypothesis in dict.fromkeys([*listed, *extra]):
            yield claim, hypothesis


def standing(claim: Claim, hypothesis: str, effort: int = EFFORT) -> Standing:
    """Compute what is known about a pair; where there is no witness, by searching.

    Parameters
    ----------
    claim, hypothesis
        One of `pairs`.
    effort : int
        How many instances to look at where a proof says that there is nothing to find.
    """
    from checks.refute.dropped.standard import survived
    from checks.refute.registry import named
    from checks.refute.searching.document import WITNESSES
    from checks.refute.searching.search import search

    if hypothesis in ABOUT_OBJECTS:
        return Standing(claim.id, hypothesis, OBJECT)
    survival = NOT_NEEDED.get((claim.id, hypothesis))
    if survival is not None:
        held = survived(claim, hypothesis, SEED, effort)
        return Standing(claim.id, hypothesis, NOT, "", survival.reason, survival.kernel, held)
    quest = named(claim.id, hypothesis)
    if quest is None:
        return Standing(claim.id, hypothesis, UNKNOWN)
    path = WITNESSES / f"{quest.name}.json"
    if path.exists():
        document = json.loads(path.read_text("utf-8"))
        kernel = ANY_KNOWN_LINK.get(claim.id, "") if hypothesis == "H5" else ""
        found = document["searched"], document["seed"]
        return Standing(claim.id, hypothesis, NEEDED, quest.name, "", kernel, *found)
    return Standing(claim.id, hypothesis, UNKNOWN, searched=search(quest, SEED).searched)


@lru_cache(maxsize=1)
def committed() -> tuple[Standing, ...]:
    """Return the committed table."""
    return tuple(Standing(**row) for row in json.loads(TABLE.read_text("utf-8")))


def of(claim: str) -> list[Standing]:
    """Return the rows of a claim.

    Examples
    --------
    >>> [str(row) for row in of("T18")]
    ['iid-users: needed (counterexample T18-drop-iid-users)']
    """
    return [row for row in committed() if row.claim == claim]


def as_values(row: Standing) -> dict[str, Any]:
    """Return a row as JSON values, without what says nothing about it."""
    return {key: value for key, value in asdict(row).items() if key not in ("claim", "seed") and value != ""}


def write() -> None:
    """Compute the table and write it to its place."""
    from checks.runtime.output import write_text

    rows = [asdict(standing(*pair)) for pair in pairs()]
    write_text(TABLE, json.dumps(rows, ensure_ascii=False, indent=1) + "\n")


if __name__ == "__main__":
    from argparse import ArgumentParser

    ArgumentParser(description=__doc__).parse_args()
    write()
