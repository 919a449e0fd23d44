"""What the kernel says of each claim: from a build of the Rocq development, compared with the ledger both ways."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from proofs import kernel
from proofs.kernel import KernelReport, pins
from proofs.kernel.build import Progress, silent
from theory.claims import BEYOND, LEDGER, Claim


@dataclass(frozen=True)
class KernelStatus:
    """What a build says.

    Attributes
    ----------
    report : KernelReport or None
        None where nothing was built.
    statuses : dict of str to dict of str to str
        The kernel status of each statement of each claim.
    problems : tuple of str
        Where the development disagrees with the ledger or with what was reviewed; any one makes every kernel proof
        count as failed.
    """

    report: KernelReport | None
    statuses: dict[str, dict[str, str]]
    problems: tuple[str, ...]


def statuses(claims: Iterable[Claim], build: bool, progress: Progress = silent) -> KernelStatus:
    """Return the kernel status of every statement of some claims.

    Parameters
    ----------
    claims : iterable of Claim
        Which claims.
    build : bool
        Whether to build and audit the development, or reuse an earlier run of the same; otherwise nothing is run.
    progress : callable, optional
        Is told what is being done.

    Raises
    ------
    KernelUnavailable
        When it is to be built and Rocq is not on this machine.
    """
    report = kernel.run(progress=progress) if build else None
    problems = () if report is None else _problems(report)
    judged = KernelReport({}, problems, "") if problems else report
    found = {
        claim.id: {statement.name: kernel.status(judged, statement.kernel) for statement in claim.statements}
        for claim in claims
    }
    return KernelStatus(report, found, problems)


def _problems(report: KernelReport) -> tuple[str, ...]:
    if report.errors:
        return report.errors
    expected = kernel.expectation([*(name for claim in LEDGER for name in claim.kernel), *BEYOND])
    stated = pins.Pins(report.compiler, report.statements, report.definitions)
    return (*kernel.compare(report, expected), *pins.differences(stated, pins.load()))
