"""What ``Print Assumptions`` prints, read strictly."""

from __future__ import annotations

import re
from collections.abc import Sequence

CLOSED = "Closed under the global context"
OPEN = "Axioms:"
_NAME = re.compile(r"([^\s:]+)\s*(?::|$)")


def parse(output: str, names: Sequence[str]) -> dict[str, tuple[str, ...]]:
    r"""Assign the printed assumptions to the theorems that were asked about, in order.

    Parameters
    ----------
    output : str
        What the compiler wrote to standard output.
    names : sequence of str
        The theorems, in the order of the questions.

    Returns
    -------
    dict of str to tuple of str
        The axioms of each theorem, sorted; empty when it is closed under the global context.

    Raises
    ------
    ValueError
        When a line is not part of an answer, or there are not as many answers as questions.

    Examples
    --------
    >>> parse("Closed under the global context\nAxioms:\nclassic : forall P,\n  P \\/ ~ P\n", ["T1", "T2"])
    {'T1': (), 'T2': ('classic',)}
    """
    answers: list[list[str]] = []
    listing = False
    for line in output.splitlines():
        if line in (CLOSED, OPEN):
            answers.append([])
            listing = line == OPEN
        elif listing and not line[:1].isspace() and (match := _NAME.match(line)):
            answers[-1].append(match.group(1))
        elif not (listing and (not line.strip() or (line[0].isspace() and answers[-1]))):
            raise ValueError(f"not an answer to Print Assumptions: {line!r}")
    if len(answers) != len(names):
        raise ValueError(f"{len(answers)} answers to {len(names)} questions")
    return {name: tuple(sorted(axioms)) for name, axioms in zip(names, answers, strict=True)}
