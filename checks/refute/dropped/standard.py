"""The searches that need no predicate of their own: the claim's statements, compared with one hypothesis ignored.

A hypothesis that an instance may fail is left out of the claim, and the claim's own check is tried on random
instances. One that the format guarantees fails in the worlds of `checks.refute.misspecified.misspecification`.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from functools import partial
from itertools import islice

from checks.claims import load
from checks.claims.judge import Case, Judgement, Ruling, judge
from checks.refute.drawing.instance_families import Sampler, sampler
from checks.refute.misspecified.conclusions import CONCLUSIONS, judgements, learner
from checks.refute.misspecified.misspecification import WORLDS, World
from checks.refute.searching.observation import Dropped, Observation
from checks.refute.searching.search import stream
from checks.refute.searching.violations import violation
from theory.claims import Claim
from theory.claims import claim as named
from theory.claims.hypotheses import HYPOTHESES
from theory.claims.scope import Scope
from theory.instance import Instance


def ignoring(claim: str, hypothesis: str, aliases: tuple[str, ...] = ()) -> Dropped:
    """Return the search for a claim without a hypothesis that an instance may fail."""
    return Dropped(claim, hypothesis, sampler(claim), partial(observe_without, claim, hypothesis), aliases)


def misspecified(claim: str, hypothesis: str, draw: Sampler | None = None) -> Dropped:
    """Return the search for a claim without a hypothesis that every instance meets, in worlds where it fails.

    Parameters
    ----------
    claim, hypothesis : str
        ``T6`` and ``H5``.
    draw : callable, optional
        Draws what the claim is told; the family of the claim when left out.
    """
    return Dropped(claim, hypothesis, draw or sampler(claim), partial(observe_world, claim, hypothesis))


def observe_without(claim: str, hypothesis: str, instance: Instance) -> Observation | None:
    """Find a statement of a claim that fails on an instance which meets all of its hypotheses but one."""
    words = f"without '{HYPOTHESES[hypothesis].words}'"
    for scope, case, judgement in _tried(named(claim), hypothesis, instance):
        if judgement.ruling is Ruling.VIOLATED:
            found = violation(named(claim), scope, case, judgement, words, None)
            if found is not None:
                return found
    return None


def observe_world(claim: str, hypothesis: str, instance: Instance) -> Observation | None:
    """Find a statement of a claim that fails in a world in which a hypothesis fails."""
    for world, case, judgement in _lived(named(claim), hypothesis, instance):
        if judgement.ruling is Ruling.VIOLATED:
            found = violation(named(claim), world.told, case, judgement, world.words, learner(claim, world, case))
            if found is not None:
                return found
    return None


def survived(claim: Claim, hypothesis: str, seed: int, budget: int) -> int:
    """Count the random instances without a hypothesis on which a statement of the claim was compared, and held."""
    if HYPOTHESES[hypothesis].test is None and (hypothesis not in WORLDS or claim.id not in CONCLUSIONS):
        return 0
    rngs = islice(stream(seed, f"{claim.id} without {hypothesis}"), budget)
    return sum(Ruling.HOLDS in _rulings(claim, hypothesis, sampler(claim.id)(rng)) for rng in rngs)


def _rulings(claim: Claim, hypothesis: str, instance: Instance) -> set[Ruling]:
    if hypothesis in WORLDS:
        return {judgement.ruling for _, _, judgement in _lived(claim, hypothesis, instance)}
    return {judgement.ruling for _, _, judgement in _tried(claim, hypothesis, instance)}


def _tried(claim: Claim, hypothesis: str, instance: Instance) -> Iterator[tuple[Scope, Case, Judgement]]:
    """Yield the comparisons for which one hypothesis fails; none are left once a side is undefined."""
    scope, test = Scope(instance), HYPOTHESES[hypothesis].test
    assert test is not None
    weaker = replace(claim, hypotheses=tuple(name for name in claim.hypotheses if name != hypothesis))
    try:
        for case in load(claim).cases(scope):
            if not test(scope, case.symbols):
                yield from ((scope, case, judgement) for judgement in judge(weaker, scope, case))
    except ArithmeticError:
        return


def _lived(claim: Claim, hypothesis: str, instance: Instance) -> Iterator[tuple[World, Case, Judgement]]:
    """Yield the comparisons in the worlds in which a hypothesis fails; none are left once a side is undefined."""
    try:
        for world in WORLDS[hypothesis](instance):
            yield from ((world, case, judgement) for case, judgement in judgements(claim, world))
    except ArithmeticError:
        return
