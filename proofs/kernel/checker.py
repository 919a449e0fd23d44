"""The independent checker, ``coqchk``: run on the compiled development, and on the libraries that it loads."""

from __future__ import annotations

import re
import tempfile
from collections.abc import Iterator, Mapping, Sequence
from hashlib import sha256
from pathlib import Path

from proofs.kernel.build import LOGICAL_PATH, QUIET, Progress, cache_directory, silent
from proofs.kernel.sources import LIBRARY
from proofs.kernel.toolchain import Deadline, call, tools

_HEADING = re.compile(r"\* ([^:]+):\s*(.*)")
_SOUND = "<none>"
_WORTH_KNOWING = ("Theory", "Axioms")
"""Headings of the summary that say what is so; under every other one nothing may stand."""


def check(
    folder: Path, theories: Sequence[str], axioms: Mapping[str, Sequence[str]], deadline: Deadline
) -> tuple[str, ...]:
    """Have the compiled theories checked; the libraries are taken as they are, see `check_libraries`.

    Parameters
    ----------
    folder : Path
        With ``theories/*.vo``.
    theories : sequence of str
        Their names.
    axioms : mapping of str to sequence of str
        What each theorem rests on, by full name.
    deadline : Deadline
        When to give up.

    Returns
    -------
    tuple of str
        What is wrong; empty when the checker accepts every theory, switches nothing off for it, knows of no axiom
        that the development declares, and knows every axiom that a theorem rests on by the same name.

    Raises
    ------
    BuildFailed
        When the checker refuses.
    """
    modules = [word for name in theories for word in ("-norec", f"{LIBRARY}.{name}")]
    found = summary(call((*tools().checker, "-silent", "-o", *modules, *LOGICAL_PATH), folder, deadline, both=True))
    known = set(found.get("Axioms", ()))
    return (
        *(f"coqchk: {name} is an axiom" for name in sorted(known) if name.startswith(f"{LIBRARY}.")),
        *(
            f"coqchk: {name} rests on {axiom}, which the checker does not know"
            for name, named in axioms.items()
            for axiom in named
            if axiom not in known
        ),
        *_switched_off(found),
    )


def check_libraries(
    libraries: Sequence[str], deadline: Deadline, cache: Path | None = None, progress: Progress = silent
) -> tuple[str, ...]:
    """Have the library modules checked, all proofs in them; once for libraries of the same content.

    Parameters and results are as in `check`.
    """
    store = (cache or cache_directory()) / "libraries"
    store.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory(dir=store) as name:
        scratch = Path(name)
        (scratch / "All.v").write_text("".join(f"Require {library}.\n" for library in libraries), encoding="utf-8")
        call((*tools().compiler, *QUIET, "All.v"), scratch, deadline)
        marker = store / sha256((scratch / "All.vo").read_bytes()).hexdigest()[:32]
        if marker.is_file():
            return ()
        progress("checking the libraries with coqchk (minutes, once)")
        found = summary(call((*tools().checker, "-silent", "-o", *libraries), scratch, deadline, both=True))
    problems = tuple(_switched_off(found))
    if not problems:
        marker.touch()
    return problems


def summary(output: str) -> dict[str, list[str]]:
    r"""Return the context summary of the checker, by heading.

    Examples
    --------
    >>> summary("CONTEXT SUMMARY\n===\n\n* Axioms:\n    A.b\n    \n* Inductives whose positivity is assumed: <none>\n")
    {'Axioms': ['A.b'], 'Inductives whose positivity is assumed': []}
    """
    found: dict[str, list[str]] = {}
    heading = ""
    for line in output.partition("CONTEXT SUMMARY")[2].splitlines():
        if match := _HEADING.match(line):
            heading = match[1]
            found[heading] = [word for word in (match[2].strip(),) if word not in ("", _SOUND)]
        elif heading and line.strip() and not line.startswith("="):
            found[heading].append(line.strip())
    return found


def _switched_off(found: Mapping[str, Sequence[str]]) -> Iterator[str]:
    if "Axioms" not in found or len(found) < 2:
        yield "coqchk: no summary"
    for heading, names in found.items():
        if heading not in _WORTH_KNOWING:
            yield from (f"coqchk: {heading}: {name}" for name in names)
