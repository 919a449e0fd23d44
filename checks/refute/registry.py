"""Every dropped hypothesis by name: the modules of ``checks.refute.dropped``, found by looking into the folder."""

from __future__ import annotations

from functools import lru_cache
from importlib import import_module
from pathlib import Path
from pkgutil import iter_modules

from checks.refute.observation import Dropped

WITNESSES = Path(__file__).resolve().parents[1] / "witnesses"
"""Where the committed witnesses are."""

HYPOTHESES = (
    *(f"H{i}" for i in range(1, 7)),
    *("D", "uniformity", "tie-break", "D_off", "G", "SD"),
    *("consistency", "unique-optimum-of-a", "product-support"),
)
"""Every hypothesis, as spelt on the command line."""


@lru_cache(maxsize=1)
def found_by_search() -> dict[tuple[str, str], Dropped]:
    """Return every (claim, hypothesis) for which there is a search, in the order of the claims."""
    package = import_module("checks.refute.dropped")
    modules = sorted(info.name for info in iter_modules(package.__path__))
    entries = [import_module(f"checks.refute.dropped.{name}").DROPPED for name in modules]
    return {(entry.claim, entry.hypothesis): entry for entry in entries}


def named(claim: str, hypothesis: str) -> Dropped | None:
    """Return the search for a claim without a hypothesis, under any name of the hypothesis."""
    for entry in found_by_search().values():
        if entry.claim == claim and hypothesis in (entry.hypothesis, *entry.aliases):
            return entry
    return None
