"""Asking the kernel whether a certificate holds."""

from __future__ import annotations

import tempfile
from dataclasses import dataclass
from pathlib import Path

from proofs.certificates.rocq_file import ALL
from proofs.kernel.assumptions import parse
from proofs.kernel.runner import LOGICAL_PATH, QUIET, _place, run
from proofs.kernel.sources import ROCQ, load
from proofs.kernel.toolchain import BuildFailed, Deadline, call, tools


@dataclass(frozen=True)
class Answer:
    """What the kernel says of a certificate.

    Attributes
    ----------
    refused : str or None
        Why it is not accepted, in one line.
    axioms : tuple of str
        What its theorems rest on at most.
    """

    refused: str | None
    axioms: tuple[str, ...] = ()


def check(text: str, timeout: float | None = None) -> Answer:
    """Compile a certificate against the development, which is built first where it is not.

    Parameters
    ----------
    text : str
        The Rocq file.
    timeout : float, optional
        Seconds after which to give up.

    Raises
    ------
    KernelUnavailable
        When Rocq or its libraries are not on this machine.
    BuildFailed
        When the development itself does not build.
    """
    deadline = Deadline.after(timeout)
    theories = _development(timeout)
    with tempfile.TemporaryDirectory(prefix="user-diversity-") as name:
        folder = Path(name)
        (folder / "certificate.v").write_text(text, encoding="utf-8")
        command = (*tools().compiler, *QUIET, "-R", str(theories), LOGICAL_PATH[-1], "certificate.v")
        try:
            printed = call(command, folder, deadline)
        except BuildFailed as refused:
            return Answer(str(refused))
    return Answer(None, parse(printed, [ALL])[ALL])


def by_hand(path: str | Path) -> str:
    """Return the command that checks a certificate where Rocq is installed."""
    file = Path(path).absolute()
    return f"cd {ROCQ} && coq_makefile -f _CoqProject -o Makefile && make && coqc {' '.join(LOGICAL_PATH)} {file}"


def _development(timeout: float | None) -> Path:
    report = run(timeout)
    if report.errors:
        raise BuildFailed(report.errors[0])
    return _place(load(), None) / "theories"
