"""Conditions D, G, SD, D_θ and D_off of a finite problem, decided exactly, with a witness for each that fails."""

from __future__ import annotations

from collections.abc import Container, Iterator
from dataclasses import dataclass
from functools import cached_property
from typing import Literal

import numpy as np
from numpy.typing import NDArray

from theory.policy_groups import alike_along, exposures
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
    def _looks(self) -> NDArray[np.intp]:
        """How many different views there are, shape (C, Y)."""
        return np.asarray(self.views.max(axis=2) + 1, dtype=np.intp)

    @cached_property
    def _sorted(self) -> dict[tuple[int, int], tuple[Models, NDArray[np.intp]]]:
        return {}

    @cached_property
    def _best(self) -> NDArray[np.uint64]:
        return _packed(self._optimal)

    @cached_property
    def _served(self) -> NDArray[np.uint64]:
        """Like `_best`, of each model's policy: the words in which its chosen responses are set."""
        chosen = np.zeros(self._optimal.shape, dtype=np.bool_)
        np.put_along_axis(chosen, self._policy[:, :, None], True, axis=2)
        return _packed(chosen)

    @cached_property
    def _numbered_policies(self) -> NDArray[np.intp]:
        """A number for each model, the same for those with the same policy."""
        rows = np.ascontiguousarray(self._served).view(f"V{8 * self._served.shape[1]}")
        return np.unique(rows.ravel(), return_inverse=True)[1]

    @cached_property
    def unique_optimum(self) -> bool:
        """H3: every model has one best response in every deployed context."""
        return bool((self._optimal.sum(axis=2) == 1).all())

    def unique_optimum_of(self, m: int) -> bool:
        """Whether model m has one best response in every deployed context."""
        return bool((self._optimal[m].sum(axis=1) == 1).all())

    def alike(self, policy: NDArray[np.intp], m: int) -> Models:
        """Return the models m' with m ~_π m', in model order, for a policy over the deployed contexts."""
        looks = self._looks[np.arange(len(policy)), policy]
        first, *others = np.argsort(-looks, kind="stable").tolist()
        candidates = self._alike_at(first, int(policy[first]), m)
        for c in others:
            if len(candidates) == 1 or looks[c] == 1:
                break
            seen = self.views[c, policy[c]]
            candidates = candidates[seen[candidates] == seen[m]]
        return candidates

    def _alike_at(self, c: int, y: int, m: int) -> Models:
        """Return the models with the same view as m at one context and response; all are sorted by view once."""
        seen = self.views[c, y]
        if (c, y) not in self._sorted:
            self._sorted[c, y] = np.argsort(seen, kind="stable"), np.cumsum([0, *np.bincount(seen)])
        order, ends = self._sorted[c, y]
        return order[ends[seen[m]] : ends[seen[m] + 1]]

    def hidden_from(self, a: int) -> Models:
        """Return the models b for which (a, b) is a confusing pair, in model order."""
        models = self.alike(self._policy[a], a)
        if len(models) == 1:
            return models[:0]
        served = self._served[a]
        wrong: NDArray[np.bool_] = ((self._best[models] & served) != served).any(axis=1)
        return models[wrong]

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
        """For each θ at which SD fails, a policy and a wrong model that refute it.

        Policies are taken in model order, four times as many each time: the first refute most models, if any do.
        """
        found: dict[int, Unexposed] = {}
        owners = np.sort(np.unique(self._numbered_policies, return_index=True)[1])
        exposed, done, size = exposures(self.views), 0, 1
        while done < len(owners) and len(found) < len(self.problem.models):
            taken = owners[done : done + size]
            wanted = np.ones(len(self.problem.models), dtype=np.bool_)
            wanted[list(found)] = False
            for i, group in alike_along(self.views, exposed, self._policy[taken], wanted):
                for theta, m in self._disagreements(group, skip=found):
                    found[theta] = Unexposed(int(taken[i]), m)
            done, size = done + size, 4 * size
        return found

    def strong_diversity(self, theta: int) -> bool:
        """(SD) at θ: ρ_{π_g}(m, θ) < 1 for all g ∈ Θ and m ∈ W(θ)."""
        return theta not in self.unexposed

    def _disagreements(self, group: Models, skip: Container[int] = ()) -> Iterator[tuple[int, int]]:
        """Yield (θ, m), for each θ of the group the first m of the group with Δ(m, θ) > 0, if any."""
        first = np.sort(np.unique(self._numbered_policies[group], return_index=True)[1])
        thetas = np.array([theta for theta in group.tolist() if theta not in skip], dtype=np.intp)
        done, size = 0, 8
        while done < len(first) and len(thetas):
            served = self._served[group[first[done : done + size]]]
            wrong = ((self._best[thetas][:, None] & served) != served).any(axis=2)
            refuted = wrong.any(axis=1)
            for theta, i in zip(thetas[refuted].tolist(), wrong[refuted].argmax(axis=1).tolist(), strict=True):
                yield theta, int(group[first[done + i]])
            thetas, done, size = thetas[~refuted], done + size, 2 * size

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
