"""What theorems may assume, and what ``Print Assumptions`` says they do, read strictly."""

from __future__ import annotations

import re
from collections.abc import Iterable

REALS = frozenset(
    {
        "mathcomp.classical.boolp.constructive_indefinite_description",
        "mathcomp.classical.boolp.functional_extensionality_dep",
        "mathcomp.classical.boolp.propositional_extensionality",
    }
)
"""What mathcomp-analysis assumes to have real numbers: choice, and extensionality of functions and propositions."""

CLOSED = "Closed under the global context"
OPEN = "Axioms:"
_NAME = re.compile(r"([^\s:]+)\s*(?::|$)")


def expectation(theorems: Iterable[str]) -> dict[str, frozenset[str]]:
    """Return what the theorems of the ledger may rest on: those about the real numbers on `REALS`, others on nothing.

    Examples
    --------
    >>> expectation(["T1_greedy_bounded"]), expectation(["T9_real"]) == {"T9_real": REALS}
    ({'T1_greedy_bounded': frozenset()}, True)
    """
    return {name: REALS if name.endswith("_real") else frozenset() for name in theorems}


def parse(answer: str) -> tuple[str, ...]:
    r"""Return the axioms that one answer lists, sorted; none when it says that nothing is assumed.

    Raises
    ------
    ValueError
        When a line is not part of an answer.

    Examples
    --------
    >>> parse("Closed under the global context\n"), parse("Axioms:\nclassic : forall P,\n  P \\/ ~ P\n")
    ((), ('classic',))
    """
    first, *rest = answer.splitlines() or [""]
    if first not in (CLOSED, OPEN) or (first == CLOSED and rest):
        raise ValueError(f"not an answer to Print Assumptions: {(rest or [first])[0]!r}")
    axioms: list[str] = []
    for line in rest:
        if not line[:1].isspace() and (match := _NAME.match(line)):
            axioms.append(match.group(1))
        elif not (axioms and line[:1].isspace()):
            raise ValueError(f"not an answer to Print Assumptions: {line!r}")
    if first == OPEN and not axioms:
        raise ValueError("an answer to Print Assumptions that lists nothing")
    return tuple(sorted(axioms))
