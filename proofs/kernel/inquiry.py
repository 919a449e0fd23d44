"""Asking a compiled development, round after round, until everything that its statements mention is known in full."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from textwrap import dedent

from proofs.kernel.session import ELABORATED, READABLE, Part, ask
from proofs.kernel.sources import HEADLINE, LIBRARY
from proofs.kernel.toolchain import BuildFailed, Deadline

_SHORT = re.compile(r"[^\W\d][\w']*(?:\.[^\W\d][\w']*)+")
_EXPANDS = re.compile(r"(?s).*Expands to: (\w+) (\S+)\s*$")
_OPAQUE = re.compile(r"^\S+ is opaque$", re.MULTILINE)
_HEADER = re.compile(r"\S+(?: = *\n?|\n(     : ))")
_LOCATED = re.compile(r"\w+ (\S+)")


@dataclass
class Inquiry:
    """What was asked and answered so far.

    Attributes
    ----------
    folder : Path
        With ``theories/*.vo``.
    deadline : Deadline
        When to give up.
    full : dict of str to str
        A name as short as the compiler prints it, to the full name.
    elaborated, shown : dict of str to str
        By full name, the type of a theorem and of what is opaque, otherwise the body: elaborated, and for people.
    constructors : set of str
        Their types are those that their inductive shows.
    """

    folder: Path
    deadline: Deadline
    full: dict[str, str] = field(default_factory=dict)
    elaborated: dict[str, str] = field(default_factory=dict)
    shown: dict[str, str] = field(default_factory=dict)
    constructors: set[str] = field(default_factory=set)

    def ask(
        self,
        theorems: Iterable[str] = (),
        definitions: Iterable[str] = (),
        short: Iterable[str] = (),
        before: Iterable[Part] = (),
    ) -> dict[str, str]:
        """Ask what theorems state, how definitions are made and what short names are in full.

        Returns
        -------
        dict of str to str
            The answers to the questions of ``before``, among others.
        """
        theorems, definitions, short = tuple(theorems), tuple(definitions), tuple(short)
        located = {f"locate {name}": f"Locate Term {name}." for name in (*short, *theorems)}
        about = {f"about {name}": f"About {name}." for name in definitions}
        plain, readable = (
            {
                **{f"{mode} type {name}": f"Check {name}." for name in (*theorems, *definitions)},
                **{f"{mode} body {name}": f"Print {name}." for name in definitions},
            }
            for mode in ("plain", "readable")
        )
        parts = [*before, ELABORATED, located, about, plain, *((READABLE, readable) if readable else ())]
        answers = ask(self.folder, HEADLINE, parts, self.deadline)
        self.full |= {name: _match(_LOCATED, answers[f"locate {name}"], name)[1] for name in (*short, *theorems)}
        for name in theorems:
            self._learn(name, f"type {name}", answers)
        for name in definitions:
            kind, full = _match(_EXPANDS, answers[f"about {name}"], name).groups()
            self.full[name] = full
            by_type = kind == "Constructor" or _OPAQUE.search(answers[f"about {name}"]) is not None
            self._learn(full, f"{'type' if by_type else 'body'} {name}", answers)
            if kind == "Constructor":
                self.constructors.add(full)
        for name in (*theorems, *definitions):
            if name.startswith(f"{LIBRARY}.") and self.full[name] != name:
                raise BuildFailed(f"{name} stands for {self.full[name]}")
        return answers

    def _learn(self, full: str, key: str, answers: Mapping[str, str]) -> None:
        self.elaborated[full] = _said(answers[f"plain {key}"])
        self.shown[full] = _said(answers[f"readable {key}"])

    def complete(self, theories: Iterable[str], also: Iterable[str]) -> None:
        """Ask on until every name, and those given also, is known in full, and described if of the development."""
        own = (f"{LIBRARY}.", *(f"{name}." for name in theories))
        while True:
            mentioned = {short for text in self.elaborated.values() for short in _SHORT.findall(text)}
            if not (unknown := (mentioned | set(also)) - set(self.full)):
                return
            described = {short for short in unknown if any(full.endswith(f".{short}") for full in self.elaborated)}
            new = {short for short in mentioned & unknown - described if short.startswith(own)}
            self.ask(definitions=sorted(new), short=sorted(unknown - new))

    def text(self, full: str) -> str:
        """Return an elaborated text with every name in full and every space alike."""
        return " ".join(_SHORT.sub(lambda found: self.full[found.group()], self.elaborated[full]).split())

    def uses(self, full: str) -> set[str]:
        """Return what of the development a text mentions; a constructor stands for what its type mentions."""
        found = {name for name in _SHORT.findall(self.text(full)) if name.startswith(f"{LIBRARY}.")} - {full}
        for constructor in found & self.constructors:
            found |= self.uses(constructor)
        return found - self.constructors


def _said(answer: str) -> str:
    """Return what was printed, without the name it begins with and without what it says on arguments."""
    body = "\n".join(line.rstrip() for line in answer.split("\n\nArguments ")[0].rstrip().splitlines())
    named = _HEADER.match(body)
    return dedent(" " * len(named[1] or "") + body[named.end() :] if named else body).strip()


def _match(pattern: re.Pattern[str], answer: str, name: str) -> re.Match[str]:
    found = pattern.match(answer)
    if found is None:
        raise BuildFailed(f"{name}: {' '.join(answer.split())[:200]}")
    return found
