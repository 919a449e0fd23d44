"""How much each bound gives away: a seeded optimiser for the instance on which its two sides are closest.

What it finds is the smallest known slack, not the smallest there is.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from fractions import Fraction
from zlib import crc32

from flint import arb
from numpy.random import SeedSequence, default_rng

from checks.claims import examine
from checks.exact.enumerate import Limit
from checks.exact.horizon import infinite_regret
from checks.judge import Judgement, Ruling
from checks.refute.neighbours import neighbour
from checks.refute.samplers import sampler
from checks.refute.setting import greedy_bound
from theory.claims import claim as ledger_claim
from theory.diversity import Conditions
from theory.enclosure import Number, ball
from theory.errors import InputError
from theory.instance import Instance
from theory.problem import Problem

BUDGET = 200
"""Instances that are looked at."""

RESTARTS = 0.25
"""How often the optimiser draws a fresh instance instead of a neighbour of the best so far."""

FOREVER = "headline at T = ∞"
"""T1 against the enumerated regret at an infinite horizon."""

_STATES = 4000
_ACCURACY = Fraction(1, 200)


@dataclass(frozen=True)
class Tightest:
    """The smallest known slack of a bound.

    Attributes
    ----------
    claim, statement : str
        Which inequality.
    instance : Instance
        Where its sides are closest, as far as the search got.
    left, right : Fraction or arb
        The two sides there.
    ratio : float
        The smaller over the larger; 1 where the bound is attained.
    where : str
        Which truth, learner or horizon.
    searched : int
        How many instances were looked at.
    """

    claim: str
    statement: str
    instance: Instance
    left: Number
    right: Number
    ratio: float
    where: str
    searched: int


@dataclass(frozen=True)
class Sides:
    """The two sides of a bound, and where."""

    left: Number
    right: Number
    where: str


Scored = tuple[float, Sides]


def inequalities(claim_id: str) -> list[str]:
    """Return the statements of a claim that are inequalities, T1 at an infinite horizon included."""
    claim = ledger_claim(claim_id)
    names = [statement.name for statement in claim.statements if statement.relation in ("<=", ">=")]
    return [*names, FOREVER] if claim.id == "T1" else names


def best(claim_id: str, seed: int = 0, budget: int = BUDGET, statement: str | None = None) -> Tightest | None:
    """Search for the instance on which a bound gives least away.

    Parameters
    ----------
    claim_id : str
        A claim of the ledger.
    seed : int
        Same seed, same result.
    budget : int
        Instances that are looked at.
    statement : str, optional
        One of `inequalities`; the first when left out.

    Returns
    -------
    Tightest or None
        ``None`` when no instance met the hypotheses with both sides other than 0.

    Raises
    ------
    InputError
        When the claim has no such inequality.
    """
    names, claim = inequalities(claim_id), ledger_claim(claim_id)
    name = statement or next(iter(names), None)
    if name not in names:
        raise InputError("statement", f"{claim.id} has no inequality {name!r}; it has {', '.join(names) or 'none'}")
    score = _forever if name == FOREVER else _judged(claim.id, name)
    found: tuple[float, Sides, Instance] | None = None
    root, draw = crc32(f"{claim.id} {name}".encode()), sampler(claim.id)
    for n in range(budget):
        rng = default_rng(SeedSequence(seed, spawn_key=(root, n)))
        instance = draw(rng) if found is None or rng.random() < RESTARTS else neighbour(rng, found[2])
        scored = score(instance)
        if scored is not None and (found is None or scored[0] > found[0]):
            found = (*scored, instance)
    if found is None:
        return None
    ratio, sides, instance = found
    return Tightest(claim.id, name, instance, sides.left, sides.right, ratio, sides.where, budget)


def _judged(claim_id: str, statement: str) -> Callable[[Instance], Scored | None]:
    """Score an instance by the check of the claim: the tightest of its comparisons."""
    claim = ledger_claim(claim_id)

    def score(instance: Instance) -> Scored | None:
        rated = [_rated(judgement) for judgement in examine(claim, instance) if judgement.statement == statement]
        return max((pair for pair in rated if pair is not None), key=lambda pair: pair[0], default=None)

    return score


def _rated(judgement: Judgement) -> Scored | None:
    """Rate a comparison that holds by its tightness, unless both sides are 1: a certain event says nothing."""
    left, right, ratio = judgement.left, judgement.right, judgement.tightness
    if judgement.ruling is not Ruling.HOLDS or ratio is None or isinstance(left, bool) or isinstance(right, bool):
        return None
    assert left is not None and right is not None
    if ball(left).overlaps(arb(1)) and ball(right).overlaps(arb(1)):
        return None
    return ratio, Sides(left, right, judgement.where)


def _forever(instance: Instance) -> Scored | None:
    """Score an instance by R_∞ of greedy over the bound of T1, from below."""
    problem = Problem.of(instance)
    if not Conditions(problem).diversity or problem.truth is None:
        return None
    bound = greedy_bound(problem, problem.truth)
    if bound.is_zero():
        return None
    tolerance = float(bound * ball(_ACCURACY))
    regret = infinite_regret(problem, problem.truth, tolerance, Limit(states=_STATES)).low
    where = f"truth {problem.models[problem.truth]}"
    return float((regret / bound).lower()), Sides(regret, bound, where)
