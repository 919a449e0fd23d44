"""How well models hide from the truth: bounds on 1 − ρ̂, 1 − ρ̂_* and 1 − ρ̄ checked, branch by branch.

On a leaf each comparison is bounded from below by a line in its gap, and the sum of the lines by a combination of the
leaf's inequalities. The lines are proved here from Bhattacharyya's coefficient itself, with balls.

Claim: T22.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from fractions import Fraction

from flint import arb, ctx, fmpq

from checks.recheck.branches import Document
from checks.recheck.model import Model, Numbers, combined, demand, inner

KINDS = ("believed", "settled", "strong")

PIECES = 50_000
"""Into how many pieces the range of one line may be cut."""

_BITS = 128

Choice = tuple[int, int]
Comparison = tuple[int, int, int]


@dataclass(frozen=True)
class Part:
    """Models of Θ that like some responses best and meet some cuts, and what is deployed meanwhile."""

    wins: tuple[Choice, ...]
    deployed: tuple[Choice, ...]
    cuts: tuple[tuple[Comparison, int, Fraction], ...] = ()


def check_hiding(model: Model, stated: Document, served: list[int]) -> None:
    """Check the three bounds.

    Parameters
    ----------
    model : Model
        With its truth.
    stated : dict
        Kind → a bound, the ranges of gaps it uses, and the branches it is proved on.
    served : list of int
        The best response of the truth in each context.

    Raises
    ------
    RejectedError
        When something is not as it says.
    """
    demand(set(stated) == set(KINDS), "other bounds are expected")
    for kind in KINDS:
        _check(model, stated[kind], kind, served)


def _check(model: Model, stated: Document, kind: str, served: list[int]) -> None:
    ranges = {}
    for entry in stated["ranges"]:
        place: Comparison = tuple(entry["comparison"])
        ranges[place] = -_end(model, place, entry["low"], -1), _end(model, place, entry["high"], 1)
    demand(len(ranges) == len(stated["ranges"]), "a range is given twice")
    walk, roots = _Walk(model, kind, ranges), []
    for c, y, node in stated["roots"]:
        deployed = {"believed": ((c, y),), "settled": tuple(enumerate(served)), "strong": ()}[kind]
        roots.append((c, y))
        walk.visit(Part(((c, y),), deployed), node)
    wanted = [(c, y) for c, best in enumerate(served) for y in range(len(model.heads[c])) if y != best]
    demand(sorted(roots) == wanted, "a response that is not best is missing")
    demand(Fraction(stated["low"]) == min(walk.lows, default=Fraction(1)), "the bound is not that of its branches")
    demand(walk.used == set(ranges), "a range is given without need")


def _end(model: Model, place: Comparison, end: Document, sign: int) -> Fraction:
    """Check that sign · gap is nowhere in Θ larger than stated, and return that."""
    c, y, z = place
    sides = [(Fraction(w), model.sides[i]) for i, w in end["sides"]]
    demand(all(w >= 0 for w, _ in sides), "a weight is negative")
    row = [sign * x for x in model.difference(c, y, z)]
    demand(combined(((w, side) for w, (side, _) in sides), len(row)) == row, "the weights of a range do not match")
    value = sum((w * bound for w, (_, bound) in sides), Fraction(0))
    demand(value == sign * Fraction(end["at"]), "a range ends elsewhere")
    return value


class _Walk:
    """A walk through the branches of one bound."""

    def __init__(self, model: Model, kind: str, ranges: dict[Comparison, tuple[Fraction, Fraction]]) -> None:
        self.model, self.kind, self.ranges = model, kind, ranges
        self.lows: list[Fraction] = []
        self.used: set[Comparison] = set()
        self._proved: set[tuple[Fraction, ...]] = set()

    def visit(self, part: Part, node: Document) -> None:
        """Check a branch, or its parts."""
        if "parts" not in node:
            demand(set(node) == {"low", "lines", "rows"}, "a branch without a bound")
            self._leaf(part, node)
            return
        demand(set(node) == {"by", "parts"}, "a branch with a bound and parts")
        parts = list(self._divided(part, node["by"]))
        demand(len(parts) == len(node["parts"]), "a part is missing")
        for smaller, inside in zip(parts, node["parts"], strict=True):
            self.visit(smaller, inside)

    def _divided(self, part: Part, by: list[object]) -> Iterable[Part]:
        match by:
            case ["context", int(c)]:
                demand(0 <= c < len(self.model.heads), "no such context")
                demand(all(k != c for k, _ in part.deployed), "a context is decided twice")
                for y in range(len(self.model.heads[c])):
                    wins = (*part.wins, (c, y)) if self.kind == "believed" else part.wins
                    yield replace(part, wins=wins, deployed=(*part.deployed, (c, y)))
            case ["gap", int(c), int(y), int(z), str(at)]:
                for sign in (1, -1):
                    yield replace(part, cuts=(*part.cuts, ((c, y, z), sign, sign * Fraction(at))))
            case _:
                demand(False, "a branch is divided in no known way")

    def _leaf(self, part: Part, node: Document) -> None:
        rows = [self._row(part, entry) for entry in node["rows"]]
        demand(all(w >= 0 for w, _, _ in rows), "a weight is negative")
        size = len(self.model.sides[0][0])
        total = combined(((w, row) for w, row, _ in rows), size)
        bound = sum((w * most for w, _, most in rows), Fraction(0))
        if node["low"] is None:
            demand(not node["lines"] and not any(total) and bound < 0, "an empty branch is not shown to be empty")
            return
        places = [(c, y, z) for c, y, z, _, _ in node["lines"]]
        demand(len(set(places)) == len(places), "a comparison is counted twice")
        for c, y, z, slope, value in node["lines"]:
            s, v, share = Fraction(slope), Fraction(value), self.model.masses[c][y].get(z, Fraction(0))
            demand((c, y) in part.deployed and share > 0, "what is not exposed is used")
            self._line(part, (c, y, z), s, v)
            row = self.model.difference(c, y, z)
            total = [x + share * s * e for x, e in zip(total, row, strict=True)]
            bound -= share * v
        demand(not any(total), "the weights of a bound do not match")
        demand(Fraction(node["low"]) == -bound, "a branch has another bound")
        self.lows.append(-bound)

    def _row(self, part: Part, entry: list[object]) -> tuple[Fraction, Numbers, Fraction]:
        """Return the weight, the row and the bound of an inequality that holds on a branch."""
        match entry:
            case ["side", int(i), str(w)]:
                demand(0 <= i < len(self.model.sides), "no such side")
                return Fraction(w), *self.model.sides[i]
            case ["prefers", int(c), int(y), int(z), str(w)]:
                demand((c, y) in part.wins, "a preference that the branch does not have")
                return Fraction(w), self.model.difference(c, z, y), Fraction(0)
            case ["cut", int(i), str(w)]:
                demand(0 <= i < len(part.cuts), "no such cut")
                place, sign, bound = part.cuts[i]
                return Fraction(w), [sign * x for x in self.model.difference(*place)], bound
        demand(False, "no such inequality")
        raise AssertionError

    def _line(self, part: Part, place: Comparison, slope: Fraction, value: Fraction) -> None:
        """Check that a line is below 1 − BC over the gaps that a branch allows."""
        assert self.model.theta is not None
        low, high = self.ranges[place]
        self.used.add(place)
        for cut, sign, bound in part.cuts:
            if cut == place:
                low, high = (low, min(high, bound)) if sign > 0 else (max(low, -bound), high)
        truth = inner(self.model.difference(*place), self.model.theta)
        key = truth, low, high, slope, value
        if key not in self._proved:
            with ctx.workprec(_BITS):
                demand(_below(*key), "a line is not below what the comparison tells")
            self._proved.add(key)


def _below(truth: Fraction, low: Fraction, high: Fraction, slope: Fraction, value: Fraction) -> bool:
    if slope == 0 and value <= 0:
        return True
    s, v, b = (_ball(x) for x in (slope, value, truth))
    waiting = [(low, high)] if low <= high else []
    for _ in range(PIECES):
        if not waiting:
            return True
        left, right = waiting.pop()
        middle, half = (left + right) / 2, _ball((right - left) / 2)
        spare = _deficit(_ball(middle), b) - v - s * _ball(middle)
        if spare < 0:
            return False
        turn = _turn(_ball(middle) + half * arb(0, 1), b) - s
        if not spare >= half * abs(turn):
            waiting += [(left, middle), (middle, right)]
    return not waiting


def _ball(x: Fraction) -> arb:
    return arb(fmpq(x.numerator, x.denominator))


def _chances(a: arb, b: arb) -> tuple[arb, arb]:
    """Return √(σ(a)σ(b)) and √(σ(−a)σ(−b)), which sum to BC."""
    wins, losses = (1 / ((1 + (-sign * a).exp()) * (1 + (-sign * b).exp())).sqrt() for sign in (1, -1))
    return wins, losses


def _deficit(a: arb, b: arb) -> arb:
    wins, losses = _chances(a, b)
    return 1 - wins - losses


def _turn(a: arb, b: arb) -> arb:
    """Return the derivative of 1 − BC by a."""
    wins, losses = _chances(a, b)
    return (losses / (1 + (-a).exp()) - wins / (1 + a.exp())) / 2
