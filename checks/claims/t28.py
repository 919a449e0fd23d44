"""T28: every user as if she were new, with the trained users' gaps reduced by elimination instead of ranks of heads."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from fractions import Fraction
from itertools import combinations

from checks.claims.judge import Case
from checks.populations.factored import factored
from theory.claims.scope import Functions, Scope
from theory.exact.linear import rank
from theory.instance import Factored, Vector
from theory.span.new_user import Newcomer

POPULATION = factored

MOST_ASKED = 12
"""Lists of comparisons that are tried on a user."""

Rows = list[list[Fraction]]


def cases(scope: Scope) -> Iterator[Case]:
    """Yield every user as a new one: inside the span of the others with every list of r comparisons, or outside."""
    if not isinstance(scope.instance.models, Factored):
        return
    users = dict.fromkeys(context.user for context in scope.instance.contexts)
    for index, name in enumerate(users):
        new = scope.newcomer(index)
        if not new.heads or not new.contrasts:
            continue
        functions = _functions(scope, new)
        if not new.covered:
            yield Case(("outside", "silent"), {"v": index, "theta": 0}, functions, f"{name} is new")
            yield Case(("identified",), _asked(new, index, tuple(new.chosen())), functions, f"{name} is new")
            continue
        yield Case(("fewest", "at most"), {"w": index, "theta": 0}, functions, f"{name} is new")
        for asked in list(combinations(range(len(new.contrasts)), new.dimension))[:MOST_ASKED]:
            yield Case(("identified",), _asked(new, index, asked), functions, f"{name} is asked {len(asked)}")


def _asked(new: Newcomer, index: int, asked: tuple[int, ...]) -> dict[str, object]:
    return {"Q": asked, "w": index, "theta": 0}


def _functions(scope: Scope, new: Newcomer) -> Functions:
    models = scope.instance.models
    assert isinstance(models, Factored)
    return {
        "Identified": lambda asked, user, theta: _fits_only_hers(new, asked),
        "questions": lambda user, theta: Fraction(_fewest(_gaps(new))),
        "r": lambda user, theta: Fraction(new.dimension),
        "k": lambda: Fraction(models.shape[0]),
        "dim_F": lambda: Fraction(new.features),
        "questions_outside": lambda: Fraction(_fewest([list(column) for column in zip(*new.contrasts, strict=True)])),
        "NothingSaid": lambda user, theta: _says_nothing(new),
    }


def _gaps(new: Newcomer) -> Rows:
    """Return the trained users' gaps, one row a user, from B φ of every contrast."""
    columns = [[_inner(row, contrast) for row in new.matrix] for contrast in new.contrasts]
    return [[_inner(head, column) for column in columns] for head in new.heads]


def _inner(left: Sequence[Fraction], right: Sequence[Fraction]) -> Fraction:
    return sum((a * b for a, b in zip(left, right, strict=True)), Fraction(0))


def _reduced(rows: Rows) -> Rows:
    """Return the rows in echelon form, by elimination."""
    left, done = [list(row) for row in rows], Rows()
    for column in range(len(rows[0]) if rows else 0):
        pivot = next((row for row in left if row[column]), None)
        if pivot is None:
            continue
        left.remove(pivot)
        left = [[x - row[column] / pivot[column] * y for x, y in zip(row, pivot, strict=True)] for row in left]
        done.append(pivot)
    return done


def _fewest(rows: Rows) -> int:
    """Return how many columns are needed so that no combination of the rows vanishes on them and not elsewhere."""
    basis = _reduced(rows)
    width = range(len(rows[0]))
    return next(
        size
        for size in range(len(rows[0]) + 1)
        for chosen in combinations(width, size)
        if len(_reduced([[row[i] for i in chosen] for row in basis])) == len(basis)
    )


def _fits_only_hers(new: Newcomer, asked: tuple[int, ...]) -> bool:
    """Whether the only reward of the trained users' span that fits her answers is her own."""
    gaps, hers = _gaps(new), [_inner(new.head, [_inner(row, e) for row in new.matrix]) for e in new.contrasts]
    seen = [[row[i] for i in asked] for row in gaps]
    alike = len(_reduced(seen)) == len(_reduced(gaps))
    return alike and len(_reduced([*gaps, hers])) == len(_reduced(gaps))


def _says_nothing(new: Newcomer) -> bool:
    """Whether she can have each coordinate as her reward while all trained users keep theirs."""
    size = len(new.matrix[0])
    wanted: list[Vector] = [tuple(Fraction(int(i == j)) for i in range(size)) for j in range(size)]
    return all(_disguised(new, reward) for reward in wanted) and rank(new.contrasts) <= size


def _disguised(new: Newcomer, reward: Vector) -> bool:
    other = new.disguise(reward)
    columns, before = list(zip(*other, strict=True)), list(zip(*new.matrix, strict=True))
    both = list(zip(columns, before, strict=True))
    kept = all(_inner(head, one) == _inner(head, two) for head in new.heads for one, two in both)
    return kept and [_inner(new.head, column) for column in columns] == list(reward)
