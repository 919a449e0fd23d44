"""T15: the rank of what is exposed against a search for hidden alternatives by linear programming over ℝ^d."""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial

from checks.claims.judge import Case
from checks.populations.linear import linear
from theory.claims.scope import Functions, Scope
from theory.instance import Box
from theory.span.box_lp import hidden_in_box
from theory.span.linear_problem import HiddenAlternative, LinearProblem

POPULATION = partial(linear, finite=False)


def cases(scope: Scope) -> Iterator[Case]:
    """Yield the truth of the instance."""
    linear = LinearProblem.of(scope.instance)
    everything = Box((None,) * linear.dimension, (None,) * linear.dimension)
    functions: Functions = {
        "Spanning": lambda theta: linear.spanning,
        "NoHidden": lambda theta: not isinstance(hidden_in_box(linear, everything), HiddenAlternative),
    }
    yield Case(("headline",), {"theta": 0}, functions)
