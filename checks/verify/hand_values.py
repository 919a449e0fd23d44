"""Statements at numbers simple enough for a pencil: what the two sides must come to.

Quantities are given their values outright, whatever instance would have them; only the formula of the statement is
left to evaluate.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from fractions import Fraction
from typing import Any

from flint import arb

from theory.claims import Claim
from theory.claims.evaluate import Valuation, evaluate
from theory.exact.enclosure import ball

CLOSE = 1e-12
E = arb(1).exp()
TWO = (0, 1)


@dataclass(frozen=True)
class Sum:
    """One side of a statement, worked out by hand.

    Attributes
    ----------
    claim, statement : str
        Of which the right side is meant.
    symbols, quantities : mapping
        Values by name.
    worked : str
        How it comes out.
    value : Fraction, int or arb
        What comes out.
    """

    claim: str
    statement: str
    symbols: Mapping[str, Any]
    quantities: Mapping[str, Any]
    worked: str
    value: Any


_TH = {"m": 0, "theta": 1, "a": 0, "b": 1, "c_0": 0, "pi": (0,)}
_GAPS = {"delta_a": Fraction(2), "delta_b": Fraction(2)}
_PAIR = {"p": Fraction(1, 3), "delta_a": Fraction(3), "delta_b": Fraction(2), "S": TWO, "R": Fraction(0), "K": 1}
_W = {"W": TWO, "Delta": Fraction(3), "rho": Fraction(1, 2), "rho_*": Fraction(1, 4), "|W|": Fraction(2)}
_OFF = {**_GAPS, "p": Fraction(1, 2), "rho_off": arb(3).sqrt() / 2}

SUMS = (
    Sum("T1", "headline", {"T": 9}, _W, "3/(1 − 1/2) twice", 12),
    Sum("T1", "selections", {"T": 9}, _W, "1/(1 − 1/2) twice", 4),
    Sum("T2", "headline", {"T": 9, "n": 3}, _W, "(1/2)³", Fraction(1, 8)),
    Sum("T3", "headline", {"t": 12}, _W, "s = 11: (1/2)² + (1/4)⁶, twice", Fraction(1, 2) + Fraction(1, 2048)),
    Sum("T4", "headline", {"T": 9}, {"|W|": Fraction(5), "rhobar": Fraction(1, 2)}, "⌈2.32⌉ + 2", 5),
    Sum("T4", "round", {"t": 4}, {"|W|": Fraction(4), "rhobar": Fraction(1, 2)}, "4/8", Fraction(1, 2)),
    Sum("T6", "headline", {"T": 6}, _PAIR, "no information: 6/3", 2),
    Sum("T6", "half", {"T": 6}, _PAIR, "no information: 6/6", 1),
    Sum("T6", "all contexts", {"T": 6}, _PAIR, "2/3 twice, six times", 8),
    Sum("T7", "headline", {"T": 2}, {**_GAPS, "p": E, "K": Fraction(1)}, "W(e)", 1),
    Sum(
        "T8", "headline", {"T": 2},
        {**_GAPS, "p": E * E, "R": Fraction(1), "K": Fraction(4)},
        "(ln e² − ln 1)/4", Fraction(1, 2),
    ),
    Sum(
        "T11", "headline", {"T": E}, {"Delta_U": Fraction(5), "s": Fraction(2), "Delta": Fraction(3), "W": TWO},
        "5 (2 + 1) + π²", 15 + arb.pi() ** 2,
    ),
    Sum(
        "T12", "headline", {"n": 3}, {"W": TWO, "Delta": Fraction(3), "rho_off": Fraction(1, 2)},
        "3/8 twice", Fraction(3, 4),
    ),
    Sum("T13", "headline", {"n": 1}, _OFF, "1/2 · 1 · (1 − √(1/4))", Fraction(1, 4)),
    Sum("T13", "half", {"n": 1}, _OFF, "1/4 · 3/4", Fraction(3, 16)),
    Sum("T14", "headline", {"n": 1}, _OFF, "1/2 · 1", Fraction(1, 2)),
    Sum(
        "T17", "headline", {}, {"mu": Fraction(32), "g": Fraction(3), "L": Fraction(2), "B": Fraction(0)},
        "32 · 9/(4 · 32)", Fraction(9, 4),
    ),
    Sum("T27", "headline", {"T": 9}, _W, "3/(1 − 1/2) twice", 12),
    Sum("T27", "tail", {"T": 9, "n": 3}, _W, "(1/2)³", Fraction(1, 8)),
    Sum(
        "T27", "convergence", {"t": 12}, {**_W, "rho_right": Fraction(1, 4)},
        "s = 11: (1/2)² + (1/4)⁶, twice", Fraction(1, 2) + Fraction(1, 2048),
    ),
    Sum("T27", "round", {"t": 4}, {"|W|": Fraction(4), "rhobar": Fraction(1, 2)}, "4/8", Fraction(1, 2)),
    Sum("T27", "mistakes", {"T": 9}, {"|W|": Fraction(5), "rhobar": Fraction(1, 2)}, "⌈2.32⌉ + 2", 5),
    Sum("T27", "charged", {"T": 6}, {"drawn_least": Fraction(1, 3)}, "6/3", 2),
    Sum("T17", "quadratic", {}, {"energy": Fraction(64), "B": Fraction(0)}, "64/32", 2),
)  # fmt: skip


def wrong(claim: Claim) -> Iterator[str]:
    """Yield the statements of a claim that do not come to what they come to by hand.

    Examples
    --------
    >>> from theory.claims import claim
    >>> list(wrong(claim("T2")))
    []
    """
    statements = {one.name: one for one in claim.statements}
    for known in SUMS:
        if known.claim == claim.id and known.statement in statements:
            functions = {name: (lambda *_, value=value: value) for name, value in known.quantities.items()}
            found = ball(evaluate(statements[known.statement].right, Valuation({**_TH, **known.symbols}, functions)))
            if not abs(float((found - ball(known.value)).mid())) <= CLOSE:
                yield f"{known.statement}: {float(found):.9g}, by hand {known.worked} = {float(ball(known.value)):.9g}"
