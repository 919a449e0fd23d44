"""Random factored instances: users with heads, prompts with features."""

from __future__ import annotations

from dataclasses import replace
from fractions import Fraction
from typing import Any

from checks.populations.parts import NAMES, contexts, distribution, matrix, vector
from checks.populations.source import Source
from theory.instance import Baseline, Comparators, Context, Everything, Factored, Instance, Training, Uniform


def factored(choose: Source, finite: bool = False) -> Instance:
    """Draw a factored instance: users with heads, prompts with features, comparators of a protocol."""
    here = contexts(choose, 4)
    size, rank, width = choose.whole(2, 3), choose.whole(1, 2), choose.whole(1, 2)
    heads = {user: vector(choose, rank) for user in sorted({c.user for c in here})}
    features = {prompt: matrix(choose, size, width) for prompt in sorted({c.prompt for c in here})}
    theta: Any = matrix(choose, rank, width)
    parameters: Any = Everything()
    if finite:
        parameters = {"theta": theta, "m0": matrix(choose, rank, width), "m1": matrix(choose, rank, width)}
        theta = "theta"
    law: Comparators = Uniform() if choose.one_in(2) else Baseline(NAMES[0])
    return Instance(here, NAMES[:size], law, Factored(heads, features, parameters), theta)


def one_hot(choose: Source) -> Instance:
    """Draw the instances of T16 (b): the baseline protocol with features that are one-hot in the response."""
    base = factored(choose)
    assert isinstance(base.models, Factored)
    size = len(base.responses)
    block = tuple(tuple(Fraction(int(j == y - 1)) for j in range(size - 1)) for y in range(size))
    models = replace(base.models, features=dict.fromkeys(base.models.features, block))
    theta = matrix(choose, base.models.shape[0], size - 1)
    return Instance(base.contexts, base.responses, Baseline(base.responses[0]), models, theta)


def trained(choose: Source) -> Instance:
    """Draw the instances of T16 (a): training users with training prompts, deployed on target users and prompts."""
    base = factored(choose)
    assert isinstance(base.models, Factored)
    rank = base.models.shape[0]
    users = {f"t{i}": vector(choose, rank) for i in range(choose.whole(1, 2))}
    pairs = [(user, prompt) for user in users for prompt in sorted(base.models.features)]
    masses = distribution(choose, len(pairs))
    training = Training(tuple(Context(*pair, mass) for pair, mass in zip(pairs, masses, strict=True)), None)
    models = replace(base.models, user_heads={**base.models.user_heads, **users})
    return replace(base, models=models, training=training)
