"""The searches that need no module of their own: the claim's statements, compared with one hypothesis ignored.

A hypothesis that an instance may fail is left out of the claim, and the claim's own check is tried on random
instances. One that the format guarantees fails in the worlds of `checks.refute.misspecified.misspecification`.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from fractions import Fraction
from functools import partial
from itertools import islice

from numpy.random import Generator

from checks.claims import load
from checks.claims.judge import Case, Judgement, Ruling, judge
from checks.refute.drawing.confusing import as_pair
from checks.refute.drawing.instance_families import Sampler, sampler
from checks.refute.drawing.random_parts import between, contexts, population, responses
from checks.refute.misspecified.conclusions import CONCLUSIONS, judgements, learner
from checks.refute.misspecified.misspecification import WORLDS, World
from checks.refute.not_needed import ABOUT_OBJECTS
from checks.refute.searching.observation import Dropped, Observation
from checks.refute.searching.search import stream
from checks.refute.searching.violations import violation
from theory.claims import LEDGER, Claim
from theory.claims import claim as named
from theory.claims.hypotheses import HYPOTHESES
from theory.claims.scope import Scope
from theory.instance import Instance, Rewards, Uniform

ALIASES = {"unique-optimum-of-a": ("H3",)}
"""Other names of a hypothesis."""


def searches() -> Iterator[Dropped]:
    """Yield one search for every hypothesis of the ledger that can be dropped without a module of its own."""
    for claim in LEDGER:
        for hypothesis in claim.hypotheses:
            found = standard(claim, hypothesis)
            if found is not None:
                yield found


def standard(claim: Claim, hypothesis: str) -> Dropped | None:
    """Return the standard search for a claim without a hypothesis that the ledger lists for it, if there is one."""
    if hypothesis not in claim.hypotheses or hypothesis in ABOUT_OBJECTS:
        return None
    if HYPOTHESES[hypothesis].test is not None:
        draw, observe = sampler(claim.id), observe_without
    elif hypothesis in WORLDS and claim.id in CONCLUSIONS:
        draw, observe = _inhabitants(claim.id, hypothesis), observe_world
    else:
        return None
    seen = partial(observe, claim.id, hypothesis)
    return Dropped(claim.id, hypothesis, draw, seen, ALIASES.get(hypothesis, ()))


def _inhabitants(claim: str, hypothesis: str) -> Sampler:
    """Return what is drawn for a world: small populations of two models where greedy is followed for many rounds."""
    greedy = ("T1", "T2", "T3", "T4")
    special: dict[tuple[str, str], Sampler] = {
        **dict.fromkeys(((name, "H4") for name in (*greedy, "T11")), _two_contexts),
        **dict.fromkeys(((name, "H5") for name in greedy), _telling_pair),
        **dict.fromkeys(((name, "H5") for name in ("T6", "T7", "T8")), _narrow_pair),
        ("T11", "H1"): _two_models,
        ("T11", "H5"): _far_pair,
    }
    return special.get((claim, hypothesis), sampler(claim))


def _two_models(rng: Generator) -> Instance:
    return population(rng, models=(2, 2), users=(1, 2), size=(2, 2))


def _two_contexts(rng: Generator) -> Instance:
    return population(rng, models=(2, 2), users=(2, 2), size=(2, 2))


def _telling_pair(rng: Generator) -> Instance:
    drawn = population(rng, models=(2, 2), users=(1, 1), size=(2, between(rng, 2, 3)))
    return replace(drawn, comparators=Uniform())


def _far_pair(rng: Generator) -> Instance:
    """Draw a model that is nearly indifferent and a truth that is not."""
    wrong, right = Fraction(between(rng, 0, 2)), Fraction(between(rng, 3, 6))
    table = {"m0": ((Fraction(0), wrong),), "m1": ((right, Fraction(0)),)}
    return Instance(contexts(rng, 1), responses(2), Uniform(), Rewards(table), "m1")


def _narrow_pair(rng: Generator) -> Instance:
    return as_pair(population(rng, models=(2, 2), users=(1, 1), size=(2, 2)))


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
    if HYPOTHESES[hypothesis].test is not None:
        draw = sampler(claim.id)
    elif hypothesis in WORLDS and claim.id in CONCLUSIONS:
        draw = _inhabitants(claim.id, hypothesis)
    else:
        return 0
    drawn = (draw(rng) for rng in islice(stream(seed, f"{claim.id} without {hypothesis}"), budget))
    return sum(Ruling.HOLDS in _rulings(claim, hypothesis, each) for each in drawn)


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
