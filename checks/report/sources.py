"""Sources of the review: ledger, evidence of a run, committed witnesses."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from checks.refute.mutants import job
from checks.refute.searching.document import WITNESSES
from checks.verify.verdicts import RANK
from proofs.kernel.report import KernelReport
from proofs.seal import unsealed
from theory.claims import LEDGER, SENTENCES, Claim
from theory.errors import InputError

FORMAT = "user-diversity/verify/1"


@dataclass(frozen=True)
class Reading:
    """Everything one review shows.

    Attributes
    ----------
    options : mapping
        Seed, cases and versions of the run.
    entries : mapping
        Claim id → its entry in the evidence.
    axioms : mapping
        Kernel theorem → the axioms that the proof assistant printed; empty where it was not run.
    witnesses : tuple of mapping
        The committed counterexamples and exhibits.
    audits : mapping
        Case → the document of its audit.
    seconds : mapping
        Claim id → how long its proof and trial took.
    tightest : tuple of mapping
        The committed tightest instances of the bounds.
    falsified : mapping
        The committed catalogue of falsified claims.
    machine : mapping
        Versions of Python, NumPy and the proof assistant in the run, and its commit.
    """

    options: Mapping[str, Any]
    entries: Mapping[str, Mapping[str, Any]]
    axioms: Mapping[str, Sequence[str]] = field(default_factory=dict)
    witnesses: tuple[Mapping[str, Any], ...] = ()
    audits: Mapping[str, Mapping[str, Any]] = field(default_factory=dict)
    seconds: Mapping[str, float] = field(default_factory=dict)
    tightest: tuple[Mapping[str, Any], ...] = ()
    falsified: Mapping[str, Sequence[Mapping[str, Any]]] = field(default_factory=dict)
    machine: Mapping[str, str] = field(default_factory=dict)

    @property
    def command(self) -> str:
        """The command that makes this evidence, with the claims that were chosen."""
        plain = f"user-diversity verify --cases {self.options['cases']} --seed {self.options['seed']}"
        chosen = "".join(f" --claim {name}" for name in self.entries) if len(self.entries) < len(LEDGER) else ""
        return plain + chosen + (" --proofs" if self.axioms else "")

    @property
    def versions(self) -> Mapping[str, str]:
        """Versions of what the run depended on, the commit included where it is known."""
        return {**self.machine, **self.options["versions"]}

    def verdict(self, claim: Claim) -> str:
        """The verdict of a claim in the run; ``not run`` where the run left it out."""
        entry = self.entries.get(claim.id)
        return str(entry["verdict"]) if entry else NOT_RUN

    def verdict_of_sentence(self, sentence: str) -> str:
        """The verdict of a sentence of the abstract: that of the weakest claim behind it."""
        found = [self.verdict(claim) for claim in behind(sentence)]
        return NOT_RUN if NOT_RUN in found else min(found, key=RANK.index)

    def counterexamples(self, claim: str) -> list[Mapping[str, Any]]:
        """The witnesses that belong to a claim, those of dropped hypotheses first."""
        return sorted(
            (w for w in self.witnesses if w["claim"] == claim), key=lambda w: (w["dropped"] is None, w["dropped"] or "")
        )

    def bounds(self, claim: str) -> list[Mapping[str, Any]]:
        """The tightest known instances of the bounds of a claim."""
        return [one for one in self.tightest if one["claim"] == claim]

    def mutants(self, claim: str, fate: str) -> list[Mapping[str, Any]]:
        """The falsified forms of a claim that met a fate: ``refuted``, ``true`` or ``open``."""
        return [one for one in self.falsified.get(fate, ()) if one["mutant"].startswith(f"{claim}:")]


NOT_RUN = "not run"
FATES = ("refuted", "true", "open")
"""What may become of a falsified form of a claim."""


def behind(sentence: str) -> list[Claim]:
    """Return the claims that stand behind a sentence, in order.

    Examples
    --------
    >>> [claim.id for claim in behind("A2")]
    ['T12', 'T13', 'T14']
    """
    if sentence not in SENTENCES:
        raise InputError("sentence", f"{sentence!r} is none of {', '.join(SENTENCES)}")
    return [claim for claim in LEDGER if sentence in claim.sentences]


def read(folder: Path) -> Reading:
    """Read the evidence of a run.

    Raises
    ------
    InputError
        Where there is no evidence, or it is not what ``verify`` writes.
    """
    found = _json(folder / "ledger.json")
    if found is None:
        raise InputError(str(folder / "ledger.json"), "no evidence; run user-diversity verify first")
    ledger = unsealed(found)
    if ledger is None:
        raise InputError(str(folder / "ledger.json"), "not the evidence of user-diversity verify, or edited since")
    try:
        if ledger["format"] != FORMAT:
            raise ValueError("another format")
        entries = {entry["id"]: entry for entry in ledger["claims"]}
        known = {claim.id for claim in LEDGER}
        if not set(entries) <= known or any(entry["verdict"] not in RANK for entry in entries.values()):
            raise ValueError("an unknown claim or verdict")
        options = ledger["options"]
        int(options["seed"]), int(options["cases"]), dict(options["versions"])
    except (KeyError, TypeError, ValueError) as error:
        raise InputError(str(folder / "ledger.json"), f"not the evidence of user-diversity verify ({error})") from None
    kernel = _kernel(folder / "kernel.json")
    catalogue = job.committed("catalogue")
    return Reading(
        options=options,
        entries=entries,
        axioms={} if kernel is None else kernel.theorems,
        witnesses=committed(),
        seconds=_json(folder / "seconds.json") or {},
        tightest=tuple(job.committed("tightness")["bounds"]),
        falsified={fate: catalogue[fate] for fate in FATES},
        machine=_json(folder / "machine.json") or {},
    )


def _kernel(path: Path) -> KernelReport | None:
    try:
        return KernelReport.loads(path.read_text("utf-8")) if path.is_file() else None
    except OSError as error:
        raise InputError(str(path), error.strerror or "cannot be read") from None
    except (KeyError, TypeError, AttributeError, ValueError):
        raise InputError(str(path), "not the kernel's report that user-diversity verify writes") from None


def committed() -> tuple[Mapping[str, Any], ...]:
    """Return the committed witnesses, by file name."""
    return tuple(
        {**json.loads(path.read_text("utf-8")), "file": path.name} for path in sorted(WITNESSES.glob("*.json"))
    )


def _json(path: Path) -> Any:
    try:
        return json.loads(path.read_text("utf-8"))
    except FileNotFoundError:
        return None
    except OSError as error:
        raise InputError(str(path), error.strerror or "cannot be read") from None
    except ValueError:
        raise InputError(str(path), "not the evidence of user-diversity verify") from None
