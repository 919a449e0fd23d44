"""Every quantity of the statements from its definition, in floats: a road of its own, read from the instance alone.

Nothing here calls what the statements call. Plain sums over contexts, responses and comparators, for instances whose
numbers are moderate, so that floats are right to many more digits than `checks.verify.slack` asks for.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import cached_property
from math import cosh, exp, expm1, inf, log, log1p, sqrt
from typing import Any

import numpy as np
from numpy.typing import NDArray

from theory.instance import Baseline, Explicit, Heads, Instance, Rewards

Row = tuple[float, float, float]


@dataclass(frozen=True, eq=False)
class Definitions:
    """The quantities on a finite class given by rewards or by heads; contexts, responses and models are indices."""

    instance: Instance

    @cached_property
    def reward(self) -> NDArray[np.float64]:
        """Return r_m(c, y), shape (M, C, Y)."""
        models = self.instance.models
        if isinstance(models, Rewards):
            return np.array([[[float(r) for r in row] for row in table] for table in models.table.values()])
        assert isinstance(models, Heads) and isinstance(models.parameters, dict)
        theta = np.array([[float(x) for x in vector] for vector in models.parameters.values()])
        return np.asarray(np.einsum("md,cyd->mcy", theta, self.heads))

    @cached_property
    def heads(self) -> NDArray[np.float64]:
        """Return h_c(y), shape (C, Y, d)."""
        assert isinstance(self.instance.models, Heads)
        return np.array([[[float(x) for x in row] for row in block] for block in self.instance.models.vectors])

    @cached_property
    def best(self) -> NDArray[np.intp]:
        """Return π_m(c), shape (M, C)."""
        return np.asarray(self.reward.argmax(axis=2))

    def p(self, c: int) -> float:
        """Return p_c."""
        return float(self.instance.contexts[c].probability)

    def kappa(self, c: int, y: int, other: int) -> float:
        """Return κ(y' | c, y)."""
        law, names = self.instance.comparators, self.instance.responses
        if isinstance(law, Baseline):
            return float(names[other] == law.response)
        if isinstance(law, Explicit):
            return float(law.rows[c][y][other])
        return 0.0 if y == other else 1.0 / (len(names) - 1)

    @property
    def _contexts(self) -> range:
        return range(self.reward.shape[1])

    @property
    def _responses(self) -> range:
        return range(self.reward.shape[2])

    @property
    def _models(self) -> range:
        return range(self.reward.shape[0])

    def gap(self, m: int, c: int, y: int, other: int) -> float:
        """Return r_m(c, y) − r_m(c, y')."""
        return float(self.reward[m, c, y] - self.reward[m, c, other])

    def loss(self, theta: int, c: int, y: int) -> float:
        """Return what y costs in c."""
        return float(self.reward[theta, c].max() - self.reward[theta, c, y])

    def mean_regret(self, m: int, theta: int) -> float:
        """Return Δ(m, θ)."""
        return sum(self.p(c) * self.loss(theta, c, int(self.best[m, c])) for c in self._contexts)

    def wrong(self, theta: int) -> tuple[int, ...]:
        """Return W(θ)."""
        return tuple(m for m in self._models if self.mean_regret(m, theta) > 0.0)

    def choice(self, m: int) -> Any:
        """Return what `shown` takes while m is believed: π_m."""
        return self.best[m]

    def shown(self, policy: Any) -> Iterator[tuple[float, int, int, int]]:
        """Yield weight, context, response and comparator of what a policy shows."""
        for c in self._contexts:
            for other in self._responses:
                if weight := self.p(c) * self.kappa(c, int(policy[c]), other):
                    yield weight, c, int(policy[c]), other

    def _telling(self, policy: Any, m: int, theta: int) -> list[Row]:
        return [(w, self.gap(m, c, y, z), self.gap(theta, c, y, z)) for w, c, y, z in self.shown(policy)]

    def deficit(self, policy: Any, m: int, theta: int) -> float:
        """Return 1 − ρ_π(m, θ)."""
        return sum(w * (1.0 - _bc(a, b)) for w, a, b in self._telling(policy, m, theta))

    def least_deficit(self, theta: int) -> float:
        """Return 1 − ρ̄(θ)."""
        return min(self.deficit(self.choice(g), m, theta) for g in self._models for m in self.wrong(theta))

    def tilted(self, rows: list[Row]) -> float:
        """Return the least ρ_λ over λ = 1/64, …, 63/64."""
        return min(sum(w * _mixed(a, b, k / 64) for w, a, b in rows) for k in range(1, 64))

    def drift(self, m: int, theta: int) -> float:
        """Return J."""
        total = 0.0
        for w, a, b in self._telling(self.choice(m), m, theta):
            for sign in (1.0, -1.0):
                x = _sigmoid(sign * a) / _sigmoid(sign * b)
                if x > 1.0:
                    total += w * _sigmoid(sign * b) * (x - 1.0 - log(x))
        return total

    def confusing(self, a: int, b: int) -> bool:
        """Whether a hides b."""
        alike = all(
            abs(self.gap(a, c, y, z) - self.gap(b, c, y, z)) < 1e-12 for _, c, y, z in self.shown(self.choice(a))
        )
        return alike and self.mean_regret(a, b) > 0.0

    def information_per_regret(self, a: int, b: int) -> float:
        """Return K(a, b)."""
        found = [0.0]
        for c in self._contexts:
            for y in self._responses:
                if self.loss(a, c, y) > 0.0:
                    told = sum(
                        self.kappa(c, y, z) * _kl(self.gap(a, c, y, z), self.gap(b, c, y, z)) for z in self._responses
                    )
                    found.append(told / self.loss(a, c, y))
        return max(found)

    def altered(self, a: int, b: int) -> tuple[int, ...]:
        """Return the contexts in which π_a is not best for b."""
        return tuple(c for c in self._contexts if self.loss(b, c, int(self.best[a, c])) > 0.0)

    def second_gap(self, a: int, c: int) -> float:
        """Return δ_a in c."""
        return min(self.loss(a, c, y) for y in self._responses if self.loss(a, c, y) > 0.0)

    def hidden_gap(self, a: int, b: int, c: int) -> float:
        """Return δ_b in c."""
        return self.loss(b, c, int(self.best[a, c]))

    def root(self, horizon: int, a: int, b: int, c: int) -> float:
        """Return the root M of M = p δ T (1 − √(1 − e^(−K M))), by bisection."""
        delta = 1.0 / (1.0 / self.second_gap(a, c) + 1.0 / self.hidden_gap(a, b, c))
        scale, information = self.p(c) * delta * horizon, self.information_per_regret(a, b)
        low, high = 0.0, scale
        for _ in range(200):
            middle = (low + high) / 2.0
            above = middle - scale * (1.0 - sqrt(-expm1(-information * middle))) > 0.0
            low, high = (low, middle) if above else (middle, high)
        return low

    def offline(self, m: int, theta: int) -> list[Row]:
        """Return weight and gaps of what a tuple of training data may hold."""
        training = self.instance.training
        assert training is not None
        place = {context.pair: c for c, context in enumerate(self.instance.contexts)}
        rows = []
        for i, context in enumerate(training.contexts):
            c = place[context.pair]
            for y in self._responses:
                shown = 1.0 / len(self._responses) if training.behaviour is None else float(training.behaviour[i][y])
                for z in self._responses:
                    weight = float(context.probability) * shown * self.kappa(c, y, z)
                    rows.append((weight, self.gap(m, c, y, z), self.gap(theta, c, y, z)))
        return rows

    def pooled(self, theta: int) -> float:
        """Return what the best policy that ignores the user costs a round."""
        total = 0.0
        for prompt in {context.prompt for context in self.instance.contexts}:
            mine = [c for c in self._contexts if self.instance.contexts[c].prompt == prompt]
            total += min(sum(self.p(c) * self.loss(theta, c, y) for c in mine) for y in self._responses)
        return total

    def eigenvalue(self, policy: Any) -> float:
        """Return μ(π), the smallest eigenvalue of G_π on Rel."""
        heads = self.heads
        steps = [heads[c, y] - heads[c, z] for c in self._contexts for y in self._responses for z in self._responses]
        _, sizes, rows = np.linalg.svd(np.array(steps))
        basis = rows[: int((sizes > 1e-9).sum())]
        shown = [(w, heads[c, y] - heads[c, z]) for w, c, y, z in self.shown(policy)]
        gram = sum((w * np.outer(e, e) for w, e in shown), np.zeros((heads.shape[2],) * 2))
        return float(np.linalg.eigvalsh(basis @ gram @ basis.T).min())

    def smallest_gap(self, theta: int) -> float:
        """Return g(θ)."""
        losses = [self.loss(theta, c, y) for c in self._contexts for y in self._responses]
        return min((loss for loss in losses if loss > 0.0), default=inf)

    def functions(self) -> dict[str, Callable[..., Any]]:
        """Return the quantities by the names that statements use, on the arguments that they are given there."""
        choice, told = self.choice, self._telling
        table: dict[str, Callable[..., Any]] = {
            "Delta": self.mean_regret,
            "W": self.wrong,
            "|W|": lambda theta: len(self.wrong(theta)),
            "rho": lambda m, theta: 1.0 - self.deficit(choice(m), m, theta),
            "rho_*": lambda m, theta: 1.0 - self.deficit(choice(theta), m, theta),
            "rhobar": lambda theta: 1.0 - self.least_deficit(theta),
            "rho_lambda": lambda m, theta: self.tilted(told(choice(m), m, theta)),
            "J": self.drift,
            "K": self.information_per_regret,
            "S": self.altered,
            "p": self.p,
            "delta_a": self.second_gap,
            "delta_b": self.hidden_gap,
            "root": self.root,
            "pooled_gap": self.pooled,
        }
        if self.instance.training is not None:
            table["rho_off"] = lambda m, theta: sum(w * _bc(a, b) for w, a, b in self.offline(m, theta))
            table["rho_off_lambda"] = lambda m, theta: self.tilted(self.offline(m, theta))
        return table | (self._linear() if isinstance(self.instance.models, Heads) else {})

    def _linear(self) -> dict[str, Callable[..., Any]]:
        gaps, heads = self.reward.max(axis=2) - self.reward.min(axis=2), self.heads
        spread = max(
            float(np.linalg.norm(heads[c, y] - heads[c, z]))
            for c in self._contexts
            for y in self._responses
            for z in self._responses
        )
        return {
            "deficit": lambda m, theta: self.deficit(self.best[m], m, theta),
            "energy": lambda pi, m, theta: sum(w * (a - b) ** 2 for w, a, b in self._telling(pi, m, theta)),
            "mu": self.eigenvalue,
            "B": lambda: float(gaps.max()),
            "g": self.smallest_gap,
            "L": lambda: spread,
        }


def _sigmoid(x: float) -> float:
    return 1.0 / (1.0 + exp(-x))


def _bc(a: float, b: float) -> float:
    """Return BC(a, b) as 1 over the square root of what L1 calls its inverse square."""
    return cosh((a + b) / 4.0) / sqrt(cosh(a / 2.0) * cosh(b / 2.0))


def _mixed(a: float, b: float, power: float) -> float:
    return float(sum(_sigmoid(s * a) ** power * _sigmoid(s * b) ** (1.0 - power) for s in (1.0, -1.0)))


def _kl(a: float, b: float) -> float:
    return sum(_sigmoid(s * a) * (log1p(exp(-s * b)) - log1p(exp(-s * a))) for s in (1.0, -1.0))
