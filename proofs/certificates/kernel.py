"""Asking the kernel whether a certificate holds."""

from __future__ import annotations

import tempfile
from dataclasses import dataclass
from pathlib import Path
from shlex import quote

from proofs.kernel.assumptions import REALS, parse
from proofs.kernel.build import LOGICAL_PATH, QUIET, Progress, compile_theories, silent
from proofs.kernel.scan import scan
from proofs.kernel.sources import ROCQ, Sources, imports, load
from proofs.kernel.toolchain import BuildFailed, Deadline, call, tools

NEEDED = "Certificate"
"""The theory that a certificate requires."""


@dataclass(frozen=True)
class Answer:
    """What the kernel says of a certificate.

    Attributes
    ----------
    refused : str or None
        Why it is not accepted, in one line.
    axioms : tuple of str
        What its theorems rest on, by full name.
    """

    refused: str | None
    axioms: tuple[str, ...] = ()


def check(text: str, timeout: float | None = None, cache: Path | None = None, progress: Progress = silent) -> Answer:
    """Compile a certificate against what it requires of the development, which is built first where it is not.

    Parameters
    ----------
    text : str
        The Rocq file.
    timeout : float, optional
        Seconds after which to give up.
    cache : Path, optional
        Where compiled theories are kept; see `proofs.kernel.build.cache_directory`.
    progress : callable, optional
        Is told what is being compiled.

    Raises
    ------
    KernelUnavailable
        When Rocq or its libraries are not on this machine.
    BuildFailed
        When the development itself does not build.
    """
    deadline = Deadline.after(timeout)
    tools()
    with tempfile.TemporaryDirectory(prefix="user-diversity-") as name:
        folder = Path(name)
        compile_theories(_required(load()), folder, deadline, cache, progress)
        (folder / "certificate.v").write_text(text, encoding="utf-8")
        progress("checking the certificate")
        try:
            printed = call((*tools().compiler, *QUIET, *LOGICAL_PATH, "certificate.v"), folder, deadline)
        except BuildFailed as refused:
            return Answer(str(refused))
    return _judged(parse(printed))


def by_hand(path: str | Path) -> str:
    """Return the command that checks a certificate where Rocq is installed."""
    file, folder = quote(str(Path(path).absolute())), quote(str(ROCQ))
    return f"cd {folder} && coq_makefile -f _CoqProject -o Makefile && make && coqc {' '.join(LOGICAL_PATH)} {file}"


def _required(sources: Sources) -> Sources:
    """The part of the development that a certificate stands on."""
    if problems := scan(sources):
        raise BuildFailed(problems[0])
    found, todo = {}, [NEEDED]
    while todo:
        name = todo.pop()
        if name not in found:
            found[name] = sources.theories[name]
            todo += imports(sources, name)
    return Sources(sources.project, dict(sorted(found.items())))


def _judged(printed: tuple[str, ...]) -> Answer:
    full = {axiom: next((name for name in REALS if name.endswith(f".{axiom}")), None) for axiom in printed}
    unknown = [axiom for axiom, name in full.items() if name is None]
    if unknown:
        return Answer(f"rests on {', '.join(unknown)}")
    return Answer(None, tuple(sorted(name for name in full.values() if name is not None)))
