"""The sources of the Rocq development: its files, its sentences, what each file imports."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path

ROCQ = Path(__file__).resolve().parent.parent / "rocq"
"""Where the development is: in a checkout and in an installed package alike."""

LIBRARY = "UserDiversity"
"""The name under which the development is compiled."""

HEADLINE = "Headline"

PREFIX = re.compile(
    r"(?:#\[[^\]]*\]|[-+*{}]|\d+\s*:\s*\{|\[[\w']+\]\s*:\s*\{"
    r'|(?:Time|Instructions|Fail|Succeed)\b|Timeout\s+\d+|Redirect\s+"(?:[^"]|"")*")\s*'
)
"""What may stand before a command and does not change what it is: attributes, bullets, and commands about commands."""

_TEXT = re.compile(r'\(\*|\*\)|"(?:[^"]|"")*"')


@dataclass(frozen=True)
class Sources:
    """The text of the project file and of every theory.

    Attributes
    ----------
    project : str
        ``_CoqProject``.
    theories : dict of str to str
        Module name to text.
    """

    project: str
    theories: dict[str, str]

    @property
    def digest(self) -> str:
        """A hash of everything the build depends on but the compiler."""
        digest = sha256(self.project.encode())
        for name, text in sorted(self.theories.items()):
            digest.update(f"\0{name}\0{text}".encode())
        return digest.hexdigest()


def load(root: Path = ROCQ) -> Sources:
    """Read the development that lies in `root`."""
    theories = {path.stem: path.read_text(encoding="utf-8") for path in sorted((root / "theories").glob("*.v"))}
    project = root / "_CoqProject"
    return Sources(project.read_text(encoding="utf-8") if project.is_file() else "", theories)


def bare(text: str, strings: bool = False) -> str:
    """Return Rocq source without its comments, and without the inside of its strings unless they are asked for.

    >>> bare('a (* b (* c *) "*)" *) d "Axiom" e')
    'a   d "" e'
    """
    kept, depth, position = [], 0, 0
    for match in _TEXT.finditer(text):
        if depth == 0:
            kept.append(text[position : match.start()])
        token = match.group()
        if token == "(*":
            depth += 1
        elif token == "*)":
            depth = max(depth - 1, 0)
        if depth == 0:
            kept.append(" " if token == "*)" else token if strings else '""')
        position = match.end()
    if depth == 0:
        kept.append(text[position:])
    return "".join(kept)


def sentences(text: str, strings: bool = False) -> Iterator[str]:
    """Yield the sentences of a theory, without comments and without what `PREFIX` describes.

    >>> list(sentences('Section S. (* a *) Time End S. - #[local] Redirect "f" Hypothesis a : False.'))
    ['Section S', 'End S', 'Hypothesis a : False']
    """
    kept = (match.group() for match in _TEXT.finditer(bare(text, strings=True)))
    for sentence in re.split(r"\.(?=\s|$)", bare(text)):
        words = " ".join(sentence.split()).rstrip("} ")
        if strings:
            words = re.sub('""', lambda _: next(kept), words)
        while found := PREFIX.match(words):
            words = words[found.end() :]
        if words:
            yield words


def declared(headline: str) -> list[str]:
    """Return the theorems that the headline file states, in order."""
    return [sentence.split()[1] for sentence in sentences(headline) if sentence.startswith("Theorem ")]


def imports(sources: Sources, name: str) -> tuple[str, ...]:
    """Return the theories of the development that a theory requires, sorted.

    >>> imports(Sources("", {"A": "", "B": "From UserDiversity Require Import A."}), "B")
    ('A',)
    """
    required = [s.split("Require", 1)[1] for s in sentences(sources.theories[name]) if re.search(r"\bRequire\b", s)]
    words = {word.rsplit(".", 1)[-1] for line in required for word in line.split()}
    return tuple(sorted(words & set(sources.theories)))
