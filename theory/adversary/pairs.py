"""Confusing pairs with prescribed constants: p0, δ_a, δ_b exactly, K to a stated enclosure.

In the altered context c0 model a serves the baseline, which exposes nothing, and b prefers the first response. The
other contexts look the same under both models. K is K₀ = kl(σ(−δ_a)‖σ(δ_b))/δ_a if nothing is asked for. A larger K is
had from a third response that is much worse under b than under a; a smaller one from comparators that are sometimes
the response itself (protocol ``table``), or, where everything is compared with the baseline, from a first response that
is much worse under a, while the third costs δ_a and tells nothing. Under uniform comparators no pair is confusing (T5).

Claim: T6, T7.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from fractions import Fraction

from flint import arb

from theory.errors import InputError
from theory.exact.enclosure import ball, bounds, certify
from theory.instance import Baseline, Comparators, Context, Explicit, Heads, Instance, Rewards, Vector
from theory.preference import bernoulli_kl

ACCURACY = Fraction(1, 10**9)
"""How far K may be from the one asked for, relatively."""

_MOST = Fraction(1 << 20)


@dataclass(frozen=True)
class Recipe:
    """What a confusing pair is to be.

    Attributes
    ----------
    p : Fraction
        p0 in (0, 1]; 1 if and only if there is one context.
    delta_a, delta_b : Fraction
        Positive.
    information : Fraction or None
        K; ``None`` leaves it at K₀.
    users, prompts, responses : int
        At least 1, 1 and 2; the contexts are all pairs of a user and a prompt.
    dimension : int or None
        The dimension of the heads, at least 2; ``None`` gives a table of rewards.
    protocol : str or None
        ``baseline`` or ``table``; ``None`` is the baseline unless K is below K₀.
    """

    p: Fraction = Fraction(1)
    delta_a: Fraction = Fraction(1)
    delta_b: Fraction = Fraction(1)
    information: Fraction | None = None
    users: int = 1
    prompts: int = 1
    responses: int = 2
    dimension: int | None = None
    protocol: str | None = None


def least_information(delta_a: Fraction, delta_b: Fraction) -> arb:
    """Enclose K₀ = kl(σ(−δ_a)‖σ(δ_b))/δ_a."""
    return certify(lambda: bernoulli_kl(-delta_a, delta_b) / ball(delta_a))


def confusing_pair(recipe: Recipe) -> Instance:
    """Build an instance with models a (the truth) and b, confusing in that order; c0 is its first context.

    Raises
    ------
    InputError
        When no such pair is built, saying why.

    Examples
    --------
    >>> pair = confusing_pair(Recipe(p=Fraction(1, 2), delta_a=Fraction(1, 3), users=2))
    >>> pair.contexts[0].probability, pair.models.table["a"][0], pair.models.table["b"][0]
    (Fraction(1, 2), (Fraction(0, 1), Fraction(-1, 3)), (Fraction(0, 1), Fraction(1, 1)))
    """
    _check(recipe)
    contexts = _contexts(recipe)
    tuning = _tuned(recipe)
    names = ("baseline", *(f"y{y}" for y in range(1, recipe.responses)))
    believed = [Fraction(0)] + [-recipe.delta_a] * (recipe.responses - 1)
    hidden = [Fraction(0), recipe.delta_b, *believed[2:]]
    believed[1] = -tuning.first
    if tuning.third is not None:
        hidden[2] = -tuning.third
    others = [tuple(Fraction(-y) for y in range(recipe.responses))] * (len(contexts) - 1)
    a, b = ((tuple(row), *others) for row in (believed, hidden))
    law = _comparators(recipe, names, tuning.mass, len(contexts))
    models = Rewards({"a": a, "b": b}) if recipe.dimension is None else _heads(a, b, recipe.dimension)
    return Instance(contexts, names, law, models, "a")


def _check(recipe: Recipe) -> None:
    if min(recipe.delta_a, recipe.delta_b) <= 0:
        raise InputError("delta", "must be positive")
    size = recipe.users * recipe.prompts
    if not 0 < recipe.p <= 1 or (recipe.p == 1) != (size == 1):
        raise InputError("p", "must lie in (0, 1], and be 1 exactly when there is one context")
    if recipe.responses < 2 or size < 1:
        raise InputError("responses", "at least two responses and one context are needed")
    if recipe.protocol not in (None, "baseline", "table"):
        raise InputError("protocol", "must be baseline or table: uniform comparators hide nothing (T5)")
    if recipe.dimension is not None and recipe.dimension < 2:
        raise InputError("dimension", "must be at least 2: two models with one policy need a direction each")


def _contexts(recipe: Recipe) -> tuple[Context, ...]:
    pairs = [(f"u{u}", f"x{x}") for u in range(recipe.users) for x in range(recipe.prompts)]
    rest = (1 - recipe.p) / max(len(pairs) - 1, 1)
    return tuple(Context(*pair, rest if i else recipe.p) for i, pair in enumerate(pairs))


@dataclass(frozen=True)
class _Tuning:
    """How K is had: what the first response costs under a, the third under b, the mass of the telling comparator."""

    first: Fraction
    third: Fraction | None = None
    mass: Fraction = Fraction(1)


def _tuned(recipe: Recipe) -> _Tuning:
    a, b, wanted = recipe.delta_a, recipe.delta_b, recipe.information
    if wanted is None:
        return _Tuning(a)
    if wanted <= 0:
        raise InputError("information", "must be positive")
    least = least_information(a, b)
    below = bool(least >= ball(wanted))
    if below and recipe.protocol != "baseline":
        mass = wanted / bounds(least)[1]
        return _Tuning(a, mass=mass.limit_denominator(2 * int(1 / ACCURACY) * (1 + int(1 / mass))))
    if recipe.responses < 3:
        where = "below {} under the baseline protocol" if below else "above {}"
        raise InputError("responses", f"K {where.format('kl(σ(−δ_a)‖σ(δ_b))/δ_a')} takes a third response")
    if below:
        return _Tuning(_solve(lambda worse: ball(worse) / bernoulli_kl(-worse, b), 1 / wanted, a))
    return _Tuning(a, _solve(lambda worse: bernoulli_kl(-a, -worse) / ball(a), wanted, a))


def _solve(function: Callable[[Fraction], arb], target: Fraction, low: Fraction) -> Fraction:
    """Return a rational at which a function, below a target at ``low``, is within `ACCURACY` of it, by bisection."""
    high = 2 * low + 1
    while not function(high) > ball(target):
        if high > _MOST:
            raise InputError("information", "too large or too small to be reached")
        high *= 2
    while True:
        middle = (low + high) / 2
        value = certify(lambda: function(middle))  # noqa: B023
        if abs(value - ball(target)) <= ball(target * ACCURACY):
            return middle
        low, high = (middle, high) if value < ball(target) else (low, middle)


def _comparators(recipe: Recipe, names: tuple[str, ...], mass: Fraction, contexts: int) -> Comparators:
    if mass == 1 and recipe.protocol != "table":
        return Baseline(names[0])
    size = range(recipe.responses)
    plain = tuple(tuple(Fraction(int(y == 0)) for y in size) for _ in size)
    seldom = tuple(
        tuple(mass if y == 0 else 1 - mass if y == served else Fraction(0) for y in size) if served else plain[0]
        for served in size
    )
    return Explicit((seldom, *[plain] * (contexts - 1)))


def _heads(a: tuple[Vector, ...], b: tuple[Vector, ...], dimension: int) -> Heads:
    """Write the rewards as ⟨h, θ⟩: the first coordinate is a's reward, the second what b adds, the others no matter."""
    vectors = tuple(
        tuple(
            (x, y - x, *(Fraction(int(j % (i + 2) == 0)) for j in range(dimension - 2)))
            for i, (x, y) in enumerate(zip(one, other, strict=True))
        )
        for one, other in zip(a, b, strict=True)
    )
    rest = (Fraction(0),) * (dimension - 2)
    one = Fraction(1)
    return Heads(vectors, {"a": (one, Fraction(0), *rest), "b": (one, one, *rest)})
