"""Seals: a document carries a hash of itself and of its sources, so that an edited one is noticed.

A seal is no signature. Whoever makes it again can write anything; against that, run again.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from hashlib import sha256
from typing import Any

SEAL = "seal"


def sealed(document: Mapping[str, Any], *about: str) -> dict[str, Any]:
    """Return a document of JSON values with its seal.

    Parameters
    ----------
    document : mapping
        Without a seal.
    about : str
        What it speaks about and does not hold itself.

    Examples
    --------
    >>> unsealed(sealed({"verdict": "refuted"}, "T1"), "T1")
    {'verdict': 'refuted'}
    >>> unsealed({**sealed({"verdict": "refuted"}), "verdict": "proved"}) is None
    True
    """
    return {**document, SEAL: _digest(document, about)}


def unsealed(document: Any, *about: str) -> dict[str, Any] | None:
    """Return a document without its seal, or None where the seal is missing or does not fit."""
    if not isinstance(document, dict) or SEAL not in document:
        return None
    bare = {name: value for name, value in document.items() if name != SEAL}
    return bare if document[SEAL] == _digest(bare, about) else None


def _digest(document: Mapping[str, Any], about: tuple[str, ...]) -> str:
    text = json.dumps([document, *about], sort_keys=True, ensure_ascii=False)
    return sha256(text.encode("utf-8", "surrogatepass")).hexdigest()
