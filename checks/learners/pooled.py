"""Pooled (T19): ignores the user; the response that is best on average over those who share the prompt.

It believes the maximum-likelihood model, as greedy does.
"""

from __future__ import annotations

from fractions import Fraction
from functools import lru_cache
from typing import TYPE_CHECKING

from checks.learner_protocol import History, Learner, Rows
from theory.errors import InputError
from theory.problem import Problem

if TYPE_CHECKING:
    from checks.simulate.common.arrays import Arrays
    from checks.simulate.plans.plan import Plan


@lru_cache(maxsize=8)
def responses(problem: Problem) -> tuple[tuple[int, ...], ...]:
    """Return what is deployed, model → ``[context]``: the same in all contexts of a prompt, lowest index on ties.

    Raises
    ------
    InputError
        Under slates, where nothing but a model can be selected.

    Examples
    --------
    >>> from theory.problem import tabular
    >>> responses(tabular({"a": [[0, 1], [3, 0]]}))
    ((0, 0),)
    """
    if problem.slates is not None:
        raise InputError("--learner", "pooled serves a response, but under slates a model is selected")
    models, contexts, size = problem.shape
    return tuple(
        tuple(
            max(range(size), key=lambda y, m=m, c=c: (_pooled(problem, m, c, y), -y))  # type: ignore[misc]
            for c in range(contexts)
        )
        for m in range(models)
    )


def _pooled(problem: Problem, m: int, c: int, y: int) -> Fraction:
    """Return Σ p_c' r_m(c', y) over the contexts that share the prompt of c, relative to response 0."""
    prompt = problem.contexts[c][1]
    sharing = (i for i in problem.deployed if problem.contexts[i][1] == prompt)
    return sum((problem.p[i] * problem.gap(m, i, y, 0) for i in sharing), start=Fraction(0))


def plan(history: History, t: int) -> Rows:
    """Deploy the pooled responses of the most likely model."""
    size = len(history.problem.responses)
    chosen = responses(history.problem)[history.leader]
    return tuple(tuple(Fraction(int(y == best)) for y in range(size)) for best in chosen)


def compiled(arrays: Arrays, horizon: int) -> Plan:
    """Return the compiled half."""
    import numpy as np

    from checks.simulate.plans.mle_plan import follow

    table = np.array(responses(arrays.problem), dtype=np.int64)
    return follow(arrays, np.ascontiguousarray(table[:, list(arrays.contexts)]))


LEARNER = Learner(
    "pooled", "one response for all users of a prompt, best on average for the leader", plan, compiled=compiled
)
