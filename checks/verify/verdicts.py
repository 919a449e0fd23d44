"""Verdicts of the ledger, computed from trials, proofs and what each claim rests on.

A verdict comes from the trial, from what the proof assistants print, and from what the claim rests on.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from proofs.kernel.report import FAILED, NAMED_AXIOMS, NO_AXIOMS, NONE, NOT_RUN
from proofs.symbolic import catalogue
from theory.claims import LEDGER, Claim, Statement

RANK = ("error", "refuted", "slack", "vacuous", "unrefuted", "proved")
"""Verdicts from worst to best."""


NUMERIC, SYMBOLIC = "numeric only", "symbolic"

PROOFS = (FAILED, NUMERIC, NOT_RUN, SYMBOLIC, NAMED_AXIOMS, NO_AXIOMS)
"""Proofs of a statement from worst to best; `NOT_RUN` where the kernel has a theorem that was not built here."""


@dataclass(frozen=True)
class Entry:
    """One claim with everything known about it.

    Attributes
    ----------
    claim : Claim
        The claim.
    trial : mapping or None
        The summary of its trial; None where the run left it out.
    kernel : mapping of str to str
        The name of each statement → what `proofs.kernel.status` says of it.
    symbolic : str
        ``proved``, ``partial: …``, ``failed`` or ``none``.
    """

    claim: Claim
    trial: Mapping[str, Any] | None
    kernel: Mapping[str, str]
    symbolic: str

    @property
    def proofs(self) -> dict[str, str]:
        """The best proof of each statement, one of `PROOFS`."""
        return {statement.name: self._proof(statement) for statement in self.claim.statements}

    def _proof(self, statement: Statement) -> str:
        kernel = self.kernel[statement.name]
        if self.symbolic not in ("failed", "none") and catalogue.proves(self.claim.id, statement.name):
            return max(SYMBOLIC, kernel, key=lambda proof: PROOFS.index(proof) if proof in PROOFS else 0)
        return NUMERIC if kernel == NONE else kernel

    @property
    def proof(self) -> str:
        """The proof of the statement that is least proved."""
        return min(self.proofs.values(), key=PROOFS.index)

    @property
    def own(self) -> str:
        """The verdict of the claim by itself; a failing trial or proof outweighs everything else."""
        tried = self.trial["verdict"] if self.trial else "unrefuted"
        if tried in ("error", "refuted", "slack", "vacuous"):
            return str(tried)
        if FAILED in self.kernel.values() or self.symbolic == "failed":
            return "error"
        return "proved" if PROOFS.index(self.proof) >= PROOFS.index(SYMBOLIC) else "unrefuted"


def verdicts(entries: Mapping[str, Entry]) -> dict[str, str]:
    """Return the verdict of every claim: its own, or that of the weakest claim it rests on if that is worse.

    Examples
    --------
    >>> from theory.claims import claim
    >>> good = {"verdict": "unrefuted"}
    >>> entries = {i: Entry(claim(i), good, everywhere(claim(i), NO_AXIOMS), "none") for i in ("L1", "L2")}
    >>> verdicts(entries)["L2"]
    'proved'
    >>> verdicts({**entries, "L1": Entry(claim("L1"), good, everywhere(claim("L1"), NONE), "none")})["L2"]
    'unrefuted'
    """
    known: dict[str, str] = {}

    def verdict(identifier: str) -> str:
        if identifier not in entries:
            return "unrefuted"
        if identifier not in known:
            entry = entries[identifier]
            known[identifier] = min((entry.own, *map(verdict, entry.claim.rests_on)), key=RANK.index)
        return known[identifier]

    return {identifier: verdict(identifier) for identifier in entries}


def waits_for(entries: Mapping[str, Entry], found: Mapping[str, str], identifier: str) -> tuple[str, ...]:
    """Return the claims for which a claim is no greener than it is by itself, in the order of the ledger."""
    if found[identifier] == entries[identifier].own:
        return ()
    return tuple(
        name
        for name in (claim.id for claim in beneath(entries[identifier].claim))
        if (entries[name].own if name in entries else "unrefuted") == found[identifier]
    )


def everywhere(claim: Claim, status: str) -> dict[str, str]:
    """Return the same kernel status for every statement of a claim."""
    return {statement.name: status for statement in claim.statements}


def beneath(*claims: Claim) -> tuple[Claim, ...]:
    """Return what claims rest on, directly or through others, in the order of the ledger, without themselves.

    Examples
    --------
    >>> from theory.claims import claim
    >>> [below.id for below in beneath(claim("T6"))]
    ['L3', 'L4', 'L6']
    """
    reached: set[str] = set()
    waiting = [name for claim in claims for name in claim.rests_on]
    while waiting:
        name = waiting.pop()
        if name not in reached:
            reached.add(name)
            waiting += next(entry.rests_on for entry in LEDGER if entry.id == name)
    return tuple(entry for entry in LEDGER if entry.id in reached and entry not in claims)


def order(identifiers: Mapping[str, Any]) -> list[str]:
    """Return claim ids in the order of the ledger."""
    return [entry.id for entry in LEDGER if entry.id in identifiers]
