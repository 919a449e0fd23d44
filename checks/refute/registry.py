"""Registry of the searches for dropped hypotheses: T4 without SD is ``checks.refute.dropped.t04_sd``."""

from __future__ import annotations

import re
from functools import lru_cache
from importlib import import_module
from pkgutil import iter_modules

from checks.refute.searching.observation import Dropped
from theory.claims import LEDGER

HYPOTHESES = (
    *(f"H{i}" for i in range(1, 7)),
    *("D", "uniformity", "tie-break", "D_off", "G", "SD"),
    *("consistency", "unique-optimum-of-a", "product-support"),
)
"""Every hypothesis, as spelt on the command line."""

_PAIR = re.compile(r"[lt]\d\d_\w+")


def module_name(claim: str, hypothesis: str) -> str:
    """Return the name of the module that searches for a claim without a hypothesis.

    Examples
    --------
    >>> module_name("T10", "tie-break")
    't10_tie_break'
    """
    return f"{claim[0].lower()}{int(claim[1:]):02d}_{hypothesis.lower().replace('-', '_').replace('+', '_plus')}"


@lru_cache(maxsize=1)
def found_by_search() -> dict[tuple[str, str], Dropped]:
    """Return every (claim, hypothesis) for which there is a search, in the order of the ledger."""
    package = import_module("checks.refute.dropped")
    names = [info.name for info in iter_modules(package.__path__) if _PAIR.fullmatch(info.name)]
    entries: list[Dropped] = [import_module(f"checks.refute.dropped.{name}").DROPPED for name in names]
    order = [claim.id for claim in LEDGER]
    entries.sort(key=lambda entry: (order.index(entry.claim), entry.hypothesis))
    return {(entry.claim, entry.hypothesis): entry for entry in entries}


def named(claim: str, hypothesis: str) -> Dropped | None:
    """Return the search for a claim without a hypothesis, under any name of the hypothesis."""
    for entry in found_by_search().values():
        if entry.claim == claim and hypothesis in (entry.hypothesis, *entry.aliases):
            return entry
    return None
