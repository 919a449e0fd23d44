"""Whether anything hides in a class of bounded gaps: a pair of rewards, or a few users who show that nothing does.

The class holds every small multiple of its members, and every direction is relevant. So the size of the gaps decides
nothing, and nothing hides exactly when every policy that is the only best one for some reward exposes all directions.
That is inherited from fewer users who span the same: a few are decided exactly (T23), and where a pair hides from them
somebody who tells it apart is added, first of the users, then of those who could be recruited.

Claim: T23.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from fractions import Fraction
from math import comb

import numpy as np

from checks.audit.classes.glimpsing import glimpsed
from checks.audit.classes.hiding import Hidden, breakers, hides, served
from checks.audit.classes.reading import People, Setting
from checks.audit.running.session import tick
from theory.exact.linear import independent_rows
from theory.instance import Vector
from theory.polytope.decision import decide

MOST_CELLS = 4_000
"""Most policies that are enumerated, by the bound of an arrangement of as many hyperplanes."""


@dataclass
class Found:
    """What was found out about a population.

    Attributes
    ----------
    verdict : str
        ``bounded``, ``logarithmic at best``, ``boundary`` or ``not decided``.
    pair : Hidden or None
        What hides from the users as they are.
    recruits : list of str
        Who was recruited, in order.
    after : str
        The verdict with the recruits.
    core : list of int
        Rows of users, and after them of recruits, from whom nothing hides; empty where something does.
    """

    verdict: str = "not decided"
    pair: Hidden | None = None
    recruits: list[str] = field(default_factory=list)
    after: str = "not decided"
    core: list[int] = field(default_factory=list)


def settled(setting: Setting, picks: int, seed: int) -> Found:
    """Decide a population, and recruit until nothing hides.

    Parameters
    ----------
    setting : Setting
    picks : int
        How many to recruit at most.
    seed : int
        Draws rewards. It may change which pair is shown, and whether one is found at all where too many policies are
        left; never a verdict that is given.
    """
    found, rng = Found(), np.random.default_rng(seed)
    users = len(setting.users.names)
    core = spanning_and_opposite(setting.users)
    recruited: list[int] = []
    while True:
        tick()
        pair = glimpsed(setting, [*range(users), *recruited], rng)
        status = "not decided"
        if pair is None:
            status, pair, core = _enumerated(setting, core, users, rng)
        if pair is None:
            found.after = status
            break
        if found.pair is None:
            found.pair, found.verdict = pair, status if status == "boundary" else "logarithmic at best"
        found.after = found.verdict
        able = [] if status == "boundary" else breakers(setting, setting.everybody, pair)
        if not able or len(recruited) == picks:
            break
        recruited.append(able[0])
        core.append(able[0])
        found.recruits.append(setting.everybody.names[able[0]])
    if found.pair is None:
        found.verdict = found.after
    if found.after == "bounded":
        found.core = core
    return found


def spanning_and_opposite(users: People) -> list[int]:
    """Users who span what all span, and for each of them whoever comes nearest to being the opposite.

    Examples
    --------
    >>> one, zero = Fraction(1), Fraction(0)
    >>> spanning_and_opposite(People(("a", "b", "c"), ((one, zero), (zero, one), (-one, zero))))
    [0, 1, 2]
    """
    pivots = independent_rows(list(users.heads))
    heads = np.array([[float(x) for x in head] for head in users.heads])
    heads /= np.linalg.norm(heads, axis=1, keepdims=True)
    return list(dict.fromkeys([*pivots, *(int((heads @ heads[i]).argmin()) for i in pivots)]))


def _enumerated(
    setting: Setting, core: list[int], users: int, rng: np.random.Generator
) -> tuple[str, Hidden | None, list[int]]:
    """Decide a few people, adding users who tell apart what hides from them; until nothing does, or nobody can."""
    core = list(range(users)) if setting.coinciding else core
    while True:
        tick()
        people = setting.everybody.only(core)
        if cells(setting, people) > MOST_CELLS:
            return "not decided", None, core
        problem = setting.problem(people)
        decision = decide(problem)
        if decision.pair is None or decision.strict is None:
            return decision.verdict or "not decided", None, core
        pair = decision.pair
        user, prompt = divmod(pair.context, len(setting.prompts))
        known = Hidden(pair.believed, pair.hidden, core[user], prompt, pair.response)
        if decision.verdict == "boundary":
            return "boundary", known, core
        strict = decision.strict.leaves[pair.policy]
        generic = _generic(setting, known, strict, problem.policy(pair.believed), core, rng)
        able = [i for i in breakers(setting, setting.users, generic) if i not in core]
        if not able:
            return "logarithmic at best", generic, core
        core = [*core, able[0]]


def cells(setting: Setting, people: People) -> int:
    """Bound the policies with one best response everywhere: cells of an arrangement of hyperplanes through 0."""
    planes = len(people.names) * len(setting.prompts) * comb(len(setting.responses), 2)
    return 2 * sum(comb(planes - 1, i) for i in range(min(setting.dimension, planes)))


def _generic(
    setting: Setting,
    pair: Hidden,
    strict: Vector,
    policy: tuple[int, ...],
    core: list[int],
    rng: np.random.Generator,
) -> Hidden:
    """Move a pair a little, so that nobody at all is undecided at either; those in the core are served as before."""
    few, step, share = setting.everybody.only(core), Fraction(1), Fraction(1, 2)
    while True:
        tick()
        drawn = [Fraction(int(x), 1000) for x in rng.integers(-1000, 1001, setting.dimension)]
        near = tuple(s + step * d for s, d in zip(strict, drawn, strict=True))
        models = [
            tuple((1 - share) * x + share * s for x, s in zip(model, near, strict=True))
            for model in (pair.believed, pair.hidden)
        ]
        moved = Hidden(models[0], models[1], pair.user, pair.prompt, pair.response)
        (before,) = setting.values(few, models[0])
        if tuple(served(before).reshape(-1)) == policy and hides(setting, moved):
            return moved
        step, share = step / 2, share / 2
