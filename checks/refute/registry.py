"""Every dropped hypothesis by name: the modules of ``checks.refute.dropped``, and the standard searches."""

from __future__ import annotations

from collections.abc import Iterator
from functools import lru_cache
from importlib import import_module
from pathlib import Path
from pkgutil import iter_modules

from checks.refute.not_needed import NOT_NEEDED
from checks.refute.searching.observation import Dropped
from theory.claims import LEDGER

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
    """Return every (claim, hypothesis) for which there is a search, in the order of the ledger.

    A module of ``checks.refute.dropped`` comes before the standard search for the same pair, and where a hypothesis
    is provably not needed there is nothing to look for.
    """
    from checks.refute.standard import searches

    known = {(entry.claim, entry.hypothesis): entry for entry in _modules()}
    taken = {(entry.claim, name) for entry in known.values() for name in (entry.hypothesis, *entry.aliases)}
    for entry in searches():
        key = entry.claim, entry.hypothesis
        if key not in taken and key not in NOT_NEEDED:
            known[key] = entry
    order = [claim.id for claim in LEDGER]
    return dict(sorted(known.items(), key=lambda item: (order.index(item[0][0]), item[0][1])))


def _modules() -> Iterator[Dropped]:
    package = import_module("checks.refute.dropped")
    for info in sorted(iter_modules(package.__path__), key=lambda info: info.name):
        found = import_module(f"checks.refute.dropped.{info.name}").DROPPED
        yield from found if isinstance(found, tuple) else (found,)


def named(claim: str, hypothesis: str) -> Dropped | None:
    """Return the search for a claim without a hypothesis, under any name of the hypothesis."""
    for entry in found_by_search().values():
        if entry.claim == claim and hypothesis in (entry.hypothesis, *entry.aliases):
            return entry
    return None
