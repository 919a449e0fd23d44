"""Refuting one mutant: a search for an instance on which a falsified claim goes wrong, then shrunk."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from checks.claims import examine
from checks.claims.judge import Judgement, Ruling
from checks.refute.drawing.instance_families import sampler
from checks.refute.mutants.climb import climb
from checks.refute.mutants.mutants import Mutant, weakened
from checks.refute.mutants.tightness_search import Tightest, closest
from checks.refute.searching.search import stream
from checks.refute.shrinking.shrink import shrink
from theory.claims import Claim
from theory.instance import Instance

BUDGET = 1500
"""Instances that are looked at for one mutant."""


@dataclass(frozen=True)
class Refutation:
    """What refutes a mutant, or how hard it was tried.

    Attributes
    ----------
    mutant : Mutant
        The falsified claim.
    instance : Instance or None
        The smallest found; ``None`` if the mutant was not refuted.
    judgement : Judgement or None
        The comparison that goes the wrong way there.
    searched, undefined : int
        Instances that were looked at until one refuted it, or in all; those of them on which a side is undefined.
    """

    mutant: Mutant
    instance: Instance | None
    judgement: Judgement | None
    searched: int
    undefined: int = 0


@dataclass(frozen=True)
class _Closeness:
    ratio: float


def violated(mutant: Mutant, instance: Instance) -> Judgement | None:
    """Return the first comparison of a mutant that goes the wrong way on an instance.

    Raises
    ------
    ArithmeticError
        Where a side is not defined.
    """
    return _wrong(examine(mutant.claim, instance))


def _wrong(judgements: list[Judgement]) -> Judgement | None:
    return next((judgement for judgement in judgements if judgement.ruling is Ruling.VIOLATED), None)


def refute(mutant: Mutant, seed: int = 0, budget: int = BUDGET) -> Refutation:
    """Search for an instance that refutes a mutant, and shrink it.

    A mutant with inequalities is approached from where its sides are closest; anything else is drawn afresh.

    Parameters
    ----------
    mutant : Mutant
        From `checks.refute.mutants.mutants`.
    seed, budget : int
        Where the search starts, and how many instances it looks at.
    """
    undefined = 0

    def score(instance: Instance) -> _Closeness | None:
        nonlocal undefined
        try:
            judgements = examine(mutant.claim, instance)
        except ArithmeticError:
            undefined += 1
            return None
        if _wrong(judgements) is not None:
            return _Closeness(float("inf"))
        sides = closest(judgements)
        return None if sides is None else _Closeness(sides.ratio)

    for searched, instance, scored in climb(sampler(mutant.claim.id), score, stream(seed, mutant.name), budget):
        if scored.ratio == float("inf"):
            return shrunk(mutant, instance, searched, undefined)
    return Refutation(mutant, None, None, budget, undefined)


def shrunk(mutant: Mutant, instance: Instance, searched: int, undefined: int = 0) -> Refutation:
    """Return a refutation by the smallest instance that shrinking reaches."""
    small = shrink(instance, lambda smaller: refutes(mutant, smaller))
    return Refutation(mutant, small, violated(mutant, small), searched, undefined)


def refutes(mutant: Mutant, instance: Instance) -> bool:
    """Whether an instance refutes a mutant; not where a side is undefined."""
    try:
        return violated(mutant, instance) is not None
    except ArithmeticError:
        return False


def mildest(claim: Claim, tightest: dict[str, Tightest], seed: int = 0, budget: int = BUDGET) -> Iterator[Refutation]:
    """Yield, for each bound of a claim, the weakenings up to the mildest that is refuted.

    Parameters
    ----------
    claim : Claim
        From the ledger.
    tightest : dict
        Statement → where its sides are closest, from `checks.refute.mutants.tightness_search`. An identity needs none.
    seed, budget : int
        Of the search that refutes a weakened identity.
    """
    for ladder in weakened(claim):
        found = tightest.get(ladder[0].claim.statements[0].name)
        for mutant in ladder:
            one = refute(mutant, seed, budget) if found is None else _at(mutant, found)
            yield one
            if one.instance is not None:
                break


def _at(mutant: Mutant, found: Tightest) -> Refutation:
    """Try a weakened bound where its sides are closest."""
    if not refutes(mutant, found.instance):
        return Refutation(mutant, None, None, found.searched)
    needed = next((n for n, ratio in found.trail if ratio > mutant.kept), found.trail[-1][0])
    return shrunk(mutant, found.instance, needed)
