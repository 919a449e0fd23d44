"""The quantities of T27 from their definitions, in floats: softened policies, and slates by what they show."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from itertools import product
from math import exp
from typing import Any

from checks.verify.definitions import Definitions
from theory.instance import Slate


class SlateDefinitions(Definitions):
    """The quantities on a finite class whose comparisons are slates; what is chosen is a model."""

    @property
    def _slate(self) -> Slate:
        law = self.instance.comparators
        assert isinstance(law, Slate)
        return law

    def reference(self, c: int, y: int) -> float:
        """Return γ_0(y | c)."""
        table = self._slate.reference
        return 1.0 / self.reward.shape[2] if table is None else float(table[c][y])

    def softened(self, g: int, c: int) -> list[float]:
        """Return γ_g(· | c)."""
        beta = float(self._slate.inverse_temperature)
        weights = [self.reference(c, y) * exp(beta * self.reward[g, c, y]) for y in self._responses]
        return [weight / sum(weights) for weight in weights]

    def choice(self, m: int) -> Any:
        """Return m itself."""
        return m

    def shown(self, policy: Any) -> Iterator[tuple[float, int, int, int]]:
        """Yield weight, context and both responses of a slate while a model is selected."""
        for c in self._contexts:
            law = self.softened(policy, c)
            for y, other in product(self._responses, self._responses):
                yield self.p(c) * law[y] * law[other], c, y, other

    def drawn(self, g: int, theta: int) -> float:
        """Return what a response drawn while g is selected costs."""
        return sum(
            self.p(c) * chance * self.loss(theta, c, y)
            for c in self._contexts
            for y, chance in enumerate(self.softened(g, c))
        )

    def functions(self) -> dict[str, Callable[..., Any]]:
        """Return the quantities of T27 by the names that its statements use."""
        known = super().functions()
        kept = {name: known[name] for name in ("Delta", "W", "|W|", "rho", "rhobar", "rho_lambda", "J")}
        places = list(product(self._contexts, self._responses))
        return kept | {
            "rho_g": lambda g, m, theta: 1.0 - self.deficit(g, m, theta),
            "rho_right": lambda m, theta: max(1.0 - self.deficit(g, m, theta) for g in self._right(theta)),
            "drawn_least": lambda theta: min(self.drawn(g, theta) for g in self._models),
            "beta": lambda: float(self._slate.inverse_temperature),
            "p_min": lambda: min(map(self.p, self._contexts)),
            "gamma_min": lambda: min(self.reference(c, y) for c, y in places),
            "B": lambda: float((self.reward.max(axis=2) - self.reward.min(axis=2)).max()),
            "g": self.smallest_gap,
        }

    def _right(self, theta: int) -> list[int]:
        return [g for g in self._models if g not in self.wrong(theta)]
