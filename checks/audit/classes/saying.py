"""What is found about a population's class of rewards, as JSON values: the pair, whom to recruit, and C of the pair.

Claim: T23, T25.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from fractions import Fraction
from typing import Any

import numpy as np

from checks.audit.classes.deciding import Found, settled
from checks.audit.classes.hiding import Hidden, largest_gap
from checks.audit.classes.reading import Setting, read
from checks.audit.reading.tables import Features, Heads
from checks.audit.running import session
from theory.errors import InputError
from theory.files.rational import Literal, parse
from theory.instance import Baseline, Box, Context, Factored, Instance, Rewards, Vector

LISTED = 100
"""Most users from whom nothing hides that are listed."""

MOST_CONTEXTS = 2_000
"""Most contexts for which the constant of the logarithm is computed."""


@dataclass(frozen=True)
class ClassView:
    """A population read as a class of rewards with bounded gaps.

    Attributes
    ----------
    setting : Setting
    bound : Fraction
        No gap is larger.
    found : Found
    """

    setting: Setting
    bound: Fraction
    found: Found


def bound_of(text: str, largest: float | None) -> Fraction:
    """Read the bound on gaps: a positive number, or ``data``, the largest gap of these users.

    Raises
    ------
    InputError
        For anything else, and for ``data`` where no gaps are known.

    Examples
    --------
    >>> bound_of("5/2", None), bound_of("data", 2.5)
    (Fraction(5, 2), Fraction(5, 2))
    """
    if text == "data":
        if not largest:
            raise InputError("--box", "data: gaps are known where --features have the heads' columns and some differ")
        return Fraction(largest)
    try:
        bound = parse(text if "/" in text else Literal(text))
    except ValueError:
        raise InputError("--box", f"a positive number or data, not {text[:40]!r}") from None
    if bound <= 0:
        raise InputError("--box", f"a positive number or data, not {text[:40]!r}")
    return bound


def look(
    heads: Heads, features: Features | None, candidates: Heads | None, asked: Mapping[str, str | None], **more: int
) -> ClassView:
    """Read a population as a class, decide it and recruit.

    Parameters
    ----------
    heads : Heads
    features : Features or None
    candidates : Heads or None
        With the columns of the heads.
    asked : mapping
        ``box``, the bound on gaps (see `bound_of`), and ``baseline``, a response or None for the first.
    **more
        ``picks`` and ``seed``, see `checks.audit.classes.deciding.settled`.
    """
    session.at("deciding the class of rewards with bounded gaps")
    bound = bound_of(asked["box"] or "", _largest(heads, features))
    setting = read(heads, features, asked["baseline"], candidates)
    return ClassView(setting, bound, settled(setting, **more))


def _largest(heads: Heads, features: Features | None) -> float | None:
    """The largest gap of these users, for features in the coordinates of their heads."""
    if features is None or set(features.columns) != set(heads.columns):
        return None
    turn = [features.columns.index(name) for name in heads.columns]
    values = heads.values @ features.values[:, turn].T
    return float(max(np.ptp(values[:, rows], axis=1).max() for rows in features.groups()))


def document(view: ClassView | None) -> dict[str, Any] | None:
    """Write a class view as JSON values."""
    if view is None:
        return None
    setting, found = view.setting, view.found
    return {
        "largest_gap": str(view.bound),
        "baseline": setting.responses[setting.baseline],
        "dimension": setting.dimension,
        "decision": found.verdict,
        "confusing": None if found.pair is None else _pair(view, found.pair),
        "recruits": found.recruits,
        "decision_with_recruits": found.after,
        "candidates_outside": setting.outside,
        "nothing_hides_from": [setting.everybody.names[i] for i in found.core[:LISTED]],
        "regret_constant": None if found.pair is None else _constant(view, found.pair),
    }


def _pair(view: ClassView, pair: Hidden) -> dict[str, Any]:
    setting = view.setting
    scale = view.bound / largest_gap(setting, pair)
    return {
        "believed": _reward(setting, pair.believed, scale),
        "hidden": _reward(setting, pair.hidden, scale),
        "context": [setting.everybody.names[pair.user], setting.prompts[pair.prompt]],
        "response": setting.responses[pair.response],
    }


def _reward(setting: Setting, model: Vector, scale: Fraction) -> dict[str, dict[str, str]]:
    """A reward by names: column of the heads, then feature; what is left out is 0."""
    width = len(setting.features)
    return {
        column: {name: str(scale * model[i * width + j]) for j, name in enumerate(setting.features)}
        for i, column in enumerate(setting.columns)
    }


def instance(view: ClassView, pair: Hidden) -> Instance:
    """The users with the two rewards of a pair: a finite class, whose hidden model hides from the believed one."""
    setting = view.setting
    scale = view.bound / largest_gap(setting, pair)
    share = Fraction(1, len(setting.users.names) * len(setting.prompts))
    contexts = tuple(Context(user, prompt, share) for user in setting.users.names for prompt in setting.prompts)
    table = {}
    for name, model in (("believed", pair.believed), ("hidden", pair.hidden)):
        rewards = setting.rewards(setting.users, model).reshape(len(contexts), len(setting.responses))
        table[name] = tuple(tuple(scale * x for x in row) for row in rewards)
    return Instance(contexts, setting.responses, Baseline(setting.responses[setting.baseline]), Rewards(table))


def evidence(view: ClassView) -> Instance:
    """What the decision rests on, for ``check`` to decide again.

    Where something hides, the users with the two rewards of the pair. Where nothing does, the few from whom nothing
    hides, with a cube of rewards: small multiples of these are in the class, and more users expose more.

    Raises
    ------
    InputError
        Where nothing was decided.
    """
    setting, found = view.setting, view.found
    if found.pair is not None:
        return instance(view, found.pair)
    if not found.core:
        raise InputError("--evidence", "nothing was decided")
    few = setting.everybody.only(found.core)
    share = Fraction(1, len(few.names) * len(setting.prompts))
    contexts = tuple(Context(user, prompt, share) for user in few.names for prompt in setting.prompts)
    cube = Box((Fraction(-1),) * setting.dimension, (Fraction(1),) * setting.dimension)
    features = dict(zip(setting.prompts, setting.traits, strict=True))
    models = Factored(dict(zip(few.names, few.heads, strict=True)), features, cube)
    return Instance(contexts, setting.responses, Baseline(setting.responses[setting.baseline]), models)


def _constant(view: ClassView, pair: Hidden) -> dict[str, Any] | None:
    """C of the pair where the first reward is true; None where there are too many contexts, or ties."""
    from checks.instance.constants import regret_constants
    from theory.diversity import Conditions
    from theory.problem import Problem

    if len(view.setting.users.names) * len(view.setting.prompts) > MOST_CONTEXTS:
        return None
    found = regret_constants(Conditions(Problem.of(instance(view, pair))), [0])
    return None if found is None else {key: found["believed"][key] for key in ("constant", "exploration")}


def says(view: ClassView | None) -> list[str]:
    """Say what is decided, in sentences."""
    if view is None:
        return []
    found, setting = view.found, view.setting
    rewards = f"Over all rewards with gaps of at most {float(view.bound):.6g}, compared with "
    rewards += f"{setting.responses[setting.baseline]!r}: "
    told = {
        "bounded": "bounded, careful greedy stops paying at every truth with one best response (T22, T23).",
        "logarithmic at best": "logarithmic at best, no learner is bounded at both of a pair of rewards (T6, T23).",
        "boundary": "boundary, some responses coincide, and only policies with ties are confused (T23).",
        "not decided": "not decided, more policies than are enumerated, and no pair was found.",
    }
    lines = [rewards + told[found.verdict]]
    if found.recruits:
        end = "nothing hides any more" if found.after == "bounded" else f"it is {found.after} still"
        lines.append(f"With {len(found.recruits)} recruited, {end}: {', '.join(found.recruits[:8])}.")
    lines.append("Were every other response a comparator, it would be bounded for every population (T5, T22).")
    return lines
