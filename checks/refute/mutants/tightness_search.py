"""Search for the instance on which the two sides of a bound are closest.

What it finds is the smallest known slack, not the smallest there is.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from fractions import Fraction

from flint import arb

from checks.claims import examine
from checks.claims.judge import Judgement, Ruling
from checks.exact.enumerate import Limit
from checks.exact.horizon import infinite_regret
from checks.refute.drawing.instance_families import sampler
from checks.refute.mutants.climb import climb
from checks.refute.searching.search import stream
from checks.refute.searching.setting import Setting
from checks.refute.shrinking.shrink import shrink
from theory.claims import claim as ledger_claim
from theory.errors import InputError
from theory.exact.enclosure import Number, ball
from theory.instance import Instance

BUDGET = 3000
"""Instances that are looked at for one bound."""

FOREVER = "headline at T = ∞"
"""T1 against the enumerated regret at an infinite horizon."""

ATTAINED = 1 - 1e-12
"""From here on a bound counts as attained, and the search ends."""

_STATES = 4000
_ACCURACY = Fraction(1, 200)


@dataclass(frozen=True)
class Sides:
    """The two sides of a bound, how close they are, and where.

    Attributes
    ----------
    left, right : Fraction or arb
        The two sides.
    ratio : float
        The smaller over the larger; 1 where the bound is attained.
    where : str
        Which truth, learner or horizon.
    """

    left: Number
    right: Number
    ratio: float
    where: str


@dataclass(frozen=True)
class Tightest:
    """The smallest known slack of a bound.

    Attributes
    ----------
    claim, statement : str
        Which inequality.
    instance : Instance
        Where its sides are closest, as far as the search got; made as simple as it can be without more slack.
    sides : Sides
        The two sides there.
    trail : tuple of (int, float)
        Every improvement: how many instances were looked at until then, and the ratio.
    searched, seed : int
        How many instances were looked at, and from which seed.
    """

    claim: str
    statement: str
    instance: Instance
    sides: Sides
    trail: tuple[tuple[int, float], ...]
    searched: int
    seed: int

    @property
    def ratio(self) -> float:
        """The ratio of the sides."""
        return self.sides.ratio


def inequalities(claim_id: str) -> list[str]:
    """Return the statements of a claim that are bounds other than by 0, T1 at an infinite horizon included."""
    claim = ledger_claim(claim_id)
    names = [one.name for one in claim.statements if one.relation in ("<=", ">=") and one.right != 0]
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
    if name is None or name not in names:
        raise InputError("statement", f"{claim.id} has no inequality {name!r}; it has {', '.join(names) or 'none'}")
    trail: list[tuple[int, float]] = []
    searched = budget
    found: Instance | None = None
    for n, instance, scored in climb(
        sampler(claim.id), lambda one: sides(claim.id, name, one), stream(seed, f"{claim.id} {name}"), budget
    ):
        found = instance
        trail.append((n, scored.ratio))
        if scored.ratio >= ATTAINED:
            searched = n
            break
    return None if found is None else _simplest(claim.id, name, found, tuple(trail), searched, seed)


def _simplest(
    claim_id: str, statement: str, instance: Instance, trail: tuple[tuple[int, float], ...], searched: int, seed: int
) -> Tightest:
    least = min(trail[-1][1], ATTAINED)

    def as_tight(simpler: Instance) -> bool:
        scored = sides(claim_id, statement, simpler)
        return scored is not None and scored.ratio >= least

    simple = shrink(instance, as_tight)
    scored = sides(claim_id, statement, simple)
    assert scored is not None
    return Tightest(claim_id, statement, simple, scored, trail, searched, seed)


def sides(claim_id: str, statement: str, instance: Instance) -> Sides | None:
    """Return the two sides of a bound on an instance, where they are closest; None where it says nothing there."""
    if statement == FOREVER:
        return _forever(instance)
    claim = ledger_claim(claim_id)
    stated = tuple(one for one in claim.statements if one.name == statement)
    return closest(examine(replace(claim, statements=stated), instance))


def closest(judgements: Iterable[Judgement]) -> Sides | None:
    """Return the sides of the tightest of some comparisons that hold."""
    rated = [one for one in map(_rated, judgements) if one is not None]
    return max(rated, key=lambda one: one.ratio, default=None)


def _rated(judgement: Judgement) -> Sides | None:
    """Rate a comparison that holds by its tightness, unless both sides are 0, or both are 1: that says nothing."""
    left, right, ratio = judgement.left, judgement.right, judgement.tightness
    if judgement.ruling is not Ruling.HOLDS or ratio is None or isinstance(left, bool) or isinstance(right, bool):
        return None
    assert left is not None and right is not None
    if any(ball(left).overlaps(arb(trivial)) and ball(right).overlaps(arb(trivial)) for trivial in (0, 1)):
        return None
    return Sides(left, right, ratio, judgement.where)


def _forever(instance: Instance) -> Sides | None:
    """Score an instance by R_∞ of greedy over the bound of T1, from below."""
    setting = Setting(instance)
    problem = setting.problem
    if not setting.conditions.diversity or problem.truth is None:
        return None
    bound = setting.greedy_bound(problem.truth)
    if bound.is_zero():
        return None
    tolerance = float(bound * ball(_ACCURACY))
    regret = infinite_regret(problem, problem.truth, tolerance, Limit(states=_STATES)).low
    return Sides(regret, bound, float((regret / bound).lower()), f"truth {problem.models[problem.truth]}")
