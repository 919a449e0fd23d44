"""The sources of the Rocq development, and what must not stand in them."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path

ROCQ = Path(__file__).resolve().parent.parent / "rocq"
"""Where the development is: in a checkout and in an installed package alike."""

HEADLINE = "Headline"
PROJECT_OPTIONS = ("-R theories UserDiversity", "-arg -w", "-arg none")
"""The only options the project file may hold: none of them weakens the kernel."""

UNFINISHED = re.compile(r"\b(?:Admitted|[aA]dmit|give_up|Abort)\b")
ASSUMED = re.compile(r"\b(?:Axioms?|Parameters?|Conjectures?|Primitive|Declare\s+(?:Instance|Module))\b")
WEAKENED = re.compile(
    r"\b(?:(?:Guard|Positivity|Universe)\s+Checking|Declare\s+ML|Definitional\s+UIP|Redirect|Load|LoadPath|ML\s+Path)\b"
)
SECTION_ONLY = re.compile(r"(?:(?:Local|Global|Polymorphic)\s+)*(?:Hypothes[ie]s|Variables?|Context)\b")
HEADLINE_SENTENCE = re.compile(
    r"From \w+ Require Import |Import |Local Open Scope |Set Implicit Arguments$|Unset Strict Implicit$"
    r"|Unset Printing Implicit Defensive$|Theorem |Proof$|Print Assumptions "
)
"""What a sentence of the headline file begins with, outside proofs: statements, and the question what they assume."""
TACTIC = re.compile(r"[a-z]|Qed$")


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


def bare(text: str) -> str:
    """Return Rocq source without its comments and strings.

    >>> bare('a (* b (* c *) "*)" *) d "Axiom" e')
    'a   d   e'
    """
    kept, depth, position = [], 0, 0
    for match in re.finditer(r'\(\*|\*\)|"(?:[^"]|"")*"', text):
        if depth == 0:
            kept.append(text[position : match.start()])
        token = match.group()
        if token == "(*":
            depth += 1
        elif token == "*)":
            depth = max(depth - 1, 0)
        if depth == 0:
            kept.append(" ")
        position = match.end()
    if depth == 0:
        kept.append(text[position:])
    return "".join(kept)


def sentences(text: str) -> Iterator[str]:
    """Yield the sentences of a theory, without comments, strings, bullets and attributes."""
    for sentence in re.split(r"\.(?=\s|$)", bare(text)):
        words = re.sub(r"#\[[^\]]*\]", " ", sentence).strip(" \t\n-+*{}")
        if words:
            yield " ".join(words.split())


def scan(sources: Sources) -> tuple[str, ...]:
    """Return what makes the development unfit to be believed, whatever the compiler says.

    Returns
    -------
    tuple of str
        One line a problem: an unfinished proof, an assumption outside a section, a switched-off check, a file
        that the project file does not name or names in vain, an option that is not one of `PROJECT_OPTIONS`,
        a headline that does more than state.

    Examples
    --------
    >>> scan(Sources("theories/A.v", {"A": "Lemma x : False. Admitted."}))
    ('theories/A.v: Admitted', 'theories/Headline.v is missing')
    """
    problems = list(_project(sources))
    for name, text in sources.theories.items():
        problems += (f"theories/{name}.v: {problem}" for problem in _theory(text))
    if HEADLINE in sources.theories:
        problems += (f"theories/{HEADLINE}.v: {problem}" for problem in _headline(sources.theories[HEADLINE]))
    else:
        problems.append(f"theories/{HEADLINE}.v is missing")
    return tuple(problems)


def _project(sources: Sources) -> Iterator[str]:
    lines = [line.strip() for line in sources.project.splitlines() if line.strip()]
    listed = [line for line in lines if line.endswith(".v")]
    present = [f"theories/{name}.v" for name in sources.theories]
    yield from (f"_CoqProject: {line}" for line in lines if line not in listed and line not in PROJECT_OPTIONS)
    yield from (f"{path} is missing" for path in listed if path not in present)
    yield from (f"{path} is not in _CoqProject" for path in present if path not in listed)


def _theory(text: str) -> Iterator[str]:
    yield from re.findall(r"\bbypass_check\b", bare(text))
    open_sections: list[str] = []
    for sentence in sentences(text):
        words = sentence.split()
        for pattern in (UNFINISHED, ASSUMED, WEAKENED):
            yield from (found.group() for found in pattern.finditer(sentence))
        if words[0] == "Section":
            open_sections.append(words[1])
        elif words[0] == "End" and open_sections and words[1] == open_sections[-1]:
            open_sections.pop()
        elif not open_sections and SECTION_ONLY.match(sentence):
            yield f"{' '.join(words[:2])} outside a section"


def _headline(text: str) -> Iterator[str]:
    stated, questioned = declared(text), questions(text)
    proving = False
    for sentence in sentences(text):
        if not (TACTIC if proving else HEADLINE_SENTENCE).match(sentence):
            yield f"no place for: {sentence[:60]}"
        proving = sentence == "Proof" or (proving and sentence != "Qed")
    yield from (f"{name} is stated twice" for name in sorted({n for n in stated if stated.count(n) > 1}))
    yield from (f"{name} is not followed by Print Assumptions" for name in stated if name not in questioned)
    yield from (
        f"Print Assumptions {name} is not about a theorem of this file" for name in questioned if name not in stated
    )


def declared(headline: str) -> list[str]:
    """Return the theorems that the headline file states, in order."""
    return [sentence.split()[1] for sentence in sentences(headline) if sentence.startswith("Theorem ")]


def questions(headline: str) -> list[str]:
    """Return what the headline file asks the assumptions of, in order."""
    return [s.removeprefix("Print Assumptions ") for s in sentences(headline) if s.startswith("Print ")]
