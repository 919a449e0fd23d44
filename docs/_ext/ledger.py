"""Sphinx directives that show the ledger, so that nothing of it is typed in a page."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Iterator
from typing import Any

from docutils import nodes
from docutils.statemachine import StringList
from sphinx.application import Sphinx
from sphinx.util.docutils import SphinxDirective

from checks.cli import COMMANDS
from checks.refute import necessity_table
from checks.report.readings import readings
from checks.report.words.formulas import latex, symbols
from checks.report.words.model import MODEL, READING
from checks.runtime.job_figures import recorded
from theory.claims import LEDGER, SENTENCES
from theory.claims import claim as named
from theory.claims.abstract import ABSTRACT, SOURCE
from theory.claims.hypotheses import HYPOTHESES
from theory.claims.words import WITHOUT, words


class _Made(SphinxDirective):
    """A directive whose content is made as MyST text and parsed where it stands."""

    def lines(self) -> Iterator[str]:
        """Yield MyST lines."""
        raise NotImplementedError

    def run(self) -> list[nodes.Node]:
        """Return the parsed content."""
        box = nodes.container(classes=["made", *self.options.get("class", [])])
        self.state.nested_parse(StringList(list(self.lines()), source="ledger"), self.content_offset, box)
        return [box]


class ClaimDirective(_Made):
    """``claim``: sentence, statements, hypotheses and what breaks without them, for one id."""

    required_arguments = 1

    def lines(self) -> Iterator[str]:
        """Yield the claim."""
        one = named(self.arguments[0])
        said = words(one.id)
        yield from (f"**{one.id} ({one.title}).** {said.sentence}", "")
        for statement in one.statements:
            yield from ("$$", latex(statement), "$$", "")
            yield from ([f"(needs {', '.join(one.assumed(statement))})", ""] if statement.spares else [])
        glossary = "; ".join(f"${formula}$: {meaning}" for formula, meaning in symbols(one))
        yield from ([f"Here {glossary}.", ""] if glossary else [])
        for name in one.hypotheses:
            yield f"- *{name}*: {HYPOTHESES[name].words}. Without it: {_lower(said.breaks(name))}"
        yield from ("", f"*In short:* {said.why}", "")


class LedgerDirective(_Made):
    """``ledger``: a table of all claims."""

    def lines(self) -> Iterator[str]:
        """Yield the table."""
        yield from ("| claim | in words | match | difference |", "| --- | --- | --- | --- |")
        for one in LEDGER:
            cells = (f"**{one.id}** {one.title}", words(one.id).sentence, one.match.grade, one.match.difference)
            yield "| " + " | ".join(cell.replace("|", "\\|") for cell in cells) + " |"
        yield ""


class AbstractDirective(_Made):
    """``abstract``: the abstract sentence by sentence, with the claims that speak of each."""

    def lines(self) -> Iterator[str]:
        """Yield a quotation for each sentence."""
        for quote in ABSTRACT:
            yield from (f"> {quote.text}", "")
            for name in quote.sentences:
                claims = ", ".join(f"{one.id} ({one.match.grade})" for one in LEDGER if name in one.sentences)
                yield from (f"**{name}.** {SENTENCES[name]} Spoken of by {claims}.", "")
        yield from (f"Source: {SOURCE}.", "")


class ModelDirective(_Made):
    """``model``: the objects of the theory in a table."""

    def lines(self) -> Iterator[str]:
        """Yield the table."""
        yield from (READING, "", "| | | |", "| --- | --- | --- |")
        for term in MODEL:
            yield f"| {term.name} | ${term.latex}$ | {term.words} |".replace("\\|", "\\vert ")
        yield ""


class NeededDirective(_Made):
    """``needed``: whether each hypothesis of each claim is needed."""

    def lines(self) -> Iterator[str]:
        """Yield the table."""
        yield from ("| claim | hypothesis | status | why |", "| --- | --- | --- | --- |")
        for row in necessity_table.committed():
            why = f"counterexample `{row.witness}`" if row.witness else row.reason or "—"
            yield f"| {row.claim} | {row.hypothesis} | {row.status} | {why} |"
        yield ""


class ReadingsDirective(_Made):
    """``readings``: what becomes of each sentence under each protocol, class, people and heads."""

    def lines(self) -> Iterator[str]:
        """Yield the table."""
        made = readings()
        yield from ("| " + " | ".join(made.columns) + " |", "|" + " --- |" * len(made.columns))
        for row in made.rows:
            yield "| " + " | ".join(row) + " |"
        yield ""


class HypothesesDirective(_Made):
    """``hypotheses``: the name of each hypothesis, what it says, and what breaks without it."""

    def lines(self) -> Iterator[str]:
        """Yield the table."""
        yield from ("| name | says | without it, in general | claims |", "| --- | --- | --- | --- |")
        for name, one in HYPOTHESES.items():
            claims = ", ".join(entry.id for entry in LEDGER if name in entry.hypotheses)
            yield f"| `{name}` | {one.words} | {WITHOUT.get(name, '—')} | {claims} |"
        yield ""


class CommandsDirective(_Made):
    """``commands``: the help of every command, as a terminal of 80 columns shows it."""

    def lines(self) -> Iterator[str]:
        """Yield a heading and the help of each command."""
        for name in COMMANDS:
            yield from (f"**{name}**", "", "```text", *_help(name), "```", "")


def _help(name: str) -> list[str]:
    environment = {**os.environ, "COLUMNS": "80", "NO_COLOR": "1", "TERM": "dumb"}
    done = subprocess.run(
        [sys.executable, "-m", "checks", name, "--help"], capture_output=True, text=True, check=True, env=environment
    )
    return [line.rstrip() for line in done.stdout.strip("\n").split("\n")]


class JobsDirective(_Made):
    """``jobs``: the bounded jobs with the figure each recorded last."""

    def lines(self) -> Iterator[str]:
        """Yield the table."""
        yield from ("| job | command | last figure |", "| --- | --- | --- |")
        for one in recorded():
            yield f"| {one.job} | `{one.command}` | {one.figure} |"
        yield ""


def _lower(sentence: str) -> str:
    first = sentence.split()[0]
    return sentence if len(first) > 1 and first.isupper() else sentence[0].lower() + sentence[1:]


def setup(app: Sphinx) -> dict[str, Any]:
    """Register the directives."""
    for name, directive in {
        "claim": ClaimDirective,
        "ledger": LedgerDirective,
        "abstract": AbstractDirective,
        "model": ModelDirective,
        "needed": NeededDirective,
        "readings": ReadingsDirective,
        "hypotheses": HypothesesDirective,
        "commands": CommandsDirective,
        "jobs": JobsDirective,
    }.items():
        app.add_directive(name, directive)
    return {"parallel_read_safe": True}
