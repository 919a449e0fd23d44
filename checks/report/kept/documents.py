"""Numbers of the figures and quick audits of shipped populations, as committed data.

``python -m checks.report.kept.documents --write`` computes them again and keeps them in this folder; without
``--write`` it says which of them are no longer what is computed, but for rounding.
"""

from __future__ import annotations

import argparse
import json
from collections.abc import Iterator
from math import isclose
from pathlib import Path
from typing import Any

from checks.runtime.output import write_text

FOLDER = Path(__file__).parent
SEED, CONFIDENCE = 0, 0.99
"""Of what is kept."""

FIGURES = "regimes"
"""The name of the numbers of the figures: the document ``user-diversity/picture/1``."""

RUNS, HORIZON = 200, 10_000
"""Of the figures."""

QUICK_AUDITS = ("seattle", "d3code", "d3code_centred")
"""Shipped populations whose audit every review shows."""

ROUNDING = 1e-6
"""Libraries of linear algebra round and stop differently; whatever else differs is larger."""

COMMAND = "python -m checks.report.kept.documents --write"


def figures(seed: int) -> dict[str, Any]:
    """Compute the numbers of the figures."""
    from checks.picture.measure import picture

    return picture(HORIZON, RUNS, seed, CONFIDENCE, 1)


def audit(case: str, seed: int) -> dict[str, Any]:
    """Audit a shipped population."""
    from checks.audit.cases import CASES
    from checks.audit.writing import document

    return document(CASES[case](CONFIDENCE, seed))


def computed() -> Iterator[tuple[str, dict[str, Any]]]:
    """Compute what is kept, each with its name."""
    yield FIGURES, figures(SEED)
    for case in QUICK_AUDITS:
        yield case, audit(case, SEED)


def is_kept(name: str, seed: int) -> bool:
    """Whether a document is kept by this name, made with this seed."""
    return seed == SEED and name in (FIGURES, *QUICK_AUDITS)


def kept(name: str) -> dict[str, Any]:
    """Return what is kept by its name: ``FIGURES`` or one of ``QUICK_AUDITS``.

    Examples
    --------
    >>> kept("seattle")["seed"]
    0
    """
    document: dict[str, Any] = json.loads((FOLDER / f"{name}.json").read_text("utf-8"))
    return document


def written(document: dict[str, Any]) -> str:
    """Return a document as it is kept: its parts on a line each."""
    parts = (f"{json.dumps(key)}: {json.dumps(value, ensure_ascii=False)}" for key, value in document.items())
    return "{\n" + ",\n".join(parts) + "\n}\n"


def agree(one: Any, other: Any) -> bool:
    """Whether two JSON values are the same, floats up to rounding.

    Examples
    --------
    >>> agree({"a": [1.0, None]}, {"a": [1.0 + 1e-9, None]}), agree({"a": 1}, {"a": 2})
    (True, False)
    """
    if isinstance(one, dict) and isinstance(other, dict):
        return list(one) == list(other) and all(agree(one[name], other[name]) for name in one)
    if isinstance(one, list) and isinstance(other, list):
        return len(one) == len(other) and all(map(agree, one, other))
    if isinstance(one, float) and isinstance(other, float):
        return isclose(one, other, rel_tol=ROUNDING, abs_tol=ROUNDING**2)
    return type(one) is type(other) and bool(one == other)


def main() -> None:
    """Compute everything, and keep it where that is asked for."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--write", action="store_true", help="keep what is computed")
    options = parser.parse_args()
    for name, document in computed():
        if options.write:
            write_text(FOLDER / f"{name}.json", written(document))
        print(f"{name}: {'as kept' if agree(json.loads(written(document)), kept(name)) else 'not what is kept'}")


if __name__ == "__main__":
    main()
