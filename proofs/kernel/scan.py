"""What must not stand in the sources of the Rocq development, whatever the compiler says."""

from __future__ import annotations

import re
from collections.abc import Iterator

from proofs.kernel.sources import HEADLINE, LIBRARY, Sources, bare, declared, sentences

PROJECT_OPTIONS = (f"-R theories {LIBRARY}", "-arg -w", "-arg none")
"""The only options the project file may hold: none of them weakens the kernel."""

LIBRARIES = ("Coq", "mathcomp", LIBRARY)
"""What a theory may require from."""

UNFINISHED = re.compile(r"\b(?:Admitted|[aA]dmit|give_up|Abort)\b")
ASSUMED = re.compile(r"\b(?:Axioms?|Parameters?|Conjectures?|Primitive|Declare\s+(?:Instance|Module))\b")
WEAKENED = re.compile(
    r"\b(?:(?:Guard|Positivity|Universe)\s+Checking|Declare\s+ML|Definitional\s+UIP|Redirect|Load|LoadPath|ML\s+Path"
    r"|Elpi|Cd|Drop|bypass_check)\b"
)
SECTION_ONLY = re.compile(r"(?:(?:Local|Global|Polymorphic|Monomorphic)\s+)*(?:Hypothes[ie]s|Variables?|Context)\b")
SECTION_END = re.compile(r"(Section|End)\s+([\w']+)$")
NOTATION = re.compile(r'(?<!Tactic )\b(Notation|Infix|where|with)\s*("(?:[^"]|"")*")')
NUMERALS = re.compile(r"\b(?:Number|Numeral|String)\s+Notation\b")
ABBREVIATION = re.compile(r"Notation\s+([\w']+)")
REQUIRED = re.compile(r"(?:From\s+(\S+)\s+)?Require\b")
HEADLINE_SENTENCE = re.compile(
    r"From \w+ Require Import |Import |Local Open Scope |Set Implicit Arguments$|Unset Strict Implicit$"
    r"|Unset Printing Implicit Defensive$|Theorem |Proof$|Print Assumptions "
)
"""What a sentence of the headline file begins with, outside proofs: statements, and the question what they assume."""
TACTIC = re.compile(r"[a-z]|Qed$")

NOTATIONS = frozenset({'"x `^ a"'})
"""The symbolic notations that the development may declare; any other could redefine one that statements are read in."""


def scan(sources: Sources) -> tuple[str, ...]:
    """Return what makes the development unfit to be believed.

    Returns
    -------
    tuple of str
        One line a problem: an unfinished proof, an assumption outside a section, a switched-off check, a notation
        that is not one of `NOTATIONS`, a library that is not one of `LIBRARIES`, a file that the project file does
        not name or names in vain, an option that is not one of `PROJECT_OPTIONS`, a headline that does more than
        state.

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
        for pattern in (UNFINISHED, ASSUMED, WEAKENED):
            yield from (" ".join(found.group().split()) for found in pattern.finditer(sentence))
        if (section := SECTION_END.match(sentence)) and section[1] == "Section":
            open_sections.append(section[2])
        elif section and open_sections and section[2] == open_sections[-1]:
            open_sections.pop()
        elif not open_sections and SECTION_ONLY.match(sentence):
            yield f"{' '.join(sentence.split()[:2])} outside a section"
        yield from _required(sentence)
    for sentence in sentences(text, strings=True):
        yield from _notation(sentence)


def _required(sentence: str) -> Iterator[str]:
    if found := REQUIRED.match(sentence):
        library = (found[1] or sentence.split()[-1]).split(".")[0]
        if library not in LIBRARIES:
            yield f"requires from {library}"


def _notation(sentence: str) -> Iterator[str]:
    for word, symbols in NOTATION.findall(sentence):
        if symbols not in NOTATIONS:
            yield f"{word} {symbols} is not on the list of notations"
    yield from NUMERALS.findall(sentence)
    if abbreviation := ABBREVIATION.match(sentence):
        yield f"Notation {abbreviation[1]} is not Local"


def _headline(text: str) -> Iterator[str]:
    stated = declared(text)
    proving = False
    for sentence in sentences(text):
        if not (TACTIC if proving else HEADLINE_SENTENCE).match(sentence):
            yield f"no place for: {sentence[:60]}"
        proving = sentence == "Proof" or (proving and sentence != "Qed")
    yield from (f"{name} is stated twice" for name in sorted({n for n in stated if stated.count(n) > 1}))
