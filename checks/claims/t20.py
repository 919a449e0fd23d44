"""T20: spanning everywhere implies D on random finite classes; the committed witnesses have D without spanning."""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial
from pathlib import Path

from checks.claims.judge import Case
from checks.populations.factored import factored
from checks.populations.linear import linear
from checks.populations.source import Source, either
from theory.claims import claim
from theory.claims.scope import Scope
from theory.files.instance_file import load
from theory.instance import Instance

WITNESSES = Path(__file__).parent.parent / "witnesses"


_LINEAR = either(linear, partial(factored, finite=True))


def POPULATION(choose: Source) -> Instance:
    """Draw a finite linear class, or one of the claim's witnesses."""
    if choose.one_in(10):
        return load(WITNESSES / f"{choose.pick(claim('T20').witnesses)}.json")
    return _LINEAR(choose)


def cases(scope: Scope) -> Iterator[Case]:
    """Yield the implication on every instance, and the existence on a witness."""
    linear = [scope.linear(theta) for theta in scope.models] if scope.instance.finite else []
    if not linear:
        return
    spanning = all(problem.spanning for problem in linear)
    if spanning:
        yield Case(("spanning suffices",), {}, {"SpanningImpliesD": lambda: scope.conditions.diversity})
    if scope.instance.name in claim("T20").witnesses:
        short = all(len(problem.exposed_basis) < problem.dimension for problem in linear)
        yield Case(("not necessary",), {}, {"DiverseWithoutSpanning": lambda: scope.conditions.diversity and short})
