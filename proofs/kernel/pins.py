"""The pinned statements: what every theorem says and on which definitions, reviewed by a person and compared."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

from proofs.kernel.statements import Said

FILE = Path(__file__).resolve().parent / "STATEMENTS.md"

_HEAD = """# What the kernel has checked

Every theorem of `proofs/rocq/theories/Headline.v` as the compiler prints it from the compiled file, and every
definition that it mentions, directly or through others; names of the development are qualified by their file. The
text is for reading, with the notations of mathcomp; the digest is of the elaborated text, names in full, no notation,
nothing implicit. To agree with a theorem, agree with its statement and with what it uses. `verify --proofs` compares
all of it with the development, and any difference is an error.

Written by `python -m proofs.kernel --write`; a change here is a change of what is claimed: review it as such.
"""
_ENTRY = re.compile(r"### (\S+)\n\n`([0-9a-f]{64})`\n(?:uses ([^\n]*)\n)?\n```coq\n(.*?)\n```\n", re.DOTALL)
_COMPILER = re.compile(r"^Read by: (.*)$", re.MULTILINE)


@dataclass(frozen=True)
class Pins:
    """What was reviewed.

    Attributes
    ----------
    compiler : str
        What printed it.
    theorems, definitions : dict of str to Said
        By name in the headline file, and by full name.
    """

    compiler: str
    theorems: dict[str, Said]
    definitions: dict[str, Said]

    def markdown(self) -> str:
        """Return the file that people review; `parse` reads it."""
        parts = [f"{_HEAD}\nRead by: {self.compiler}\n\n## Theorems\n"]
        parts += (_entry(name, said) for name, said in self.theorems.items())
        parts.append("## Definitions\n")
        parts += (_entry(name, said) for name, said in self.definitions.items())
        return "\n".join(parts)


def _entry(name: str, said: Said) -> str:
    uses = f"uses {', '.join(said.uses)}\n" if said.uses else ""
    return f"### {name}\n\n`{said.digest}`\n{uses}\n```coq\n{said.text}\n```\n"


def parse(text: str) -> Pins:
    """Read what `Pins.markdown` wrote."""
    head, _, definitions = text.partition("\n## Definitions\n")
    found = _COMPILER.search(head)
    return Pins(found[1] if found else "", _entries(head), _entries(definitions))


def _entries(text: str) -> dict[str, Said]:
    return {
        name: Said(digest, body, tuple(uses.split(", ")) if uses else ())
        for name, digest, uses, body in _ENTRY.findall(text)
    }


def load(file: Path = FILE) -> Pins:
    """Read the committed pins; there are none where there is no file."""
    return parse(file.read_text(encoding="utf-8")) if file.is_file() else Pins("", {}, {})


def differences(found: Pins, pinned: Pins) -> tuple[str, ...]:
    """Return where a development differs from what was reviewed, naming the theorem and the definition.

    Parameters
    ----------
    found : Pins
        What the development says now.
    pinned : Pins
        What was reviewed.
    """
    theorems, definitions = (found.theorems, pinned.theorems), (found.definitions, pinned.definitions)
    problems = [
        *(f"{name} has no pin" for name in found.theorems if name not in pinned.theorems),
        *(f"{name} is pinned but not in the headline" for name in pinned.theorems if name not in found.theorems),
        *(f"{name} does not state what is pinned{_instead(name, *theorems)}" for name in _changed(*theorems)),
        *(
            f"{name} is not defined as pinned{_instead(name, *definitions)}; {_users(name, found)}"
            for name in _changed(*definitions)
        ),
        *(
            f"{name} is not a pinned definition; {_users(name, found)}"
            for name in found.definitions
            if name not in pinned.definitions
        ),
    ]
    if problems and found.compiler != pinned.compiler:
        problems.append(f"the pins were read by {pinned.compiler or 'nothing'}, not by {found.compiler}")
    return tuple(problems)


def _changed(found: Mapping[str, Said], pinned: Mapping[str, Said]) -> Iterator[str]:
    return (name for name, said in found.items() if name in pinned and said != pinned[name])


def _instead(name: str, found: Mapping[str, Said], pinned: Mapping[str, Said]) -> str:
    """Return what is used now and was not, and the other way round."""
    now, then = set(found[name].uses), set(pinned[name].uses)
    if found[name].digest == pinned[name].digest:
        return ": the text for people differs"
    new = f"; it uses {', '.join(sorted(now - then))}" if now - then else ""
    return f"{new}; it no longer uses {', '.join(sorted(then - now))}" if then - now else new


def _users(definition: str, found: Pins) -> str:
    users = [name for name, said in found.theorems.items() if definition in _reach(said.uses, found.definitions)]
    return f"on it rest {', '.join(users)}"


def _reach(names: Iterable[str], definitions: Mapping[str, Said]) -> set[str]:
    reached: set[str] = set()
    waiting = list(names)
    while waiting:
        name = waiting.pop()
        if name not in reached:
            reached.add(name)
            waiting += definitions[name].uses
    return reached
