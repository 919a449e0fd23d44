"""Answer of ``exact``: a certified enclosure of the regret, as narrow as the budget allows."""

from __future__ import annotations

from dataclasses import dataclass

from flint import arb


@dataclass(frozen=True)
class Answer:
    """What is certain about a regret.

    Attributes
    ----------
    low, high : arb
        The regret is at least what ``low`` encloses and at most what ``high`` encloses.
    curve : list of arb
        R_0, R_1, … as far as they were enumerated; empty at an infinite horizon.
    states : int
        States that were reached.
    unfinished : str or None
        What ran out, if something did.
    drawn : (arb, arb) or None
        Under slates at a finite horizon, between what enclosures the cost of the drawn responses lies, one a round.
    """

    low: arb
    high: arb
    curve: list[arb]
    states: int
    unfinished: str | None = None
    drawn: tuple[arb, arb] | None = None
