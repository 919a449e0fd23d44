"""The catalogue of falsified claims: for each mutant the smallest instance found that refutes it.

``python -m checks.refute.catalogue`` prints it.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from importlib.util import find_spec

from checks.claims import examine
from checks.judge import Judgement, Ruling
from checks.mutants import Mutant, mutants, weakened
from checks.refute.samplers import sampler
from checks.refute.search import stream
from checks.refute.shrink import shrink
from checks.refute.tightness import best, inequalities
from theory.claims import LEDGER, Claim
from theory.instance import Instance

BUDGET = 400
"""Instances that are looked at for one mutant."""


@dataclass(frozen=True)
class Refutation:
    """What refutes a mutant.

    Attributes
    ----------
    mutant : str
        Its name: ``T6: headline × 100/99``.
    instance : Instance or None
        The smallest found; ``None`` if the mutant was not refuted.
    judgement : Judgement or None
        The comparison that goes the wrong way there.
    searched : int
        Instances that were looked at before.
    """

    mutant: str
    instance: Instance | None
    judgement: Judgement | None
    searched: int


def checked() -> list[Claim]:
    """Return the claims that have a check."""
    return [claim for claim in LEDGER if find_spec(f"checks.claims.{claim.module}") is not None]


def violated(mutant: Mutant, instance: Instance) -> Judgement | None:
    """Return the first comparison of a mutant that goes the wrong way on an instance.

    Where a dropped hypothesis leaves a side undefined, nothing is refuted.
    """
    try:
        judgements = examine(mutant.claim, instance)
    except ArithmeticError:
        return None
    return next((judgement for judgement in judgements if judgement.ruling is Ruling.VIOLATED), None)


def refute(mutant: Mutant, seed: int = 0, budget: int = BUDGET, smallest: bool = True) -> Refutation:
    """Search for an instance that refutes a mutant, and shrink it.

    Parameters
    ----------
    mutant : Mutant
        From `checks.mutants`.
    seed, budget : int
        Where the search starts, and how many instances it looks at.
    smallest : bool
        Whether to shrink.
    """
    draw = sampler(mutant.claim.id)
    for searched, rng in zip(range(1, budget + 1), stream(seed, mutant.name), strict=False):
        instance = draw(rng)
        if violated(mutant, instance) is not None:
            return _refutation(mutant, instance, searched, smallest)
    return Refutation(mutant.name, None, None, budget)


def _refutation(mutant: Mutant, instance: Instance, searched: int, smallest: bool) -> Refutation:
    if smallest:
        instance = shrink(instance, lambda smaller: violated(mutant, smaller) is not None)
    return Refutation(mutant.name, instance, violated(mutant, instance), searched)


def mildest(claim: Claim, seed: int = 0, budget: int = BUDGET, smallest: bool = True) -> Iterator[Refutation]:
    """Yield, for each bound of a claim, the mildest weakening that the tightest instance found refutes."""
    for ladder in weakened(claim):
        statement = ladder[0].claim.statements[0].name
        tight = best(claim.id, seed, budget, statement) if statement in inequalities(claim.id) else None
        if tight is None:
            yield refute(ladder[0], seed, budget, smallest)
            continue
        hit = next((mutant for mutant in ladder if violated(mutant, tight.instance) is not None), None)
        if hit is None:
            yield Refutation(ladder[-1].name, None, None, budget)
        else:
            yield _refutation(hit, tight.instance, budget, smallest)


def catalogue(claim: Claim, seed: int = 0, budget: int = BUDGET, smallest: bool = True) -> Iterator[Refutation]:
    """Yield the refutation of every mutant of a claim."""
    for mutant in mutants(claim):
        yield refute(mutant, seed, budget, smallest)
    yield from mildest(claim, seed, budget, smallest)


def _print() -> None:
    for claim in checked():
        for entry in catalogue(claim):
            seen = entry.judgement
            shown = "not refuted" if seen is None else f"{seen.left} against {seen.right} ({seen.where})"
            print(f"{entry.mutant}: {shown} [{entry.searched}]")


if __name__ == "__main__":
    _print()
