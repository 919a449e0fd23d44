"""T18: the probability that N users do not span, by following the span user by user, against both bounds."""

from __future__ import annotations

from collections.abc import Iterator
from fractions import Fraction

from checks.claims.judge import Case
from checks.populations.factored import factored
from theory.claims.scope import Functions, Scope
from theory.exact.linear import nullspace
from theory.instance import Factored, Vector
from theory.span import recruiting
from theory.span.heads import HeadLaw, escape_probabilities, head_law

POPULATION = factored


def cases(scope: Scope) -> Iterator[Case]:
    """Yield every number of users up to two more than the dimension of the span."""
    if not isinstance(scope.instance.models, Factored):
        return
    law = head_law(scope.instance)
    escapes = escape_probabilities(law)
    if not escapes:
        return
    functions: Functions = {
        "not_spanning": lambda users: not_spanning(law, users),
        "binomial_tail": lambda users: recruiting.miss_bound(users, len(escapes), min(escapes)),
        "geometric_tail": lambda users: recruiting.sharp_miss_bound(users, escapes),
    }
    for users in range(len(escapes) + 3):
        yield Case(("headline", "sharper"), {"N": users}, functions, f"N = {users}")


def not_spanning(law: HeadLaw, users: int) -> Fraction:
    """Return the exact probability that independent heads do not span what the law spans."""
    size = len(next(iter(law)))
    spans: dict[tuple[Vector, ...], Fraction] = {tuple(nullspace([], size)): Fraction(1)}
    for _ in range(users):
        after: dict[tuple[Vector, ...], Fraction] = {}
        for normals, mass in spans.items():
            for head, chance in law.items():
                key = _intersect(normals, head)
                after[key] = after.get(key, Fraction(0)) + mass * chance
        spans = after
    least = len(nullspace(list(law), size))
    return sum((mass for normals, mass in spans.items() if len(normals) > least), Fraction(0))


def _intersect(normals: tuple[Vector, ...], head: Vector) -> tuple[Vector, ...]:
    """Return a canonical basis of the vectors orthogonal to a head among the span of ``normals``."""
    size = len(head)
    seen = nullspace(normals, size) if normals else nullspace([], size)
    return tuple(nullspace([*seen, head], size))
