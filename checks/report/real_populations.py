"""Audits of the shipped populations, and the numbers of the figures, for the review.

What is quick is kept as committed data for one seed (see `checks.report.kept.documents`) and computed for any other.
Audits that take minutes are made when asked for and kept beside the evidence; a new run of ``verify`` makes those of
before stale.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from checks.report.kept import documents
from checks.runtime.output import dumps, write_text
from proofs.seal import sealed, unsealed

Document = Mapping[str, Any]


def cases() -> tuple[str, ...]:
    """Return the names of the shipped populations."""
    from checks.audit.cases import CASES

    return tuple(CASES)


def audits(folder: Path, seed: int, everything: bool = False) -> dict[str, Document]:
    """Return the audits of the shipped populations by case: those kept, the quick ones, or all of them.

    Parameters
    ----------
    folder : Path
        The evidence; an audit that was computed is kept there as ``audit-<case>.json``.
    seed : int
        Only audits with this seed are used.
    everything : bool
        Whether to make those that take long.
    """
    found = {
        case: documents.kept(case)
        if documents.is_kept(case, seed)
        else _beside(folder, case, seed, everything or case in documents.QUICK_AUDITS)
        for case in cases()
    }
    return {case: document for case, document in found.items() if document is not None}


def figures(seed: int) -> dict[str, Any]:
    """Return the numbers of the figures: the document ``user-diversity/picture/1``."""
    if documents.is_kept(documents.FIGURES, seed):
        return documents.kept(documents.FIGURES)
    return documents.figures(seed)


def _beside(folder: Path, case: str, seed: int, due: bool) -> Document | None:
    """Return the audit that is kept beside the evidence; where there is none and it is due, make it and keep it."""
    path = folder / f"audit-{case}.json"
    document = _read(path, case, seed) if _modified(path) >= _modified(folder / "ledger.json") else None
    if document is None and due:
        document = documents.audit(case, seed)
        write_text(path, dumps(sealed(document, case)))
    return document


def _modified(path: Path) -> float:
    return path.stat().st_mtime if path.is_file() else 0.0


def _read(path: Path, name: str, seed: int) -> dict[str, Any] | None:
    """Return what was kept, unless it was edited or belongs to another name or seed."""
    try:
        document = unsealed(json.loads(path.read_text("utf-8")), name)
    except (OSError, ValueError):
        return None
    return document if document is not None and document.get("seed") == seed else None
