"""Random parts of instances: small exact numbers, drawn from an explicit generator."""

from __future__ import annotations

from collections.abc import Sequence
from fractions import Fraction

from numpy.random import Generator

from theory.instance import Baseline, Comparators, Context, Explicit, Heads, Instance, Matrix, Rewards, Uniform

Table = list[list[Fraction]]


def between(rng: Generator, low: int, high: int) -> int:
    """Draw an integer from low to high, both included."""
    return int(rng.integers(low, high + 1))


def number(rng: Generator, largest: int = 3, halves: bool = True) -> Fraction:
    """Draw a small rational: an integer, or a multiple of a half."""
    denominator = between(rng, 1, 2) if halves else 1
    return Fraction(between(rng, -largest * denominator, largest * denominator), denominator)


def positive(rng: Generator, largest: int = 3) -> Fraction:
    """Draw a small positive rational."""
    return Fraction(between(rng, 1, 2 * largest), between(rng, 1, 2))


def law(rng: Generator, size: int) -> list[Fraction]:
    """Draw a distribution that is positive everywhere."""
    weights = [between(rng, 1, 3) for _ in range(size)]
    return [Fraction(weight, sum(weights)) for weight in weights]


def contexts(rng: Generator, size: int) -> tuple[Context, ...]:
    """Draw the probabilities of contexts with a user each."""
    return tuple(Context(f"u{c}", "x", mass) for c, mass in enumerate(law(rng, size)))


def responses(size: int) -> tuple[str, ...]:
    """Name the responses."""
    return tuple(f"y{y}" for y in range(size))


def table(rng: Generator, rows: int, columns: int) -> Table:
    """Draw rewards ``[context][response]``."""
    return [[number(rng) for _ in range(columns)] for _ in range(rows)]


def altered(rng: Generator, original: Sequence[Sequence[Fraction]], rate: float = 0.4) -> Table:
    """Draw a table that differs from another in some entries: such models hide behind one another more often."""
    return [[number(rng) if rng.random() < rate else value for value in row] for row in original]


def siblings(rng: Generator, count: int, rows: int, columns: int, rate: float = 0.4) -> Rewards:
    """Draw a finite class whose members differ from the first in some entries."""
    first = table(rng, rows, columns)
    tables = [first] + [altered(rng, first, rate) for _ in range(count - 1)]
    return Rewards({f"m{i}": frozen(entry) for i, entry in enumerate(tables)})


def frozen(entries: Sequence[Sequence[Fraction]]) -> Matrix:
    """Return a table as tuples."""
    return tuple(tuple(row) for row in entries)


def comparators(rng: Generator, names: Sequence[str]) -> Comparators:
    """Draw the baseline protocol, mostly, or the uniform one."""
    return Uniform() if rng.random() < 0.2 else Baseline(names[between(rng, 0, len(names) - 1)])


def pointing(rng: Generator, rows: int, columns: int) -> Explicit:
    """Draw a comparator table with one comparator for each context and deployed response."""
    return Explicit(
        tuple(tuple(point(columns, between(rng, 0, columns - 1)) for _ in range(columns)) for _ in range(rows))
    )


def point(size: int, place: int) -> tuple[Fraction, ...]:
    """Return the distribution that puts all mass on one place."""
    return tuple(Fraction(int(i == place)) for i in range(size))


def population(
    rng: Generator,
    models: tuple[int, int] = (2, 3),
    users: tuple[int, int] = (1, 3),
    size: tuple[int, int] = (2, 3),
    truth: int | None = None,
    rate: float = 0.4,
) -> Instance:
    """Draw an instance with a finite class of related models; the numbers of parts are drawn from ranges.

    Parameters
    ----------
    models, users, size : (int, int)
        Least and most models, contexts and responses.
    truth : int, optional
        Which model is the truth; the last when left out.
    rate : float
        How often a reward differs from that of the first model.
    """
    m, c, y = between(rng, *models), between(rng, *users), between(rng, *size)
    names = responses(y)
    chosen = m - 1 if truth is None else truth
    return Instance(contexts(rng, c), names, comparators(rng, names), siblings(rng, m, c, y, rate), truth=f"m{chosen}")


def linear_population(rng: Generator) -> Instance:
    """Draw heads in a few dimensions and two or three parameters, the first being the truth."""
    dimension, users, size = between(rng, 1, 3), between(rng, 1, 3), between(rng, 2, 3)
    names = responses(size)
    heads = tuple(frozen(table(rng, size, dimension)) for _ in range(users))
    parameters = {f"m{i}": frozen(table(rng, 1, dimension))[0] for i in range(between(rng, 2, 3))}
    return Instance(contexts(rng, users), names, comparators(rng, names), Heads(heads, parameters), "m0")
