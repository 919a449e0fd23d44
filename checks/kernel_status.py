"""What the kernel says of each claim: from a build of the Rocq development, fresh or remembered."""

from __future__ import annotations

from collections.abc import Iterable

from checks.ledger import NOT_RUN
from theory.claims import Claim


def statuses(claims: Iterable[Claim], build: bool) -> dict[str, str]:
    """Return the kernel status of each claim.

    Parameters
    ----------
    claims : iterable of Claim
        Which claims.
    build : bool
        Whether to build the development; otherwise nothing is run.
    """
    return {claim.id: NOT_RUN if claim.kernel else "no kernel proof" for claim in claims}
