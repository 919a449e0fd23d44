"""Claims for the terminal: a table of all of them, and one in full like a theorem in a paper."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from textwrap import wrap

import sympy as sp

from checks.refute import necessity_table
from checks.refute.mutants.catalogue import kept_catalogue
from checks.refute.mutants.tightness import kept_entries
from checks.report.words.notation import LETTERS, letter
from checks.report.words.unicode_math import plain, sides, symbols
from proofs.symbolic import catalogue
from theory.claims.claim import Claim, Statement
from theory.claims.hypotheses import HYPOTHESES
from theory.claims.words import words

WIDTH = 80
"""Columns that are used."""

_INDENT, _LABEL = 2, 12


def table(claims: Sequence[Claim]) -> list[str]:
    """Return one line for each claim: id, title, match and the sentences of the abstract it speaks of.

    Examples
    --------
    >>> from theory.claims import claim
    >>> print(table([claim("T6")])[1])
    T6    Two-point inequality                       stronger     A5
    """
    lines = [f"{'id':<6}{'claim':<43}{'match':<13}abstract"]
    for one in claims:
        title = one.title if len(one.title) <= 42 else f"{one.title[:41]}…"
        lines.append(f"{one.id:<6}{title:<43}{one.match.grade:<13}{', '.join(one.sentences)}".rstrip())
    return lines


def in_full(claim: Claim) -> list[str]:
    """Return a claim as lines of at most `WIDTH` columns.

    The sentence, the statements in Unicode mathematics with every symbol explained, the hypotheses by the names that
    ``counterexample --drop`` takes with what breaks without each, why it is true, how it matches the abstract, what it
    rests on, and what is known of its bounds and falsified forms.
    """
    said = words(claim.id)
    lines = [f"{claim.id}  {claim.title}", *_wrapped(said.sentence, _INDENT), ""]
    for statement in claim.statements:
        lines += _labelled(statement.name, *_formula(statement), *_needs(claim, statement), _proved(claim, statement))
    lines += ["", "where", *_glossary(claim), "", "under", *_hypotheses(claim), ""]
    lines += _labelled("why", said.why)
    lines += _labelled("abstract", ", ".join(claim.sentences) or "not stated there")
    lines += _labelled("match", f"{claim.match.grade}: {claim.match.difference}")
    if claim.supporting:
        lines += _labelled("also proved", ", ".join(claim.supporting))
    lines += _labelled("rests on", ", ".join(claim.rests_on) or "no other claim")
    lines += _labelled("tightest", *_tightest(claim))
    lines += _labelled("refuted", _refuted(claim))
    return lines


def _wrapped(text: str, indent: int, hanging: int = 0) -> list[str]:
    later = " " * (indent + hanging)
    return wrap(text, WIDTH, initial_indent=" " * indent, subsequent_indent=later, break_on_hyphens=False) or [""]


def _labelled(label: str, *texts: str) -> list[str]:
    """Return paragraphs behind a label; a label that is too long has a line of its own."""
    left = f"{' ' * _INDENT}{label}"
    margin = _INDENT + _LABEL
    lines = [line for text in texts for line in _wrapped(text, margin, 2)]
    if len(left) >= margin:
        return [left, *lines]
    return [left.ljust(margin) + lines[0].lstrip(), *lines[1:]]


def _formula(statement: Statement) -> Iterator[str]:
    left, sign, right = sides(statement)
    whole = f"{left} {sign} {right}".strip()
    if len(whole) <= WIDTH - _INDENT - _LABEL:
        yield whole
    else:
        yield left
        yield f"{sign} {right}"


def _needs(claim: Claim, statement: Statement) -> Iterator[str]:
    if statement.spares:
        yield f"needs {', '.join(claim.assumed(statement)) or 'no hypothesis'}"


def _proved(claim: Claim, statement: Statement) -> str:
    """Return where a statement is proved: by which theorems of the kernel, by the symbolic proof, or by neither."""
    places = [f"kernel {', '.join(statement.kernel)}"] if statement.kernel else []
    places += [f"symbolic proof {claim.module}"] if catalogue.proves(claim.id, statement.name) else []
    return f"[{'; '.join(places) or 'neither kernel nor symbolic proof'}]"


def _glossary(claim: Claim) -> Iterator[str]:
    letters = {str(symbol) for one in claim.statements for side in (one.left, one.right) for symbol in _free(side)}
    for name in LETTERS:
        if name in letters:
            written = letter(name, claim.id)
            yield from _labelled(plain(written.template), written.words)
    for formula, meaning in symbols(claim):
        yield from _labelled(formula, meaning)


def _free(side: sp.Basic) -> set[sp.Symbol]:
    return {part for part in sp.preorder_traversal(side) if isinstance(part, sp.Symbol)}


def _hypotheses(claim: Claim) -> Iterator[str]:
    said, known = words(claim.id), {row.hypothesis: row for row in necessity_table.of(claim.id)}
    if not claim.hypotheses:
        yield from _labelled("nothing", "it holds without further hypotheses")
    for name in claim.hypotheses:
        row = known.get(name) or known.get("H3" if name == "unique-optimum-of-a" else name)
        status = f"[{row.status}{f', {row.witness}' if row.witness else ''}] " if row else ""
        yield from _labelled(name, HYPOTHESES[name].words, f"without: {status}{said.breaks(name)}")
    aliases = {"H3"} if "unique-optimum-of-a" in claim.hypotheses else set()
    for name, row in known.items():
        if name not in claim.hypotheses and name not in aliases:
            yield from _labelled("", f"also tried without {row}")


def _tightest(claim: Claim) -> list[str]:
    kept = [one for one in kept_entries() if one["claim"] == claim.id]
    return [f"{one['statement']}: {100 * one['ratio']:.4g} % reached ({one['where']})" for one in kept] or ["no bound"]


def _refuted(claim: Claim) -> str:
    kept = kept_catalogue()
    counts = {
        word: [one["mutant"].partition(": ")[2] for one in kept[key] if one["mutant"].startswith(f"{claim.id}:")]
        for key, word in (("refuted", "refuted"), ("true", "true all the same"), ("open", "open"))
    }
    return "; ".join(f"{word}: {', '.join(names)}" for word, names in counts.items() if names) or "no falsified forms"
