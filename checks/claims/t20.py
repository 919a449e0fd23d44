"""T20: spanning everywhere implies D on random finite classes; the committed witnesses have D without spanning."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from hypothesis import strategies as st

from checks import strategies
from checks.claims.judge import Case
from theory.claims import claim
from theory.claims.scope import Scope
from theory.files.instance_file import load
from theory.instance import Instance

WITNESSES = Path(__file__).parent.parent / "witnesses"


@st.composite
def _population(draw: st.DrawFn) -> Instance:
    """Draw a finite linear class, or one of the claim's witnesses."""
    if draw(st.integers(0, 9)) == 0:
        return load(WITNESSES / f"{draw(st.sampled_from(claim('T20').witnesses))}.json")
    return draw(st.one_of(strategies.linear(), strategies.factored(finite=True)))


POPULATION = _population()


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
