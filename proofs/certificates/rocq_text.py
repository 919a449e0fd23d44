"""The Rocq text of numbers, lists and names."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from fractions import Fraction
from textwrap import fill

from proofs.certificates.numbers.tables import Row, Table

_WIDTH = 110


def listed(entries: Iterable[str]) -> str:
    """Return a list of terms.

    >>> listed(["1", "2"]), listed([])
    ('[:: 1; 2]', '[::]')
    """
    inside = "; ".join(entries)
    return f"[:: {inside}]" if inside else "[::]"


def row(numbers: Row) -> str:
    """Return a list of integers."""
    return listed(map(str, numbers))


def table(rows: Table) -> str:
    """Return a list of lists of integers."""
    return listed(map(row, rows))


def fraction(value: Fraction) -> str:
    """Return the two integers of a fraction, as ``fraction`` of ``CertificateNumbers.v`` takes them.

    >>> fraction(Fraction(-1, 2))
    '(-1) 2'
    """
    return f"{integer(value.numerator)} {integer(value.denominator)}"


def integer(number: int) -> str:
    """Return an integer that stands as an argument."""
    return str(number) if number >= 0 else f"({number})"


def wrapped(text: str, indent: int = 2) -> str:
    """Return a term on lines that are not long."""
    space = " " * indent
    return fill(
        text, _WIDTH, initial_indent=space, subsequent_indent=space, break_long_words=False, break_on_hyphens=False
    )


def comment(text: str) -> str:
    """Return a comment; letters that Rocq reads in comments become underscores.

    >>> comment('a "b" *) c')
    '(* a _b_ _) c *)'
    """
    return fill(f"(* {plain(text)} *)", _WIDTH, subsequent_indent="   ", break_long_words=False, break_on_hyphens=False)


def plain(text: str) -> str:
    """Return a text without the signs that begin or end a string or a comment, in one line."""
    return " ".join(re.sub(r"[\"*]", "_", "".join(x if x.isprintable() else " " for x in text)).split())


def numbered(kind: str, names: Sequence[str]) -> list[str]:
    """Return comments that say which name has which number, ``"0 ann; 1 bob"``, a few to a comment."""
    entries = [f"{i} {plain(name)[:80]}" for i, name in enumerate(names)]
    return [comment(f"{kind}: {'; '.join(entries[i : i + 20])}") for i in range(0, len(entries), 20)]
