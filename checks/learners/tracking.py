"""Tracking (T26): greedy with a test of what hides from the believed model; until it passes, the cheapest exploration.

The believed model m is the maximum-likelihood model, the lowest index on ties. In round t it passes if
ln(L(m)/L(b)) ≥ f(t) for all b that hide from it. In its even-numbered rounds in which it does not pass, the exploration
that is due in m's fixed sequence is made if its context arrives; in all others π_m is deployed. Under diversity nothing
hides, and this is greedy.
"""

from __future__ import annotations

from fractions import Fraction
from functools import lru_cache
from typing import TYPE_CHECKING

from flint import arb

from checks.learner_protocol import History, Learner, Memory, Rows
from theory.exploration.constant import Pair
from theory.exploration.sequence import sequences, threshold
from theory.problem import Problem

if TYPE_CHECKING:
    from checks.simulate.common.arrays import Arrays
    from checks.simulate.plans.plan import Plan


@lru_cache(maxsize=64)
def hidden(problem: Problem) -> tuple[tuple[int, ...], ...]:
    """Return Conf(m) for every model."""
    from theory.diversity import Conditions

    conditions = Conditions(problem)
    return tuple(tuple(map(int, conditions.hidden_from(m))) for m in range(len(problem.models)))


def passes(history: History, m: int, t: int) -> bool:
    """Whether the believed model m passes in round t."""
    return sequences(history.problem)[m] is None or all(
        history.leads(m, b, lambda: threshold(arb(t))) for b in hidden(history.problem)[m]
    )


def _mind(history: History) -> Memory:
    """Return for every model the parity of its rounds without passing, and its visits."""
    return history.memory or ((0, 0),) * len(history.problem.models)


def due(history: History, m: int) -> Pair | None:
    """Return the exploration of a round in which m is believed and does not pass, None in an odd-numbered one."""
    sequence, (odd, visits) = sequences(history.problem)[m], _mind(history)[m]
    return sequence[visits] if odd and sequence is not None else None


def plan(history: History, t: int) -> Rows:
    """Deploy π of the believed model, but for the exploration that is due."""
    m = history.leader
    pair = None if passes(history, m, t) else due(history, m)
    return history.policy(m) if pair is None else _exploring(history.problem, m, pair)


def recall(history: History, t: int, c: int) -> Memory:
    """Count a round in which the believed model did not pass, and the visit if its context arrived."""
    m, mind = history.leader, _mind(history)
    if passes(history, m, t):
        return mind
    pair, (odd, visits) = due(history, m), mind[m]
    after = (1 - odd, visits + (pair is not None and pair[0] == c))
    return (*mind[:m], after, *mind[m + 1 :])


@lru_cache(maxsize=1024)
def _exploring(problem: Problem, m: int, pair: Pair) -> Rows:
    served = [int(y) for y in problem.policy[m]]
    served[pair[0]] = pair[1]
    width = range(len(problem.responses))
    return tuple(tuple(Fraction(int(y == best)) for y in width) for best in served)


def compiled(arrays: Arrays, horizon: int) -> Plan:
    """Return the compiled half."""
    from checks.simulate.plans.tracking_plan import track

    return track(arrays, horizon)


LEARNER = Learner(
    "tracking", "greedy that tests what hides from it, at the least cost", plan, compiled=compiled, recalls=recall
)
