"""The expected regret of a learner on a polytope, enclosed; or one line that says why it cannot be."""

from __future__ import annotations

from flint import arb

from checks.exact.answer import Answer
from checks.exact.enumerate import Limit, at_precision
from checks.exact.polytope.certified import Counted
from checks.exact.polytope.law import Walk, enumerated
from checks.exact.polytope.one_dimension import Line
from checks.learners import on_polytope
from checks.learners.forced_exploration import explorations_on_polytope
from checks.simulate.polytope.play import Request, prepare
from theory.errors import InputError
from theory.exact.enclosure import ball
from theory.instance import Instance
from theory.polytope.continuous import ContinuousClass


@at_precision
def regret_on_polytope(instance: Instance, learner: str, truth: str | None, rounds: int | None, limit: Limit) -> Answer:
    """Enclose R_T(θ) of a learner on a bounded polytope, or what is certain about it when the limit is hit.

    Greedy and its relatives are those of the simulator: where several dimensions matter, the model that they look for
    is enclosed after every history.

    Parameters
    ----------
    instance : Instance
        With bounded parameters and a truth.
    learner : str
        One of `checks.learners.POLYTOPE`.
    truth : str or None
        A name is refused: the truth is that of the instance.
    rounds : int or None
        The horizon; ``None``, for infinite, is refused.
    limit : Limit
        When to give up.

    Raises
    ------
    InputError
        Where it cannot be enumerated, saying why.
    """
    on_polytope(learner)
    if truth is not None:
        raise InputError("--truth", "names a model of a finite class; this class is not finite")
    problem = ContinuousClass.of(instance)
    if problem.theta is None:
        raise InputError("truth", "is needed to play on a polytope")
    if rounds is None:
        raise InputError("--horizon", "inf is for finite classes, where T1 bounds what is left out")
    if learner == "optimistic":
        raise InputError("--learner", "optimistic can be simulated on a polytope, not enumerated")
    line = Line(problem, learner == "careful-greedy")
    if learner in ("constant", "uniform"):
        return _fixed(ball(line.cost(None if learner == "uniform" else (0,) * problem.shape[0])), rounds)
    walk: Walk = line
    if problem.relevant_dimension > 1:
        walk = Counted(problem, prepare(instance, Request("greedy" if learner == "forced-exploration" else learner, 2)))
    exploring = set(explorations_on_polytope(rounds)) if learner == "forced-exploration" else None
    return enumerated(walk, exploring, rounds, limit)


def _fixed(rate: arb, rounds: int) -> Answer:
    """Return the answer for a learner that learns nothing."""
    curve = [t * rate for t in range(rounds + 1)]
    return Answer(curve[-1], curve[-1], curve, 1)
