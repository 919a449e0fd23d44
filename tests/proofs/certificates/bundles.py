"""Many certificates in one run of the compiler: loading the libraries is what takes time."""

from __future__ import annotations

import re
from collections.abc import Iterable

from proofs.certificates.kernel import Answer, check
from proofs.certificates.rocq_file import ALL, COMPUTED, OPENING

LEMMA = r"Lemma {name} : (.*?)\.\nProof\. " + re.escape(COMPUTED)


def body(text: str) -> str:
    """A certificate without its first and last lines."""
    return text.split(OPENING)[1].split("(* Asked once")[0]


def bundle(bodies: Iterable[str]) -> str:
    """A certificate whose statement is True, after a module for each body."""
    modules = "\n".join(f"Module M{i}.\n{text}\nEnd M{i}." for i, text in enumerate(bodies))
    return f"{OPENING}\nLocal Open Scope ring_scope.\n{modules}\nDefinition {ALL} := I.\nPrint Assumptions {ALL}.\n"


def together(bodies: Iterable[str]) -> Answer:
    """What the kernel says of all of them."""
    return check(bundle(bodies), timeout=600.0)


def cut(text: str, lemma: str, refused: bool = False) -> str:
    """A certificate up to a fact that is computed, which the kernel is asked to believe, or to refuse."""
    found = re.search(LEMMA.format(name=lemma), text, re.DOTALL)
    assert found is not None, lemma
    question = f"Definition {lemma} : {found[1]} := (erefl true <: is_true ({found[1]}))."
    return text[: found.start()].split(OPENING)[1] + ("Fail " if refused else "") + question
