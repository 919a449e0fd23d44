"""Building the development outside the source tree, once for given sources and compiler."""

from __future__ import annotations

import os
import shutil
import tempfile
from collections.abc import Sequence
from hashlib import sha256
from pathlib import Path

from proofs.kernel.assumptions import parse
from proofs.kernel.report import KernelReport
from proofs.kernel.sources import HEADLINE, PROJECT_OPTIONS, ROCQ, Sources, load, questions, scan
from proofs.kernel.toolchain import BuildFailed, Deadline, KernelUnavailable, call, tools

LOGICAL_PATH = ("-R", "theories", "UserDiversity")
QUIET = ("-w", "none")
REPORT = "report.json"


def available() -> bool:
    """Tell whether the development can be built on this machine."""
    try:
        tools()
    except KernelUnavailable:
        return False
    return True


def run(timeout: float | None = None, root: Path = ROCQ, cache: Path | None = None) -> KernelReport:
    """Build the development and read what its theorems assume.

    A build that is kept answers for the same sources and the same compiler as long as its report and its compiled
    files are those that were written together; otherwise everything is built again. What is kept is believed as far
    as the folder is: `recheck` has the compiled files checked by the independent checker.

    Parameters
    ----------
    timeout : float, optional
        Seconds after which to give up.
    root : Path, optional
        A directory with ``_CoqProject`` and ``theories/``.
    cache : Path, optional
        Where builds are kept; see `cache_directory`.

    Returns
    -------
    KernelReport
        With errors, and without theorems, when anything is wrong.

    Raises
    ------
    KernelUnavailable
        When Rocq or its libraries are not on this machine.
    """
    sources = load(root)
    digest = sources.digest
    tools()
    if problems := scan(sources):
        return KernelReport({}, problems, digest)
    place = _place(sources, cache)
    if kept := _kept(sources, place):
        return kept
    shutil.rmtree(place, ignore_errors=True)
    try:
        return _build(sources, place, Deadline.after(timeout))
    except (BuildFailed, ValueError) as refused:
        return KernelReport({}, (str(refused),), digest)


def recheck(timeout: float | None = None, root: Path = ROCQ, cache: Path | None = None) -> tuple[str, ...]:
    """Check the compiled development again with the independent checker, libraries included.

    Parameters are those of `run`, which is called first.

    Returns
    -------
    tuple of str
        What is wrong; empty when the checker accepts it.
    """
    report = run(timeout, root, cache)
    if report.errors:
        return report.errors
    deadline = Deadline.after(timeout)
    try:
        call(
            (*tools().checker, "-silent", *LOGICAL_PATH, f"UserDiversity.{HEADLINE}"),
            _place(load(root), cache),
            deadline,
        )
    except BuildFailed as refused:
        return (str(refused),)
    return ()


def cache_directory() -> Path:
    """Return where builds are kept: ``user-diversity/rocq`` in the user's cache directory, else ``.cache`` here."""
    home = os.environ.get("XDG_CACHE_HOME") or os.path.expanduser("~/.cache")
    for base in (Path(home) / "user-diversity", Path(".cache").absolute()):
        try:
            (base / "rocq").mkdir(parents=True, exist_ok=True)
            with tempfile.TemporaryFile(dir=base / "rocq"):
                return base / "rocq"
        except OSError:
            continue
    raise KernelUnavailable("neither the user's cache directory nor .cache can be written")


def _place(sources: Sources, cache: Path | None) -> Path:
    key = sha256(f"{sources.digest}\0{tools().version}".encode()).hexdigest()[:24]
    return (cache or cache_directory()) / key


def _kept(sources: Sources, place: Path) -> KernelReport | None:
    """Return the report of an earlier build, unless it was edited or speaks about other files or theorems."""
    try:
        report = KernelReport.loads((place / REPORT).read_text(encoding="utf-8"), *_compiled(place))
    except (OSError, ValueError, KeyError, TypeError, AttributeError):
        return None
    whole = report.source_hash == sources.digest and set(report.theorems) == set(questions(sources.theories[HEADLINE]))
    return report if whole and not report.errors else None


def _compiled(place: Path) -> list[str]:
    """Return a hash of each compiled file, in the order of their names."""
    files = sorted((place / "theories").glob("*.vo"))
    return [f"{path.name} {sha256(path.read_bytes()).hexdigest()}" for path in files]


def _build(sources: Sources, place: Path, deadline: Deadline) -> KernelReport:
    place.parent.mkdir(parents=True, exist_ok=True)
    scratch = Path(tempfile.mkdtemp(prefix="building-", dir=place.parent))
    try:
        report = _compile(sources, scratch, deadline)
        (scratch / REPORT).write_text(report.dumps(*_compiled(scratch)), encoding="utf-8")
        try:
            scratch.rename(place)
        except OSError:
            if not (place / REPORT).is_file():
                raise
    finally:
        shutil.rmtree(scratch, ignore_errors=True)
    return report


def _compile(sources: Sources, scratch: Path, deadline: Deadline) -> KernelReport:
    (scratch / "theories").mkdir()
    for name, text in sources.theories.items():
        (scratch / "theories" / f"{name}.v").write_text(text, encoding="utf-8")
    _make(scratch, [f"theories/{name}.v" for name in sources.theories if name != HEADLINE], deadline)
    output = call((*tools().compiler, *QUIET, *LOGICAL_PATH, f"theories/{HEADLINE}.v"), scratch, deadline)
    try:
        theorems = parse(output, questions(sources.theories[HEADLINE]))
    except ValueError as refused:
        raise BuildFailed(f"theories/{HEADLINE}.v: {refused}") from refused
    return KernelReport(theorems, (), sources.digest)


def _make(scratch: Path, files: Sequence[str], deadline: Deadline) -> None:
    project = scratch / "_CoqProject"
    project.write_text("\n".join((*PROJECT_OPTIONS, *files)) + "\n", encoding="utf-8")
    call((*tools().makefile, "-f", project.name, "-o", "Makefile"), scratch, deadline)
    workers = len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1
    call((tools().make, f"-j{workers}", "--no-print-directory"), scratch, deadline)
