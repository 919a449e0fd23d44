"""Random parts of instances: small rationals, distributions, contexts, comparators and tables."""

from __future__ import annotations

from collections.abc import Sequence
from fractions import Fraction

from checks.populations.source import Source
from theory.instance import Baseline, Comparators, Context, Explicit, Matrix, Uniform, Vector

WHOLE = tuple(Fraction(n) for n in (0, 1, -1, 2, -2))
FINE = (*WHOLE, Fraction(1, 2), Fraction(-1, 2), Fraction(1, 3), Fraction("0.1"), Fraction("-1.25"), Fraction(3))
"""Small rationals: mostly whole numbers, so that ties are common, and a few decimals."""

RARE = Fraction(1, 1000)
PAIRS = tuple((user, prompt) for user in ("ann", "bob", "eve") for prompt in ("p", "q"))
NAMES = ("y0", "y1", "y2", "y3")
HALF = Fraction(1, 2)


def distribution(choose: Source, size: int, zeros: bool = False) -> Vector:
    """Draw a probability vector; masses may be as small as 1/1000, and 0 with ``zeros``."""
    if size == 1:
        return (Fraction(1),)
    if not zeros and choose.one_in(10):
        rare = choose.whole(0, size - 1)
        rest = (1 - RARE) / (size - 1)
        return tuple(RARE if i == rare else rest for i in range(size))
    weights = [choose.pick((0, 0, 1, 2, 3)) if zeros else choose.whole(1, 3) for _ in range(size)]
    if not any(weights):
        weights[choose.whole(0, size - 1)] = 1
    total = sum(weights)
    return tuple(Fraction(weight, total) for weight in weights)


def contexts(choose: Source, most: int = 3) -> tuple[Context, ...]:
    """Draw deployed contexts: some users with some prompts."""
    pairs = choose.distinct(PAIRS, choose.whole(1, most))
    return tuple(Context(*pair, mass) for pair, mass in zip(pairs, distribution(choose, len(pairs)), strict=True))


def responses(choose: Source, most: int = 3) -> tuple[str, ...]:
    """Draw two or more names of responses."""
    return NAMES[: choose.whole(2, most)]


def comparators(choose: Source, contexts: int, responses: Sequence[str]) -> Comparators:
    """Draw a comparator law of one of the three forms; tables may compare a response with itself."""
    kind = choose.pick(("baseline", "baseline", "baseline", "uniform", "table"))
    if kind == "baseline":
        return Baseline(choose.pick(responses))
    if kind == "uniform":
        return Uniform()
    size = len(responses)
    return Explicit(tuple(tuple(distribution(choose, size, zeros=True) for _ in range(size)) for _ in range(contexts)))


def table(choose: Source, rows: int, columns: int, ties: bool = True) -> Matrix:
    """Draw a matrix of small rationals, half of the time whole ones; without ``ties`` the entries of a row differ."""
    if not ties:
        return tuple(tuple(choose.distinct(FINE, columns)) for _ in range(rows))
    numbers = WHOLE if choose.one_in(2) else FINE
    return tuple(vector(choose, columns, numbers) for _ in range(rows))


def vector(choose: Source, size: int, numbers: Sequence[Fraction] = WHOLE[:3]) -> Vector:
    """Draw a vector: of 0, 1 and −1 unless told otherwise."""
    return tuple(choose.pick(numbers) for _ in range(size))


def matrix(choose: Source, rows: int, columns: int) -> Matrix:
    """Draw a matrix of 0, 1 and −1."""
    return tuple(vector(choose, columns) for _ in range(rows))


def improved(choose: Source, row: Vector, kept: set[int]) -> Vector:
    """Change the rewards that are not kept, mostly to above the best, and now and then all to the same."""
    steps: Sequence[Fraction] = (Fraction(1), HALF, Fraction(2), Fraction(-1))
    if choose.one_in(3):
        steps = [choose.pick(steps)]
    best = max(row)
    return tuple(x if y in kept else best + choose.pick(steps) for y, x in enumerate(row))
