"""What the compiled theorems say and what they assume, every name in full."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path

from proofs.kernel.assumptions import expectation, parse
from proofs.kernel.inquiry import Inquiry
from proofs.kernel.session import Part
from proofs.kernel.sources import HEADLINE, LIBRARY
from proofs.kernel.toolchain import BuildFailed, Deadline


@dataclass(frozen=True)
class Said:
    """What a theorem states, or how something is defined.

    Attributes
    ----------
    digest : str
        Of the elaborated text: names in full, no notation, nothing implicit. Hexadecimal.
    text : str
        For people: with the library's notations.
    uses : tuple of str
        What of the development the elaborated text mentions, by full name, sorted.
    """

    digest: str
    text: str
    uses: tuple[str, ...]


@dataclass(frozen=True)
class Reading:
    """What a compiled development says.

    Attributes
    ----------
    theorems : dict of str to Said
        The theorems of the headline file, by their name there.
    definitions : dict of str to Said
        What their statements mention, directly or through one another, by full name.
    axioms : dict of str to tuple of str
        What each theorem rests on at most, by full name, sorted.
    libraries : tuple of str
        The library modules that are loaded.
    """

    theorems: dict[str, Said]
    definitions: dict[str, Said]
    axioms: dict[str, tuple[str, ...]]
    libraries: tuple[str, ...]


def read(
    folder: Path, theories: Sequence[str], theorems: Sequence[str], guess: Iterable[str], deadline: Deadline
) -> Reading:
    """Read a compiled development.

    Parameters
    ----------
    folder : Path
        With ``theories/*.vo``.
    theories, theorems : sequence of str
        All theories; the theorems of the headline file.
    guess : iterable of str
        Definitions that the statements probably mention; saves rounds of questions, changes no answer.
    deadline : Deadline
        When to give up.

    Raises
    ------
    BuildFailed
        When the compiler cannot answer.
    """
    stated = {f"{LIBRARY}.{HEADLINE}.{name}": name for name in theorems}
    inquiry, groups = Inquiry(folder, deadline), _groups(theorems)
    before = [*_together(groups), {"libraries": "Print Libraries."}]
    try:
        answers = inquiry.ask(stated, guess, before=before)
    except BuildFailed:
        answers = inquiry.ask(stated, before=before)
    found = {allowed: _parsed(answers[f"all {number}"]) for number, allowed in enumerate(groups)}
    inquiry.complete(theories, {axiom for axioms in found.values() for axiom in axioms})
    said = {full: _said(inquiry, full) for full in _closure(inquiry, stated)}
    return Reading(
        theorems={name: said.pop(full) for full, name in stated.items()},
        definitions=dict(sorted(said.items())),
        axioms=_axioms(inquiry, groups, found),
        libraries=tuple(n for n in answers["libraries"].split() if "." in n and not n.startswith(f"{LIBRARY}.")),
    )


def _said(inquiry: Inquiry, full: str) -> Said:
    digest = sha256(inquiry.text(full).encode()).hexdigest()
    return Said(digest, inquiry.shown[full], tuple(sorted(inquiry.uses(full))))


def _closure(inquiry: Inquiry, names: Iterable[str]) -> list[str]:
    """Return the names and everything of the development that their texts mention, through one another."""
    found: list[str] = []
    waiting = list(names)
    while waiting:
        name = waiting.pop()
        if name not in found:
            found.append(name)
            waiting += inquiry.uses(name)
    return found


def _groups(theorems: Sequence[str]) -> dict[frozenset[str], list[str]]:
    """Return the theorems by what they may rest on."""
    groups: dict[frozenset[str], list[str]] = {}
    for name, allowed in expectation(theorems).items():
        groups.setdefault(allowed, []).append(name)
    return groups


def _together(groups: Mapping[frozenset[str], Sequence[str]]) -> Iterator[Part]:
    """Ask once for all theorems that may rest on the same: asking for one takes as long as asking for all."""
    for number, names in enumerate(groups.values()):
        uses = (f"let _ := {LIBRARY}.{HEADLINE}.{name} in" for name in names)
        yield (f"Definition all_{number} : True :=", *uses, "I.")
        yield {f"all {number}": f"Print Assumptions all_{number}."}


def _axioms(
    inquiry: Inquiry, groups: Mapping[frozenset[str], Sequence[str]], found: Mapping[frozenset[str], Sequence[str]]
) -> dict[str, tuple[str, ...]]:
    """Return what each theorem rests on at most; exactly that where it may not."""
    result: dict[str, tuple[str, ...]] = {}
    for allowed, names in groups.items():
        axioms = {name: tuple(found[allowed]) for name in names}
        if not {inquiry.full[axiom] for axiom in found[allowed]} <= allowed:
            single = {name: f"Print Assumptions {LIBRARY}.{HEADLINE}.{name}." for name in names}
            axioms = {name: _parsed(answer) for name, answer in inquiry.ask(before=[single]).items() if name in single}
        result |= {name: tuple(sorted(inquiry.full[axiom] for axiom in of)) for name, of in axioms.items()}
    return result


def _parsed(answer: str) -> tuple[str, ...]:
    try:
        return parse(answer)
    except ValueError as refused:
        raise BuildFailed(str(refused)) from refused
