"""The fields of `check --json` for finitely many models, from the definitions of the theory."""

from fractions import Fraction as Q
from functools import cache
from itertools import product
from typing import Any

import mpmath as mp

from referee.feedback import affinity, digits, divergence, real
from referee.reading import World


class Finite:
    """A finite class by index: gaps, policies, mean regrets, the relation of agreement."""

    def __init__(self, world: World):
        self.w = world
        self.models = range(len(world.names))
        self.cs = range(len(world.contexts))
        self.served = [c for c in self.cs if world.p[c] > 0]
        self.ys = range(len(world.responses))
        self.policy = [[row.index(max(row)) for row in table] for table in world.r]
        self.delta, self.same = cache(self.delta), cache(self.same)  # type: ignore[method-assign]
        gaps = [self.gap(m, c, y, z) for m in self.models for c in self.cs for y in self.ys for z in self.ys]
        self.dps = digits(*gaps)

    def gap(self, m: int, c: int, y: int, z: int) -> Q:
        return self.w.r[m][c][y] - self.w.r[m][c][z]

    def loss(self, theta: int, c: int, y: int) -> Q:
        return max(self.w.r[theta][c]) - self.w.r[theta][c][y]

    def unique(self, m: int) -> bool:
        return all(self.w.r[m][c].count(max(self.w.r[m][c])) == 1 for c in self.served)

    def delta(self, m: int, theta: int) -> Q:
        return sum((self.w.p[c] * self.loss(theta, c, self.policy[m][c]) for c in self.cs), Q(0))

    def wrong(self, theta: int) -> list[int]:
        return [m for m in self.models if self.delta(m, theta) > 0]

    def same(self, a: int, b: int, c: int, y: int) -> bool:
        """Say whether serving y in c shows no difference between two models."""
        return all(self.gap(a, c, y, z) == self.gap(b, c, y, z) for z in self.ys if self.w.kappa[c][y][z] > 0)

    def agree(self, policy: list[int], a: int, b: int) -> bool:
        return all(self.same(a, b, c, policy[c]) for c in self.served)

    def confusing(self, a: int, b: int) -> bool:
        return self.agree(self.policy[a], a, b) and self.delta(a, b) > 0

    def pairs(self) -> list[tuple[int, int]]:
        return [(a, b) for a in self.models for b in self.models if self.confusing(a, b)]

    def altered(self, a: int, b: int) -> list[int]:
        return [c for c in self.served if self.loss(b, c, self.policy[a][c]) > 0]

    def identified(self) -> bool:
        return all(
            self.delta(a, b) == 0
            for a, b in product(self.models, repeat=2)
            if all(self.same(a, b, c, y) for c in self.served for y in self.ys)
        )

    def strong(self, theta: int) -> bool:
        return not any(self.agree(self.policy[g], m, theta) for g in self.models for m in self.wrong(theta))

    def rho(self, m: int, theta: int) -> mp.mpf:
        with mp.workdps(self.dps):
            total = mp.mpf(0)
            for c in self.served:
                y = self.policy[m][c]
                for z in self.ys:
                    weight = self.w.p[c] * self.w.kappa[c][y][z]
                    if weight:
                        total += real(weight) * affinity(self.gap(m, c, y, z), self.gap(theta, c, y, z), self.dps)
            return total

    def greedy_bound(self, theta: int) -> mp.mpf | None:
        wrong = self.wrong(theta)
        if any(self.agree(self.policy[m], m, theta) for m in wrong):
            return None
        with mp.workdps(self.dps):
            return mp.fsum(real(self.delta(m, theta)) / (1 - self.rho(m, theta)) for m in wrong)

    def information(self, a: int, b: int) -> mp.mpf:
        with mp.workdps(self.dps):
            best = mp.mpf(0)
            for c in self.served:
                for y in self.ys:
                    if y == self.policy[a][c]:
                        continue
                    flow = mp.fsum(
                        real(self.w.kappa[c][y][z]) * divergence(self.gap(a, c, y, z), self.gap(b, c, y, z), self.dps)
                        for z in self.ys
                    )
                    best = max(best, flow / real(self.loss(a, c, y)))
            return best

    def place(self, c: int) -> list[str]:
        return list(self.w.contexts[c])


def regime(f: Finite) -> str | None:
    """Return the regime of T9."""
    if not all(f.unique(m) for m in f.models):
        return None
    if not f.pairs():
        return "bounded"
    return "logarithmic" if f.identified() else "linear"


def lower_rows(f: Finite, pairs: list[tuple[int, int]]) -> list[dict[str, Any]]:
    """Return one row for each altered context of each pair whose believed model has unique optima."""
    rows = []
    for a, b in pairs:
        if not f.unique(a):
            continue
        for c in f.altered(a, b):
            own = f.policy[a][c]
            rows.append(
                {
                    "believed": f.w.names[a],
                    "hidden": f.w.names[b],
                    "context": f.place(c),
                    "probability": str(f.w.p[c]),
                    "delta_believed": str(min(f.gap(a, c, own, y) for y in f.ys if y != own)),
                    "delta_hidden": str(f.loss(b, c, own)),
                    "information_per_regret": f.information(a, b),
                }
            )
    return rows


def truth_row(f: Finite, theta: int) -> dict[str, Any]:
    """Return the wrong models of a truth and T1's bound."""
    return {
        "wrong": {
            f.w.names[m]: {"regret_per_round": str(f.delta(m, theta)), "rho": f.rho(m, theta)} for m in f.wrong(theta)
        },
        "greedy_regret_bound": f.greedy_bound(theta),
    }


def check(world: World, truths: list[int], max_pairs: int = 1000, f: Finite | None = None) -> dict[str, Any]:
    """Return the document of `check --json`, with one mpmath number where the contract has an enclosure."""
    f = f or Finite(world)
    pairs = f.pairs()
    names = world.names
    believed = {a for a, _ in pairs}
    return {
        "format": "user-diversity/check/1",
        "models": names,
        "conditions": {
            "unique_optimum": all(f.unique(m) for m in f.models),
            "diversity": not pairs,
            "global_identifiability": f.identified(),
            "pointwise_diversity": {names[m]: m not in believed for m in f.models},
            "strong_diversity": {names[m]: f.strong(m) for m in f.models},
        },
        "regime": regime(f),
        "confusing_pairs_total": len(pairs),
        "confusing_pairs": [
            {"believed": names[a], "hidden": names[b], "contexts": [f.place(c) for c in f.altered(a, b)]}
            for a, b in pairs[:max_pairs]
        ],
        "truths": {names[m]: truth_row(f, m) for m in truths},
        "lower_bounds": lower_rows(f, [pair for pair in pairs if pair[0] in truths]),
    }
