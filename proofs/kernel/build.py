"""Compiling the development outside the source tree; what was compiled once from the same text is kept."""

from __future__ import annotations

import os
import re
import shutil
import tempfile
from collections.abc import Callable, Mapping, Sequence
from graphlib import CycleError, TopologicalSorter
from hashlib import sha256
from pathlib import Path

from proofs.kernel.scan import PROJECT_OPTIONS
from proofs.kernel.sources import LIBRARY, Sources, bare, imports
from proofs.kernel.toolchain import BuildFailed, Deadline, KernelUnavailable, OutOfTime, call, tools
from proofs.user_cache import user_cache, writable

LOGICAL_PATH = ("-R", "theories", LIBRARY)
QUIET = ("-w", "none")

Progress = Callable[[str], None]
"""Is told what is being done, a line at a time."""

_QUESTION = re.compile(r"^Print Assumptions [\w']+\.$", re.MULTILINE)
_LONG_AGO = 1_000_000_000


def silent(line: str) -> None:
    """Tell nobody."""


def cache_directory() -> Path:
    """Return where builds are kept: ``user-diversity/rocq`` in the user's cache directory, else ``.cache`` here."""
    here = Path(".cache", "rocq").absolute()
    found = user_cache("rocq") or (here if writable(here) else None)
    if found is not None:
        return found
    raise KernelUnavailable("neither the user's cache directory nor .cache can be written")


def place_of(sources: Sources, cache: Path | None = None) -> Path:
    """Return the folder in which a run on these sources, by this audit and the tools of this machine, is kept."""
    audit = (path.read_bytes() for path in sorted(Path(__file__).parent.glob("*.py")))
    key = sha256(b"\0".join((sources.digest.encode(), tools().fingerprint.encode(), *audit))).hexdigest()[:24]
    return (cache or cache_directory()) / key


def keys(sources: Sources) -> dict[str, str]:
    """Return what identifies the compiled form of each theory, in an order in which they can be compiled.

    A key depends on the text without comments, on the keys of what it requires, on the compiler and its libraries.
    """
    graph = {name: imports(sources, name) for name in sources.theories}
    found: dict[str, str] = {}
    try:
        for name in TopologicalSorter(graph).static_order():
            text = " ".join(bare(sources.theories[name], strings=True).split())
            parts = (tools().fingerprint, name, text, *(found[other] for other in graph[name]))
            found[name] = sha256("\0".join(parts).encode()).hexdigest()[:32]
    except CycleError as circle:
        raise BuildFailed(f"theories require one another in a circle: {', '.join(circle.args[1])}") from circle
    return found


def compile_theories(
    sources: Sources, folder: Path, deadline: Deadline, cache: Path | None = None, progress: Progress = silent
) -> None:
    """Compile every theory into ``folder/theories``, taking from the cache what was compiled before.

    Questions about assumptions are left out: they are asked from outside, once for all theorems, which takes
    seconds rather than a minute.

    Raises
    ------
    BuildFailed
        When a theory does not compile; those that did are kept.
    """
    theories, store = folder / "theories", (cache or cache_directory()) / "objects"
    theories.mkdir(parents=True)
    store.mkdir(parents=True, exist_ok=True)
    known = keys(sources)
    for age, (name, key) in enumerate(known.items()):
        source, compiled = theories / f"{name}.v", theories / f"{name}.vo"
        source.write_text(_QUESTION.sub("", sources.theories[name]), encoding="utf-8")
        os.utime(source, (_LONG_AGO, _LONG_AGO))
        if fetched := _fetch(store, key):
            compiled.write_bytes(fetched)
            os.utime(compiled, (_LONG_AGO + age + 1,) * 2)
    missing = [name for name in known if not (theories / f"{name}.vo").is_file()]
    if not missing:
        return
    try:
        _make(folder, list(known), deadline, _counted(missing, progress))
    except OutOfTime:
        raise
    except BuildFailed:
        _keep(store, theories, {name: known[name] for name in missing})
        raise
    _keep(store, theories, {name: known[name] for name in missing})


def _make(folder: Path, names: Sequence[str], deadline: Deadline, heard: Progress) -> None:
    project = folder / "_CoqProject"
    project.write_text("\n".join((*PROJECT_OPTIONS, *(f"theories/{n}.v" for n in names))) + "\n", encoding="utf-8")
    call((*tools().makefile, "-f", project.name, "-o", "Makefile"), folder, deadline)
    workers = len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1
    call((tools().make, f"-j{workers}", "--no-print-directory"), folder, deadline, heard)


def _counted(missing: Sequence[str], progress: Progress) -> Progress:
    started: list[str] = []

    def heard(line: str) -> None:
        if found := re.fullmatch(r"COQC theories/([\w']+)\.v", line):
            started.append(found[1])
            progress(f"compiling {found[1]}.v ({len(started)} of {len(missing)})")

    return heard


def _fetch(store: Path, key: str) -> bytes | None:
    """Return a compiled file, unless there is none or it is not what was kept under this name."""
    for kept in store.glob(f"{key}-*.vo"):
        content = kept.read_bytes()
        if kept.stem == f"{key}-{sha256(content).hexdigest()}":
            return content
    return None


def _keep(store: Path, theories: Path, known: Mapping[str, str]) -> None:
    for name, key in known.items():
        if (compiled := theories / f"{name}.vo").is_file():
            content = compiled.read_bytes()
            with tempfile.NamedTemporaryFile(dir=store, delete=False) as stream:
                stream.write(content)
            shutil.move(stream.name, store / f"{key}-{sha256(content).hexdigest()}.vo")
