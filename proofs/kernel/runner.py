"""The kernel run: sources scanned, compiled, read back and checked; once for given sources, compiler and libraries."""

from __future__ import annotations

import shutil
import tempfile
from hashlib import sha256
from pathlib import Path

from proofs.kernel import checker, pins
from proofs.kernel.build import Progress, compile_theories, place_of, silent
from proofs.kernel.report import KernelReport
from proofs.kernel.scan import scan
from proofs.kernel.sources import HEADLINE, ROCQ, Sources, declared, load
from proofs.kernel.statements import read
from proofs.kernel.toolchain import BuildFailed, Deadline, KernelUnavailable, tools

REPORT = "report.json"


def available() -> bool:
    """Tell whether the development can be built on this machine."""
    try:
        tools()
    except KernelUnavailable:
        return False
    return True


def run(
    timeout: float | None = None, root: Path = ROCQ, cache: Path | None = None, progress: Progress = silent
) -> KernelReport:
    """Build the development, read what its theorems state and assume, and have it checked by the independent checker.

    A run that is kept answers for the same sources, compiler and libraries as long as its report and its compiled
    files are those that were written together; otherwise what is missing is done again. What is kept is believed
    as far as the folder is.

    Parameters
    ----------
    timeout : float, optional
        Seconds after which to give up.
    root : Path, optional
        A directory with ``_CoqProject`` and ``theories/``.
    cache : Path, optional
        Where builds are kept; see `proofs.kernel.build.cache_directory`.
    progress : callable, optional
        Is told what is being done.

    Returns
    -------
    KernelReport
        With errors, and without theorems, when anything is wrong.

    Raises
    ------
    KernelUnavailable
        When Rocq or its libraries are not on this machine.
    """
    tools()
    sources = load(root)
    if problems := scan(sources):
        return KernelReport({}, problems, sources.digest)
    place = place_of(sources, cache)
    if kept := _kept(sources, place):
        return kept
    shutil.rmtree(place, ignore_errors=True)
    try:
        return _build(sources, place, Deadline.after(timeout), progress)
    except BuildFailed as refused:
        return KernelReport({}, (str(refused),), sources.digest)


def _kept(sources: Sources, place: Path) -> KernelReport | None:
    """Return the report of an earlier run, unless it was edited or speaks about other files or theorems."""
    try:
        report = KernelReport.loads((place / REPORT).read_text(encoding="utf-8"), *_compiled(place))
    except (OSError, ValueError, KeyError, TypeError, AttributeError):
        return None
    stated = set(declared(sources.theories[HEADLINE]))
    whole = report.source_hash == sources.digest and set(report.theorems) == set(report.statements) == stated
    return report if whole and not report.errors else None


def _compiled(place: Path) -> list[str]:
    """Return a hash of each compiled file, in the order of their names."""
    files = sorted((place / "theories").glob("*.vo"))
    return [f"{path.name} {sha256(path.read_bytes()).hexdigest()}" for path in files]


def _build(sources: Sources, place: Path, deadline: Deadline, progress: Progress) -> KernelReport:
    cache = place.parent
    cache.mkdir(parents=True, exist_ok=True)
    scratch = Path(tempfile.mkdtemp(prefix="building-", dir=cache))
    try:
        compile_theories(sources, scratch, deadline, cache, progress)
        report = _audit(sources, scratch, deadline, cache, progress)
        (scratch / REPORT).write_text(report.dumps(*_compiled(scratch)), encoding="utf-8")
        try:
            scratch.rename(place)
        except OSError:
            if not (place / REPORT).is_file():
                raise
    finally:
        shutil.rmtree(scratch, ignore_errors=True)
    return report


def _audit(sources: Sources, folder: Path, deadline: Deadline, cache: Path, progress: Progress) -> KernelReport:
    theories, theorems = list(sources.theories), declared(sources.theories[HEADLINE])
    progress(f"reading {len(theorems)} statements and what they assume")
    guess = [name for name in pins.load().definitions if name.split(".")[1] in sources.theories]
    reading = read(folder, theories, theorems, guess, deadline)
    progress(f"checking {len(theories)} theories with coqchk")
    errors = checker.check(folder, theories, reading.axioms, deadline)
    errors += checker.check_libraries(reading.libraries, deadline, cache, progress)
    if errors:
        return KernelReport({}, errors, sources.digest)
    return KernelReport(reading.axioms, (), sources.digest, reading.theorems, reading.definitions, tools().version)
