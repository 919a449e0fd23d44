"""L4: the best test between the one-round laws of two models, by enumeration of the outcomes."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from flint import arb

from checks.claims.judge import Case
from checks.populations.online import online
from theory.claims.scope import Scope
from theory.comparisons import comparisons, outcomes
from theory.exact.enclosure import ball
from theory.preference import sigmoid
from theory.protocol.actions import choice

POPULATION = online


def cases(scope: Scope) -> Iterator[Case]:
    """Yield every ordered pair of models, one round of the first one's policy deployed."""
    for a in scope.models:
        for b in scope.models:
            yield Case(
                ("headline", "half", "divergence"),
                {"a": a, "b": b},
                {
                    "overlap": _over_outcomes(scope, lambda p, q: p.min(q)),
                    "BC": _over_outcomes(scope, lambda p, q: (p * q).sqrt()),
                    "KL": _over_outcomes(scope, lambda p, q: p * (p / q).log()),
                },
                where=f"{scope.problem.models[a]} against {scope.problem.models[b]}",
            )


def _over_outcomes(scope: Scope, value: Callable[[arb, arb], arb]) -> Callable[[int, int], arb]:
    """Sum a function of the two probabilities over the outcomes (c, y', Z)."""

    def total(a: int, b: int) -> arb:
        rows = comparisons(scope.problem, choice(scope.problem, a), a, b)
        return sum((value(ball(w) * sigmoid(g), ball(w) * sigmoid(h)) for w, g, h in outcomes(rows)), arb(0))

    return total
