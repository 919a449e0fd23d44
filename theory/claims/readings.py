"""The readings of the abstract: which sentences a claim settles, and under which protocol, class, people and heads.

Where a claim speaks follows from its hypotheses (`theory.claims.hypotheses.Hypothesis.speaks`) and from what it says
itself (`theory.claims.claim.Claim.speaks`). Nothing here decides a sentence: that takes the claims' verdicts.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import product

from theory.claims.claim import CLASSES, HEADS, PROTOCOLS, SERVED, Claim
from theory.claims.hypotheses import HYPOTHESES

DIMENSIONS = {"protocol": PROTOCOLS, "class": CLASSES, "served": SERVED, "heads": HEADS}
"""What a reading chooses, and from what."""

UNLESS_SAID = {"protocol": PROTOCOLS[:3], "class": CLASSES, "served": SERVED[:1], "heads": HEADS}
"""Where a claim speaks that says nothing else: fixed comparators, any class, the people served, any heads."""


@dataclass(frozen=True)
class Cell:
    """One reading.

    Attributes
    ----------
    protocol, kind, served, heads : str
        Whom a response is compared with, the class of models, who is served, and whether heads are known.
    """

    protocol: str
    kind: str
    served: str
    heads: str


def cells() -> Iterator[Cell]:
    """Yield every reading, protocols first.

    Examples
    --------
    >>> len(list(cells()))
    48
    """
    return (Cell(*chosen) for chosen in product(*DIMENSIONS.values()))


def where(claim: Claim) -> dict[str, tuple[str, ...]]:
    """Return, dimension by dimension, where a claim speaks.

    Examples
    --------
    >>> from theory.claims import claim
    >>> where(claim("T22"))["class"], where(claim("T5"))["protocol"]
    (('polytope',), ('uniform',))
    """
    said = [*claim.speaks, *(pair for name in claim.hypotheses for pair in _narrowed(name))]
    found = {}
    for dimension, values in DIMENSIONS.items():
        limits = [chosen for named, chosen in said if named == dimension] or [UNLESS_SAID[dimension]]
        found[dimension] = tuple(value for value in values if all(value in chosen for chosen in limits))
    return found


def _narrowed(name: str) -> tuple[tuple[str, tuple[str, ...]], ...]:
    """What a hypothesis says of readings; one that bears the name of a protocol or a class says that."""
    named = tuple((dimension, (name,)) for dimension, values in DIMENSIONS.items() if name in values)
    return (*HYPOTHESES[name].speaks, *named)


def covers(claim: Claim, cell: Cell) -> bool:
    """Whether a claim speaks about a reading."""
    chosen = (cell.protocol, cell.kind, cell.served, cell.heads)
    return all(value in allowed for value, allowed in zip(chosen, where(claim).values(), strict=True))
