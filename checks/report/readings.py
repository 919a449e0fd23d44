"""Which reading of the abstract is true: each sentence under each protocol, class, people and heads, from the ledger.

Nothing is typed: a sentence holds in a reading where a proved claim settles it there, fails where one refutes it,
and is open where no claim does either.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass

from checks.report.tables import Table, table
from proofs.symbolic import catalogue
from theory.claims import LEDGER, SENTENCES, Claim
from theory.claims.readings import DIMENSIONS, Cell, cells, covers

HOLDS, WITHOUT_CASE, TRIED, FAILS, OPEN = "holds", "holds without a case", "not refuted", "fails", "open"

Standing = Callable[[Claim], str]
"""From a claim to ``proved``, ``unrefuted`` or anything else."""


@dataclass(frozen=True)
class Answer:
    """What the ledger says of one sentence in one reading.

    Attributes
    ----------
    status : str
        ``holds``, ``holds without a case`` where its condition never fails, ``not refuted`` where the claims that
        settle it were tried but are not proved, ``fails`` or ``open``.
    claims : tuple of str
        Behind it.
    limits : tuple of str
        Claims that say where the sentence ends, in this reading.
    """

    status: str
    claims: tuple[str, ...] = ()
    limits: tuple[str, ...] = ()

    def __str__(self) -> str:
        behind = f": {', '.join(self.claims)}" if self.claims else ""
        return self.status + behind + (f"; but {', '.join(self.limits)}" if self.limits else "")


def stated(claim: Claim) -> str:
    """Return ``proved`` for a claim whose every statement has a machine-checked proof, otherwise ``unrefuted``."""
    proofs = (bool(one.kernel) or catalogue.proves(claim.id, one.name) for one in claim.statements)
    return "proved" if all(proofs) else "unrefuted"


def answer(sentence: str, cell: Cell, standing: Standing = stated) -> Answer:
    """Compute what the ledger says of a sentence in a reading.

    Parameters
    ----------
    sentence : str
        ``A1`` … ``A6``.
    cell : Cell
    standing : callable
        The verdict of a claim; what is on record where no run is looked at.

    Examples
    --------
    >>> from theory.claims.readings import Cell
    >>> answer("A1", Cell("uniform", "finite", "the population", "known")).status
    'holds'
    """
    return _answer(sentence, _speaking(cell), standing)


def _speaking(cell: Cell) -> list[Claim]:
    """Return the claims that speak about a reading."""
    return [claim for claim in LEDGER if covers(claim, cell)]


def _answer(sentence: str, here: Sequence[Claim], standing: Standing) -> Answer:
    proved = [claim for claim in here if standing(claim) == "proved"]
    tried = [claim for claim in here if standing(claim) == "unrefuted"]
    limits = tuple(c.id for c in here if c.match.grade == "limit" and sentence in c.sentences)
    found = (
        (FAILS, [claim.id for claim in proved if sentence in claim.refutes]),
        (WITHOUT_CASE, [claim.id for claim in proved if sentence in claim.empties]),
        (HOLDS, [claim.id for claim in proved if sentence in claim.settled]),
        (TRIED, [claim.id for claim in tried if sentence in claim.settled]),
    )
    for status, claims in found:
        if claims:
            return Answer(status, tuple(claims), () if status == FAILS else limits)
    return Answer(OPEN, (), limits)


def rows(standing: Standing = stated) -> Iterator[tuple[str, ...]]:
    """Yield protocol, class, who is served and heads of every reading, then what becomes of each sentence."""
    for cell in cells():
        place = (cell.protocol, cell.kind, cell.served, cell.heads)
        here = _speaking(cell)
        yield *place, *(str(_answer(sentence, here, standing)) for sentence in SENTENCES)


def readings(standing: Standing = stated) -> Table:
    """Return the table of readings."""
    return table("every reading", [*DIMENSIONS, *SENTENCES], rows(standing), heads=4)
