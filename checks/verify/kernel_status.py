"""What the kernel says of each claim: from a build of the Rocq development, compared with the ledger both ways."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from proofs import kernel
from proofs.kernel import KernelReport
from proofs.kernel.report import expectation
from theory.claims import LEDGER, Claim


@dataclass(frozen=True)
class KernelStatus:
    """What a build says.

    Attributes
    ----------
    report : KernelReport or None
        None where nothing was built.
    statuses : dict of str to str
        The kernel status of each claim.
    problems : tuple of str
        Where the development and the ledger disagree; any one makes every kernel proof count as failed.
    """

    report: KernelReport | None
    statuses: dict[str, str]
    problems: tuple[str, ...]


def statuses(claims: Iterable[Claim], build: bool) -> KernelStatus:
    """Return the kernel status of each claim.

    Parameters
    ----------
    claims : iterable of Claim
        Which claims.
    build : bool
        Whether to build the development, or reuse an earlier build of the same sources; otherwise nothing is run.
    """
    report = kernel.run() if build and kernel.available() else None
    expected = expectation(name for claim in LEDGER for name in claim.kernel)
    problems = () if report is None else kernel.compare(report, expected)
    judged = KernelReport({}, problems, "") if problems else report
    return KernelStatus(report, {claim.id: kernel.status(judged, claim.kernel) for claim in claims}, problems)
