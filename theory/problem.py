"""Finite problem by index, as learners, enumeration, simulator and bounds use it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction
from functools import cached_property
from itertools import chain
from math import lcm

import numpy as np
from numpy.typing import NDArray

from theory.errors import InputError
from theory.instance import Baseline, Context, Explicit, Factored, Heads, Instance, Rewards, Slate, Uniform, Vector

_INT64_SAFE = 1 << 61

Law = tuple[Fraction, ...]


@dataclass(frozen=True)
class Slates:
    """How both responses of a comparison are drawn from the softened policy of the selected model.

    Attributes
    ----------
    inverse_temperature : Fraction
        β.
    reference : tuple of Law, shape (C, Y)
        γ_0.
    """

    inverse_temperature: Fraction
    reference: tuple[Law, ...]


@dataclass(frozen=True, eq=False)
class Problem:
    """An instance with a finite class, its models, contexts and responses numbered from 0.

    Attributes
    ----------
    models, responses : tuple of str
        Names, M and Y of them.
    contexts : tuple of (str, str)
        C pairs of user and prompt: those deployed, then those met in training only.
    p : tuple of Fraction, shape (C,)
        Law of the deployed contexts; 0 for those met in training only.
    kappa : nested tuple of Fraction, shape (C, Y, Y)
        κ(y' | c, y). Under slates γ_0(y' | c): what may be drawn, not how often; see `theory.protocol.actions`.
    scaled : integer array, shape (M, C, Y)
        Rewards times `scale`; ``int64`` where they fit, Python integers otherwise.
    scale : tuple of int, shape (C,)
        Positive.
    q : tuple of Fraction or None, shape (C,)
        Law of the training contexts.
    beta : nested tuple of Fraction or None, shape (C, Y)
        Behaviour policy; uniform rows where q is 0.
    truth : int or None
        The index of the instance's truth.
    slates : Slates or None
        Where both responses are drawn from the selected model's softened policy.

    Examples
    --------
    >>> from theory.problem import tabular
    >>> problem = tabular({"a": [[0, 1]], "b": [[1, 0]]})
    >>> problem.gap(0, 0, 1, 0), problem.policy.tolist()
    (Fraction(1, 1), [[1], [0]])
    """

    models: tuple[str, ...]
    contexts: tuple[tuple[str, str], ...]
    responses: tuple[str, ...]
    p: Law
    kappa: tuple[tuple[Law, ...], ...]
    scaled: NDArray[np.generic]
    scale: tuple[int, ...]
    q: Law | None = None
    beta: tuple[Law, ...] | None = None
    truth: int | None = None
    slates: Slates | None = None

    @classmethod
    def of(cls, instance: Instance) -> Problem:
        """Build the problem of an instance by numbering its names.

        Raises
        ------
        InputError
            When Θ is not finite.
        """
        if not instance.finite:
            raise InputError("parameters", "a finite class of models is needed here")
        contexts = instance.contexts + instance.training_only
        scaled, scale = _scaled(instance, contexts)
        q, beta = _training(instance, contexts)
        names = instance.model_names
        return cls(
            models=names,
            contexts=tuple(context.pair for context in contexts),
            responses=instance.responses,
            p=tuple(c.probability if i < len(instance.contexts) else Fraction(0) for i, c in enumerate(contexts)),
            kappa=comparator_law(instance, len(contexts)),
            scaled=scaled,
            scale=scale,
            q=q,
            beta=beta,
            truth=names.index(instance.truth) if isinstance(instance.truth, str) else None,
            slates=_slates(instance, len(contexts)),
        )

    @property
    def shape(self) -> tuple[int, int, int]:
        """(M, C, Y)."""
        return len(self.models), len(self.contexts), len(self.responses)

    @cached_property
    def deployed(self) -> tuple[int, ...]:
        """The contexts c with p_c > 0."""
        return tuple(c for c, mass in enumerate(self.p) if mass > 0)

    @cached_property
    def collected(self) -> dict[tuple[int, int, int], Fraction]:
        """The weight q_c β κ of every (c, y, y') that an offline tuple may hold, y < y' whichever was deployed.

        Under slates both responses are drawn from β.
        """
        assert self.q is not None and self.beta is not None
        weights: dict[tuple[int, int, int], Fraction] = {}
        for c, mass in enumerate(self.q):
            for y, behaviour in enumerate(self.beta[c]):
                for other, met in enumerate(self.kappa[c][y] if self.slates is None else self.beta[c]):
                    if weight := mass * behaviour * met:
                        met_once = (c, min(y, other), max(y, other))
                        weights[met_once] = weights.get(met_once, Fraction(0)) + weight
        return weights

    def named(self, truth: str | None) -> int:
        """Return the index of a model that is to be the truth; the instance's own where none is named.

        Raises
        ------
        InputError
            When there is no such model, or no truth.

        Examples
        --------
        >>> tabular({"a": [[0, 1]], "b": [[1, 0]]}).named("b")
        1
        """
        if truth is None:
            if self.truth is None:
                raise InputError("truth", "the file names none; give one with --truth")
            return self.truth
        if truth not in self.models:
            raise InputError("--truth", f"no model {truth[:60]!r}; there are {', '.join(self.models[:8])}")
        return self.models.index(truth)

    def reward(self, m: int, c: int, y: int) -> Fraction:
        """r_m(c, y)."""
        return Fraction(int(self.scaled[m, c, y]), self.scale[c])

    def gap(self, m: int, c: int, y: int, other: int) -> Fraction:
        """gap_m(c, y, other) = r_m(c, y) − r_m(c, other)."""
        row = self.whole[m][c]
        key = row[y] - row[other], self.scale[c]
        if key not in self._ratios:
            self._ratios[key] = Fraction(*key)
        return self._ratios[key]

    @cached_property
    def whole(self) -> list[list[list[int]]]:
        """`scaled`, in Python's own integers."""
        whole: list[list[list[int]]] = self.scaled.tolist()
        return whole

    @cached_property
    def _ratios(self) -> dict[tuple[int, int], Fraction]:
        """Every gap that was asked for, by what is over what: few are different."""
        return {}

    @cached_property
    def policy(self) -> NDArray[np.intp]:
        """π_m(c), shape (M, C): an argmax of r_m(c, ·), the lowest index on ties."""
        return np.asarray(self.scaled.argmax(axis=2), dtype=np.intp)

    @cached_property
    def optimal(self) -> NDArray[np.bool_]:
        """Whether y is a best response of m in c, shape (M, C, Y)."""
        return np.asarray(self.scaled == self.scaled.max(axis=2, keepdims=True), dtype=np.bool_)

    @cached_property
    def _stakes(self) -> tuple[list[int], int]:
        """p_c / scale_c for every context, as whole numbers over one denominator."""
        stakes = [mass / parts for mass, parts in zip(self.p, self.scale, strict=True)]
        whole = lcm(*(stake.denominator for stake in stakes))
        return [stake.numerator * (whole // stake.denominator) for stake in stakes], whole

    def mean_shortfall(self, m: int, policy: Sequence[int]) -> Fraction:
        """Σ_c p_c [max_y r_m(c, y) − r_m(c, policy(c))], in units of reward per round."""
        stakes, whole = self._stakes
        rows = self.whole[m]
        lost = sum(stake * (max(rows[c]) - rows[c][policy[c]]) for c, stake in enumerate(stakes) if stake)
        return Fraction(lost, whole)

    def shortfall(self, m: int, c: int, y: int) -> Fraction:
        """max_y' r_m(c, y') − r_m(c, y): the regret of deploying y in c when m is the truth."""
        return self.gap(m, c, int(self.policy[m, c]), y)


def comparator_law(instance: Instance, contexts: int) -> tuple[tuple[Law, ...], ...]:
    """κ as a table ``[context][deployed][comparator]`` for the given number of contexts."""
    comparators, size = instance.comparators, len(instance.responses)
    if isinstance(comparators, Explicit):
        return comparators.rows
    if isinstance(comparators, Slate):
        return tuple((row,) * size for row in references(comparators, contexts, size))
    if isinstance(comparators, Baseline):
        fixed = instance.responses.index(comparators.response)
        table = (tuple(Fraction(int(y == fixed)) for y in range(size)),) * size
    else:
        others = Fraction(1, size - 1)
        table = tuple(tuple(Fraction(0) if y == row else others for y in range(size)) for row in range(size))
    return (table,) * contexts


def references(slate: Slate, contexts: int, size: int) -> tuple[Law, ...]:
    """Return γ_0 as a table ``[context][response]``."""
    return ((Fraction(1, size),) * size,) * contexts if slate.reference is None else slate.reference


def _slates(instance: Instance, contexts: int) -> Slates | None:
    slate = instance.comparators
    if not isinstance(slate, Slate):
        return None
    return Slates(slate.inverse_temperature, references(slate, contexts, len(instance.responses)))


def _training(instance: Instance, contexts: tuple[Context, ...]) -> tuple[Law | None, tuple[Law, ...] | None]:
    if instance.training is None:
        return None, None
    place = {context.pair: i for i, context in enumerate(instance.training.contexts)}
    uniform = (Fraction(1, len(instance.responses)),) * len(instance.responses)
    behaviour = instance.training.behaviour
    q, beta = [], []
    for context in contexts:
        i = place.get(context.pair)
        q.append(Fraction(0) if i is None else instance.training.contexts[i].probability)
        beta.append(uniform if i is None or behaviour is None else behaviour[i])
    return tuple(q), tuple(beta)


def _scaled(instance: Instance, contexts: tuple[Context, ...]) -> tuple[NDArray[np.generic], tuple[int, ...]]:
    """Bring the rewards of each context to a common denominator."""
    per_context = [_context_rewards(instance.models, c, context) for c, context in enumerate(contexts)]
    scale, blocks, largest = [], [], 0
    for rows in per_context:
        values = list(chain.from_iterable(rows))
        distinct = dict(zip(map(id, values), values, strict=True))  # a file's equal numbers are mostly one object
        common = lcm(*{value.denominator for value in distinct.values()})
        whole = {key: value.numerator * (common // value.denominator) for key, value in distinct.items()}
        largest = max(largest, *map(abs, whole.values()))
        scale.append(common)
        blocks.append(list(map(whole.__getitem__, map(id, values))))
    kind = np.int64 if largest < _INT64_SAFE else object
    shape = (len(per_context[0]), -1)
    return np.stack([np.array(block, dtype=kind).reshape(shape) for block in blocks], axis=1), tuple(scale)


def _context_rewards(models: Rewards | Heads | Factored, c: int, context: Context) -> list[Vector]:
    """Rewards ``[model][response]`` in one context."""
    if isinstance(models, Rewards):
        return [table[c] for table in models.table.values()]
    from theory.exact.linear import products

    assert isinstance(models.parameters, dict)
    if isinstance(models, Heads):
        return products(list(models.parameters.values()), models.vectors[c])
    user = [models.user_heads[context.user]]
    latent = [products(user, tuple(zip(*matrix, strict=True)))[0] for matrix in models.parameters.values()]
    return products(latent, models.features[context.prompt])


def tabular(
    rewards: dict[str, list[list[int | Fraction]]],
    p: list[Fraction] | None = None,
    baseline: int | None = None,
) -> Problem:
    """Build a small problem from rewards ``model → [context][response]``, for examples and tests.

    Parameters
    ----------
    rewards : dict
        Rewards of each model.
    p : list of Fraction, optional
        Law of the contexts; uniform when left out.
    baseline : int, optional
        The comparator of the baseline protocol; uniform comparators when left out.
    """
    table = {name: tuple(tuple(map(Fraction, row)) for row in rows) for name, rows in rewards.items()}
    first = next(iter(table.values()))
    law = p or [Fraction(1, len(first))] * len(first)
    responses = tuple(f"y{y}" for y in range(len(first[0])))
    contexts = tuple(Context(f"u{c}", "x", mass) for c, mass in enumerate(law))
    comparators = Uniform() if baseline is None else Baseline(responses[baseline])
    return Problem.of(Instance(contexts, responses, comparators, Rewards(table)))
