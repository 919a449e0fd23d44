"""Statements of each claim under a misspecified assumption, with both sides enumerated.

The left side, and whatever else a learner does, is enumerated in what happens. The constants are those of what the
claim is told.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import replace
from fractions import Fraction
from functools import cache, lru_cache, partial
from itertools import permutations
from typing import Any

from flint import arb

from checks.claims import l05, l06, samples, t06, t17, t25
from checks.claims import load as check_of
from checks.claims.judge import Case, Judgement, judge
from checks.exact.expectations import round_regret
from checks.learner_protocol import History, Rows
from checks.learners import forced_exploration, load, uniform
from checks.refute.misspecified import expectations
from checks.refute.misspecified.misspecification import World
from theory.claims import Claim
from theory.claims.feedback import A, B
from theory.claims.scope import Functions
from theory.comparisons import comparisons, outcomes
from theory.exact.enclosure import ball
from theory.preference import sigmoid
from theory.quantities import affinity_deficit, policy_of

_HISTORIES = 3
"""Rounds of which whole histories are compared."""

RULE = "maximum likelihood"
"""The rule that is followed offline."""

_SELECTIONS = 4
"""Rounds over which selections are counted."""

Cases = Iterator[Case]


def judgements(claim: Claim, world: World) -> Iterator[tuple[Case, Judgement]]:
    """Yield every comparison that a claim makes in a world, with its case."""
    if claim.id in _LINK_ONLY:
        claim = _followed(claim, world.steepness)
    for case in CONCLUSIONS[claim.id](world):
        for judgement in judge(claim, world.told, case):
            yield case, judgement


@lru_cache(maxsize=64)
def _followed(claim: Claim, steepness: Fraction) -> Claim:
    """Return the headline of a lemma with the link that the answers follow on its left side."""
    headline = claim.statements[0]
    left = headline.left.subs({A: steepness * A, B: steepness * B}, simultaneous=True)
    return replace(claim, statements=(replace(headline, left=left),))


def _gaps(identifier: str) -> Callable[[World], Cases]:
    from theory.claims import claim

    return lambda world: check_of(claim(identifier)).cases(world.told)


def _step(world: World) -> Cases:
    """L5: the factor by which one round multiplies the potential, under the laws that the answers really have."""
    told, happens = world.told, world.happens
    for case in l05.cases(told):
        m, theta, power = case.symbols["m"], case.symbols["theta"], case.symbols.get("lambda")
        if power is None or theta not in world.answers:
            continue
        believed = comparisons(happens, case.symbols["pi"], m, theta)
        answered = comparisons(happens, case.symbols["pi"], m, world.answers[theta])
        factor: arb = sum(
            (
                ball(weight) * sigmoid(true) * (sigmoid(g) / sigmoid(h)) ** ball(power)
                for (weight, g, h), (_, _, true) in zip(outcomes(believed), outcomes(answered), strict=True)
            ),
            arb(0),
        )
        yield replace(case, functions={**case.functions, "step": lambda *_, value=factor: value})


def _divergence(world: World) -> Cases:
    """L6: the divergence of whole histories from each other."""
    last = _HISTORIES
    for name in ("greedy", "uniform", "constant"):
        learner = replace(load(name), remembers=lambda problem, t: True)
        for a, b in permutations(world.told.models, 2):
            true = world.answers[a], world.answers[b]
            curve = expectations.regret(world, learner, a, last)
            divergence = l06.history_divergence(world.happens, learner, *true, last)
            functions: Functions = {
                "R": lambda t, theta, curve=curve: curve[t],
                "KL": lambda t, a, b, value=divergence: value,
            }
            yield Case(("headline",), {"a": a, "b": b, "T": last}, functions, f"{name}, T = {last}")


def _greedy(world: World) -> Cases:
    """T1, T3, T4: the regret and the mistakes of greedy."""
    last = expectations.rounds(world)
    for theta in world.answers:
        curve = cache(partial(expectations.regret, world, world.greedy, theta, last))
        chances = cache(partial(expectations.mistakes, world, theta, last))
        functions: Functions = {
            "R": lambda t, theta, curve=curve: curve()[t],
            "mistake": lambda t, theta, chances=chances: chances()[t - 1],
            "mistakes": lambda t, theta, chances=chances: sum(chances()[:t], arb(0)),
        }
        for t in range(1, last + 1):
            yield Case(("headline",), {"theta": theta, "T": t, "t": t}, functions, _truth(world, "greedy", theta))


def _selections(world: World) -> Cases:
    """T2: how often greedy selects a wrong model."""
    last = min(expectations.rounds(world), _SELECTIONS)
    for theta in world.answers:
        for m in world.told.functions["W"](theta):
            law = cache(partial(expectations.tail, world, theta, m, last))
            functions: Functions = {"tail": lambda n, t, m, theta, law=law: law()[n + 1]}
            for n in range(1, last):
                yield Case(
                    ("headline",),
                    {"theta": theta, "m": m, "T": last, "n": n},
                    functions,
                    _truth(world, "greedy", theta),
                )


def _truth(world: World, learner: str, theta: int) -> str:
    return f"{learner}, truth {world.told.problem.models[theta]}"


def _pairs(world: World, statements: tuple[str, ...] = ("headline",)) -> Cases:
    """T6–T8: the regrets of three learners under both models of a confusing pair."""
    last, told = expectations.rounds(world), world.told
    for a, b in told.confusing_pairs[:2]:
        for learner in (world.greedy, load("constant"), load("uniform")):
            curves = {theta: cache(partial(expectations.regret, world, learner, theta, last)) for theta in (a, b)}
            functions: Functions = {"R": lambda t, theta, curves=curves: curves[theta]()[t]}
            for c in t06.bounded_contexts(told, a, b):
                free = told.functions["K"](a, b).is_zero()
                spoken = tuple(name for name in statements if name == statements[-1] or not free)
                yield Case(spoken, {"a": a, "b": b, "c_0": c, "T": last}, functions, _both(world, learner.name, a, b))


def _plans(world: World) -> Cases:
    """T25: the regret of a learner that explores what the claim says, and commits."""
    told, last = world.told, expectations.rounds(world) // 2
    for a in (a for a in told.models if t25.explorable(told, a)):
        learner = t25.committing(told, a, last, world.members)
        regret = t25.straight(partial(expectations.regret, world, learner, last=last + 1), last)
        for horizon in t25.LONG:
            where = f"commits after {last} rounds, believed {told.problem.models[a]}, T = {horizon}"
            yield Case(("headline",), {"a": a, "T": horizon}, {"R": regret}, where)


def _nothing_hides(world: World) -> Cases:
    """T26 where nothing hides from any model, so that tracking is greedy."""
    for case in _greedy(world) if world.told.conditions.diversity else ():
        yield replace(case, where=case.where.replace("greedy", "tracking", 1))


def _both(world: World, learner: str, a: int, b: int) -> str:
    names = world.told.problem.models
    return f"{learner}, models {names[a]} and {names[b]}"


def _exploration(world: World) -> Cases:
    """T11: forced exploration with the rate for the models it can tell apart."""
    told = world.told
    s = forced_exploration.rate_where_told(told.problem)
    schedule = forced_exploration.Schedule(s)

    def plan(history: History, t: int) -> Rows:
        explores = schedule.explores(t)
        return uniform.rows(world.happens) if explores else history.policy(history.best(world.members)[0])

    learner = replace(world.among("forced-exploration", plan), remembers=lambda problem, t: schedule.explores(t))
    last = expectations.rounds(world)
    for theta in world.answers:
        curve = cache(partial(expectations.regret, world, learner, theta, last))
        functions: Functions = {
            "R": lambda t, theta, curve=curve: curve()[t],
            "s": lambda: s,
            "Delta_U": partial(round_regret, told.problem, uniform.rows(told.problem)),
        }
        yield Case(("headline",), {"theta": theta, "T": last}, functions, _truth(world, learner.name, theta))


def _likely(world: World) -> Cases:
    """T12: the most likely of the learner's models after n tuples."""
    if world.told.problem.q is None:
        return
    errors = expectations.suboptimality(world)
    functions: Functions = {"SubOpt": lambda n, theta: errors[theta][n]}
    for theta in world.answers:
        for n in samples.sizes(world.told.problem):
            yield Case(("headline",), {"theta": theta, "n": n}, functions, _truth(world, RULE, theta))


def _rule(world: World) -> Cases:
    """T13: the same rule under two models."""
    if world.told.problem.q is None:
        return
    errors = expectations.suboptimality(world)
    functions: Functions = {"worst": lambda n, a, b: errors[a][n].max(errors[b][n])}
    for a, b in permutations(world.told.models, 2):
        for c in t06.bounded_contexts(world.told, a, b):
            for n in samples.sizes(world.told.problem):
                names = _both(world, RULE, a, b)
                yield Case(("headline",), {"a": a, "b": b, "c_0": c, "n": n}, functions, names)


def _deficits(world: World) -> Cases:
    """T17: the information in one round of greedy."""

    def deficit(m: int, theta: int) -> arb:
        problem = world.happens
        return affinity_deficit(problem, policy_of(problem, m), world.answers[m], world.answers[theta])

    for case in t17.cases(world.told):
        yield replace(case, functions={**case.functions, "deficit": deficit})


_LINK_ONLY = ("L1", "L2", "L3")

NOBODY = (*_LINK_ONLY, "L5", "T17")
"""Claims that speak of no learner."""

CONCLUSIONS: Mapping[str, Callable[[World], Cases]] = {
    **{identifier: _gaps(identifier) for identifier in _LINK_ONLY},
    "L5": _step,
    "L6": _divergence,
    "T1": _greedy,
    "T2": _selections,
    "T3": _greedy,
    "T4": _greedy,
    "T6": _pairs,
    "T7": partial(_pairs, statements=("headline", "sharper")),
    "T8": _pairs,
    "T11": _exploration,
    "T12": _likely,
    "T13": _rule,
    "T17": _deficits,
    "T25": _plans,
    "T26": _nothing_hides,
    "T27": _greedy,
}
"""The claims whose conclusions can be enumerated in a world."""


def learner(claim: str, world: World, case: Case) -> Mapping[str, Any] | None:
    """Describe who learns in a case, for the document of a counterexample."""
    return None if claim in NOBODY else {"name": case.where.partition(",")[0], **world.learner}
