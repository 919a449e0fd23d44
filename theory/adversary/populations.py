"""Populations of factored heads that lack one head, and the user whose arrival restores diversity.

Claim: T16.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from fractions import Fraction
from typing import cast

from theory.errors import InputError
from theory.exact.linear import nullspace
from theory.instance import Baseline, Context, Everything, Factored, Instance, Matrix, Training, Uniform, Vector

_ZERO, _ONE = Fraction(0), Fraction(1)


@dataclass(frozen=True)
class Twins:
    """A population without diversity and the same with one user more.

    Attributes
    ----------
    lacking, repaired : Instance
        The two populations, over Θ = ℝ^{k×d}.
    newcomer : str
        The user whose arrival repairs it.
    hidden : Matrix
        A parameter that looks like the truth to the lacking population and changes a target's best response.
    """

    lacking: Instance
    repaired: Instance
    newcomer: str
    hidden: Matrix


def untrained_direction(missing: Vector, prompts: int = 1, responses: int = 2) -> Twins:
    """Build training users that span all that is orthogonal to a latent direction, and a target who is not.

    Nothing learnt from training says anything about the missing direction; one training user along it does.

    Parameters
    ----------
    missing : Vector
        The latent direction, not 0.
    prompts, responses : int
        At least 1 and 2.

    Claim: T16 (a).

    Examples
    --------
    >>> twins = untrained_direction((Fraction(1), Fraction(-1)))
    >>> twins.lacking.models.user_heads["trained 1"], twins.newcomer
    ((Fraction(1, 1), Fraction(1, 1)), 'newcomer')
    """
    if not any(missing) or len(missing) < 2:
        raise InputError("missing", "must be a direction other than 0 in at least two dimensions")
    heads = {f"trained {i}": head for i, head in enumerate(nullspace([missing], len(missing)), 1)}
    users = {**heads, "newcomer": missing, "target": missing}
    features = {f"x{x}": _features(responses, x) for x in range(prompts)}
    truth = tuple(tuple(Fraction(-x) for _ in range(responses - 1)) for x in missing)
    hidden = tuple(tuple(-2 * entry if y == 0 else entry for y, entry in enumerate(row)) for row in truth)
    target = (Context("target", "x0", _ONE),)
    names = ("baseline", *(f"y{y}" for y in range(1, responses)))

    def trained(chosen: list[str]) -> Instance:
        pairs = [(user, prompt) for user in chosen for prompt in features]
        law = tuple(Context(*pair, Fraction(1, len(pairs))) for pair in pairs)
        models = Factored({u: users[u] for u in (*chosen, "target")}, features, Everything())
        return Instance(target, names, Uniform(), models, truth, Training(law, None))

    return Twins(trained([*heads]), trained([*heads, "newcomer"]), "newcomer", hidden)


def _features(responses: int, prompt: int) -> Matrix:
    """One-hot features, zero for the baseline, scaled by the prompt so that no two prompts are alike."""
    size = responses - 1
    rows = (tuple(Fraction((prompt + 1) * int(i == y)) for i in range(size)) for y in range(size))
    return ((_ZERO,) * size, *rows)


def narrow_audience(choices: int, tastes: int) -> Twins:
    """Build a population under the baseline protocol in which one response has no spanning audience.

    A user's head says how much each response is liked and what else matters to the user. Under the truth only the
    liking counts. Every response but the first has an audience that spans; that of the first lacks the last
    direction, which matters to users who are served something else. The newcomer likes the first response and
    has that direction.

    Parameters
    ----------
    choices : int
        Responses other than the baseline, at least 1.
    tastes : int
        Latent directions that say nothing about liking, at least 1.

    Claim: T16 (b).
    """
    if choices < 1 or tastes < 1:
        raise InputError("choices", "at least one response and one taste are needed")
    size = choices + tastes
    audiences = {
        f"likes y{y + 1}, head {j + 1}": tuple(
            2 * _unit(y, size)[i] + (_unit(j, size)[i] if j != y else 0) for i in range(size)
        )
        for y in range(choices)
        for j in range(size)
    }
    newcomer = f"likes y1, head {size}"
    outsider = {"likes nothing": tuple(_unit(size - 1, size)[i] - _unit(0, size)[i] for i in range(size))}
    users = {**audiences, **outsider}
    truth = tuple(tuple(Fraction(int(i == y)) for y in range(choices)) for i in range(size))
    hidden = tuple(
        tuple(2 * _ONE if (i, y) == (size - 1, 0) else entry for y, entry in enumerate(row))
        for i, row in enumerate(truth)
    )
    models = Factored(users, {"x0": _features(choices + 1, 0)}, Everything())
    names = ("baseline", *(f"y{y + 1}" for y in range(choices)))
    repaired = Instance(_evenly(list(users)), names, Baseline("baseline"), models, truth)
    fewer = {user: head for user, head in users.items() if user != newcomer}
    lacking = replace(repaired, contexts=_evenly(list(fewer)), models=replace(models, user_heads=fewer))
    return Twins(lacking, repaired, newcomer, hidden)


def _unit(place: int, size: int) -> Vector:
    return tuple(Fraction(int(i == place)) for i in range(size))


def _evenly(users: list[str]) -> tuple[Context, ...]:
    return tuple(Context(user, "x0", Fraction(1, len(users))) for user in users)


def two_models(instance: Instance, hidden: Matrix) -> Instance:
    """Return a population with the class cut down to its truth and a hidden alternative."""
    assert isinstance(instance.models, Factored)
    members = {"truth": cast(Matrix, instance.truth), "hidden": hidden}
    return replace(instance, models=replace(instance.models, parameters=members), truth="truth")
