"""Audits of the shipped populations, kept beside the evidence for the review.

What is quick is made for every review; what takes minutes only when asked for, once. A new run of ``verify`` makes
what was kept before it stale.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any

from checks.runtime.output import dumps, write_text
from proofs.seal import sealed, unsealed

Document = Mapping[str, Any]

QUICK_AUDITS = ("seattle", "d3code", "d3code_centred")
"""Audited for every review."""

RUNS, HORIZON = 200, 10_000
"""Of the figures."""


def cases() -> tuple[str, ...]:
    """Return the names of the shipped populations."""
    from checks.audit.cases import CASES

    return tuple(CASES)


def audits(folder: Path, seed: int, everything: bool = False) -> dict[str, Document]:
    """Return the audits of the shipped populations by case: those kept, the quick ones, or all of them.

    Parameters
    ----------
    folder : Path
        The evidence; an audit is kept there as ``audit-<case>.json``.
    seed : int
        Only audits with this seed are used.
    everything : bool
        Whether to make those that take long.
    """
    from checks.audit.cases import CASES

    def make(case: str) -> dict[str, Any]:
        from checks.audit.verdict import document

        return document(CASES[case](0.99, seed))

    wanted = {case: everything or case in QUICK_AUDITS for case in CASES}
    return _kept(folder, "audit", seed, wanted, make)


def figures(seed: int) -> dict[str, Any]:
    """Return the numbers of the figures: the document ``user-diversity/picture/1``."""
    from checks.picture.measure import picture

    return picture(HORIZON, RUNS, seed, 0.99, 1)


def _kept(
    folder: Path, kind: str, seed: int, wanted: Mapping[str, bool], make: Callable[[str], dict[str, Any]]
) -> dict[str, Document]:
    found: dict[str, Document] = {}
    for name, due in wanted.items():
        path = folder / f"{kind}-{name}.json"
        document = _read(path, name, seed) if _modified(path) >= _modified(folder / "ledger.json") else None
        if document is None and due:
            document = make(name)
            write_text(path, dumps(sealed(document, name)))
        if document is not None:
            found[name] = document
    return found


def _modified(path: Path) -> float:
    return path.stat().st_mtime if path.is_file() else 0.0


def _read(path: Path, name: str, seed: int) -> dict[str, Any] | None:
    """Return what was kept, unless it was edited or belongs to another name or seed."""
    try:
        document = unsealed(json.loads(path.read_text("utf-8")), name)
    except (OSError, ValueError):
        return None
    return document if document is not None and document.get("seed") == seed else None
