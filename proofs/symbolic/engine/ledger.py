"""The claim that a module proves, as the ledger states it: its id and its statements."""

from __future__ import annotations

from dataclasses import dataclass

from theory.claims import Claim, claim
from theory.claims.claim import Statement


@dataclass(frozen=True, slots=True)
class Entry:
    """One entry of the ledger, with its statements by name.

    Attributes
    ----------
    claim : Claim
        The entry.
    """

    claim: Claim

    @property
    def id(self) -> str:
        """The id of the claim."""
        return self.claim.id

    def __getitem__(self, name: str) -> Statement:
        """Return the statement of a name."""
        return next(statement for statement in self.claim.statements if statement.name == name)


def entry(module: str) -> Entry:
    """Return the entry of the ledger that a module proves, by the module's name.

    Examples
    --------
    >>> entry("proofs.symbolic.t06").id
    'T6'
    """
    name = module.rpartition(".")[2]
    return Entry(claim(f"{name[0]}{int(name[1:])}"))
