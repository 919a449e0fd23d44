"""The ledger with its verdicts, all computed.

A verdict comes from the trial, from what the proof assistants print, and from what the claim rests on.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from proofs.kernel.report import FAILED, NOT_RUN
from theory.claims import LEDGER, Claim

RANK = ("error", "refuted", "vacuous", "unrefuted", "proved")
"""Verdicts from worst to best."""


@dataclass(frozen=True)
class Entry:
    """One claim with everything known about it.

    Attributes
    ----------
    claim : Claim
        The claim.
    trial : mapping or None
        The summary of its trial.
    kernel : str
        As `proofs.kernel.status` computes it.
    symbolic : str
        ``proved``, ``partial: …``, ``failed`` or ``none``.
    """

    claim: Claim
    trial: Mapping[str, Any] | None
    kernel: str
    symbolic: str

    @property
    def proof(self) -> str:
        """The strongest complete proof: kernel, symbolic, or ``numeric only``."""
        if self.kernel.startswith("kernel ("):
            return self.kernel
        return "symbolic" if self.symbolic == "proved" else "numeric only"

    @property
    def shown_proof(self) -> str:
        """The proof as people see it: a kernel proof that was not run is not passed over in silence."""
        return NOT_RUN if self.proof == "numeric only" and self.kernel == NOT_RUN else self.proof

    @property
    def own(self) -> str:
        """The verdict of the claim by itself; a failing trial or proof outweighs everything else."""
        tried = self.trial["verdict"] if self.trial else "vacuous"
        if tried in ("error", "refuted", "vacuous"):
            return str(tried)
        if self.kernel == FAILED or self.symbolic == "failed":
            return "error"
        return "proved" if self.proof != "numeric only" else "unrefuted"


def verdicts(entries: Mapping[str, Entry]) -> dict[str, str]:
    """Return the verdict of every claim: its own, or that of the weakest claim it rests on if that is worse.

    Examples
    --------
    >>> from theory.claims import claim
    >>> good = {"verdict": "unrefuted"}
    >>> entries = {i: Entry(claim(i), good, "kernel (no axioms)", "none") for i in ("L5", "T1")}
    >>> entries["L1"] = Entry(claim("L1"), good, "no kernel proof", "none")
    >>> verdicts(entries)["T1"]
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


def order(identifiers: Mapping[str, Any]) -> list[str]:
    """Return claim ids in the order of the ledger."""
    return [entry.id for entry in LEDGER if entry.id in identifiers]
