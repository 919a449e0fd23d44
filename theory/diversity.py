"""Conditions D, G, SD, D_θ and D_off of a finite problem, decided exactly, with a witness for each that fails."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cached_property
from typing import Literal

import numpy as np
from numpy.typing import NDArray

from theory.problem import Problem
from theory.signatures import View, drawn_view, groups, views

Regime = Literal["bounded", "logarithmic", "linear"]
Models = NDArray[np.intp]


@dataclass(frozen=True)
class ConfusingPair:
    """Models (a, b) with a ~_{π_a} b and Δ(a, b) > 0.

    Attributes
    ----------
    believed, hidden : int
        The self-confirming model a and the hidden alternative b.
    """

    believed: int
    hidden: int


@dataclass(frozen=True)
class Unidentified:
    """Models a, b that look the same to everything that can be exposed although Δ(a, b) > 0."""

    first: int
    second: int


@dataclass(frozen=True)
class Unexposed:
    """A policy π_g and a wrong model m of θ that it does not tell from θ: what refutes SD at θ."""

    deployed: int
    wrong: int


def _packed(flags: NDArray[np.bool_]) -> NDArray[np.uint64]:
    """Pack flags of each model, shape (M, C, Y), into words, shape (M, words)."""
    rows = flags.reshape(len(flags), -1)
    padded = np.pad(rows, ((0, 0), (0, -rows.shape[1] % 64)))
    return np.packbits(padded, axis=1).view(np.uint64)


@dataclass(frozen=True, eq=False)
class Conditions:
    """Every online condition of section 1 on one problem; they concern its deployed contexts.

    Parameters
    ----------
    problem : Problem
        A finite problem.

    Examples
    --------
    >>> from theory.problem import tabular
    >>> trap = Conditions(tabular({"a": [[0, -1]], "b": [[0, 1]]}, baseline=0))
    >>> trap.diversity, trap.global_identifiability, trap.regime
    (False, True, 'logarithmic')
    """

    problem: Problem

    @cached_property
    def views(self) -> View:
        """Views of the deployed contexts, shape (C, Y, M)."""
        return views(self.problem, self.problem.deployed)

    @cached_property
    def _policy(self) -> NDArray[np.intp]:
        return self.problem.policy[:, list(self.problem.deployed)]

    @cached_property
    def _optimal(self) -> NDArray[np.bool_]:
        return self.problem.optimal[:, list(self.problem.deployed)]

    @cached_property
    def _telling(self) -> NDArray[np.bool_]:
        """Whether some models differ in what is seen of them, shape (C, Y)."""
        return np.asarray((self.views != self.views[:, :, :1]).any(axis=2), dtype=np.bool_)

    @cached_property
    def _best(self) -> NDArray[np.uint64]:
        return _packed(self._optimal)

    @cached_property
    def unique_optimum(self) -> bool:
        """H3: every model has one best response in every deployed context."""
        return bool((self._optimal.sum(axis=2) == 1).all())

    def unique_optimum_of(self, m: int) -> bool:
        """Whether model m has one best response in every deployed context."""
        return bool((self._optimal[m].sum(axis=1) == 1).all())

    def alike(self, policy: NDArray[np.intp], m: int) -> Models:
        """Return the models m' with m ~_π m', in model order, for a policy over the deployed contexts."""
        candidates = np.arange(len(self.problem.models))
        for c in np.flatnonzero(self._telling[np.arange(len(policy)), policy]):
            seen = self.views[c, policy[c]]
            candidates = candidates[seen[candidates] == seen[m]]
            if len(candidates) == 1:
                break
        return candidates

    def _misled(self, policy: NDArray[np.intp], models: Models) -> Models:
        """Those of the models for which the policy is suboptimal in some deployed context."""
        chosen = np.zeros((1, *self._optimal.shape[1:]), dtype=np.bool_)
        chosen[0, np.arange(len(policy)), policy] = True
        mask = _packed(chosen)
        wrong: NDArray[np.bool_] = ((self._best[models] & mask) != mask).any(axis=1)
        return models[wrong]

    def hidden_from(self, a: int) -> Models:
        """Return the models b for which (a, b) is a confusing pair, in model order."""
        return self._misled(self._policy[a], self.alike(self._policy[a], a))

    def confusing_pairs(self) -> Iterator[ConfusingPair]:
        """Yield every confusing pair, ordered by believed and then hidden model."""
        for a in np.flatnonzero(self.hidden_counts):
            for b in self.hidden_from(int(a)):
                yield ConfusingPair(int(a), int(b))

    @cached_property
    def hidden_counts(self) -> NDArray[np.intp]:
        """How many confusing pairs start at each model, shape (M,)."""
        return np.array([len(self.hidden_from(a)) for a in range(len(self.problem.models))], dtype=np.intp)

    @property
    def diversity(self) -> bool:
        """(D): there is no confusing pair."""
        return not self.hidden_counts.any()

    def pointwise_diversity(self, a: int) -> bool:
        """(D_a): no confusing pair starts at a."""
        return len(self.hidden_from(a)) == 0

    @cached_property
    def unexposed(self) -> dict[int, Unexposed]:
        """For each θ at which SD fails, a policy and a wrong model that refute it."""
        found: dict[int, Unexposed] = {}
        policies, owners = np.unique(self._policy, axis=0, return_index=True)
        for policy, g in sorted(zip(policies, owners, strict=True), key=lambda pair: int(pair[1])):
            for group in groups([self.views[c, y] for c, y in enumerate(policy)]):
                for theta, m in self._disagreements(group, skip=found):
                    found[theta] = Unexposed(int(g), m)
        return found

    def strong_diversity(self, theta: int) -> bool:
        """(SD) at θ: ρ_{π_g}(m, θ) < 1 for all g ∈ Θ and m ∈ W(θ)."""
        return theta not in self.unexposed

    def _disagreements(self, group: Models, skip: Iterable[int] = ()) -> Iterator[tuple[int, int]]:
        """Yield (θ, m), for each θ of the group the first m of the group with Δ(m, θ) > 0, if any."""
        policies, first = np.unique(self._policy[group], axis=0, return_index=True)
        order = np.argsort(first)
        contexts = np.arange(policies.shape[1])
        for theta in group[~np.isin(group, list(skip))]:
            right = self._optimal[theta][contexts, policies[order]].all(axis=1)
            if not right.all():
                yield int(theta), int(group[first[order][right.argmin()]])

    @cached_property
    def unidentified(self) -> Unidentified | None:
        """The first pair that refutes (G), or None."""
        return self._first_disagreement(list(self.views.reshape(-1, len(self.problem.models))))

    def _first_disagreement(self, columns: list[View]) -> Unidentified | None:
        pairs = (pair for group in groups(columns) for pair in self._disagreements(group))
        return min((Unidentified(m, theta) for theta, m in pairs), key=lambda p: (p.first, p.second), default=None)

    @property
    def global_identifiability(self) -> bool:
        """(G): equal gaps on everything that can be exposed imply equally good policies."""
        return self.unidentified is None

    @property
    def regime(self) -> Regime | None:
        """The regime of T9, or None where H3 fails."""
        if not self.unique_optimum:
            return None
        if self.diversity:
            return "bounded"
        return "logarithmic" if self.global_identifiability else "linear"

    @cached_property
    def offline_confusion(self) -> Unidentified | None:
        """The first pair that refutes (D_off): alike to all that q, β and κ expose, yet Δ_p(a, b) > 0.

        Claim: T12, T14. The problem must have training contexts.
        """
        q, beta = self.problem.q, self.problem.beta
        assert q is not None and beta is not None
        trained = [c for c, mass in enumerate(q) if mass]
        if self.problem.slates is not None:
            return self._first_disagreement([drawn_view(self.problem, c, beta[c]) for c in trained])
        seen = views(self.problem, trained)
        exposed = [seen[i, y] for i, c in enumerate(trained) for y, mass in enumerate(beta[c]) if mass]
        return self._first_disagreement(exposed)
