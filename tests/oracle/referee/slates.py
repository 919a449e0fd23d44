"""Slates (section 11, T27): softened policies, what a slate tells, every history of a learner that selects models."""

from collections import Counter
from fractions import Fraction as Q
from functools import cache
from itertools import product
from random import Random
from typing import Any

import mpmath as mp

from referee import drawing, finite, offline
from referee.comparing import differences
from referee.feedback import affinity, real, sigma
from referee.finite import Finite
from referee.playing import Event, Likelihoods
from referee.reading import World


def instance(rng: Random, **sizes: Any) -> dict[str, Any]:
    """Return a document whose comparisons are slates: any reference, cold or not at all tilted."""
    document = drawing.instance(rng, rng.choice(["rewards", "heads", "factored"]), **sizes)
    size, beta = len(document["responses"]), rng.choice([Q(0), Q(1), Q(1, 3), Q(2), Q(5, 2)])
    rows = [drawing.law(rng, size) for _ in document["contexts"]]
    reference = rng.choice(["uniform", rows, rows])
    listed = {(c["user"], c["prompt"]) for c in document["contexts"]}
    seen = {(c["user"], c["prompt"]) for c in document.get("training", {"contexts": []})["contexts"]}
    if reference != "uniform" and not seen <= listed:
        document.pop("training")
    inside = {"inverse_temperature": beta, "reference": reference}
    return document | {"comparators": {"slate": drawing.spelled(rng, inside)}}


class Slated(Finite):
    """A finite class whose comparisons are slates."""

    def __init__(self, world: World):
        super().__init__(world)
        assert world.slate is not None
        self.beta, self.reference = world.slate
        self.dps += int(2 * self.beta * max((abs(x) for table in world.r for row in table for x in row), default=Q(0)))
        if world.beta is not None:  # offline no model is selected: both responses are drawn from the behaviour policy
            world.kappa = [[row] * len(row) for row in world.beta]
        self.gamma = cache(self.gamma)  # type: ignore[method-assign]

    def gamma(self, g: int, c: int) -> list[mp.mpf]:
        """Return the softened policy of model g: reference times exponential of its rewards, normalised."""
        with mp.workdps(self.dps):
            weights = [
                real(mass) * mp.exp(real(self.beta * self.w.r[g][c][y])) for y, mass in enumerate(self.reference[c])
            ]
            total = mp.fsum(weights)
            return [weight / total for weight in weights]

    def same(self, a: int, b: int, c: int, y: int) -> bool:
        """Say whether no slate of a context shows a difference between two models, whatever is served."""
        return all(self.gap(a, c, u, z) == self.gap(b, c, u, z) for u in self.ys for z in self.ys)

    def slate_rho(self, g: int, m: int, theta: int) -> mp.mpf:
        """Return the affinity of one slate drawn while g is selected."""
        with mp.workdps(self.dps):
            return mp.fsum(
                real(self.w.p[c])
                * self.gamma(g, c)[y]
                * self.gamma(g, c)[z]
                * affinity(self.gap(m, c, y, z), self.gap(theta, c, y, z), self.dps)
                for c in self.served
                for y, z in product(self.ys, self.ys)
            )

    def rho(self, m: int, theta: int) -> mp.mpf:
        return self.slate_rho(m, m, theta)

    def cost(self, g: int, theta: int) -> mp.mpf:
        """Return what one response drawn while g is selected costs."""
        with mp.workdps(self.dps):
            return mp.fsum(
                real(self.w.p[c] * self.loss(theta, c, y)) * self.gamma(g, c)[y] for c in self.served for y in self.ys
            )


def faults_of_check(document: dict[str, Any], world: World) -> list[str]:
    """Return every place where a document of `check` contradicts the definitions."""
    f = Slated(world)
    expected = finite.check(world, list(f.models), f=f)
    for t in f.models:
        costs = [f.cost(g, t) for g in f.models]
        expected["truths"][world.names[t]]["drawn_regret_per_round"] = {"at_truth": costs[t], "least": min(costs)}
    document = dict(document)
    if world.q is not None:
        expected["offline"] = offline.offline(f, list(f.models))
        for entry in document["offline"]["truths"].values():
            entry["samples_for"] = {"0.01": entry["samples_for"]["0.01"]}
    constants = document.pop("regret_constants")
    unique = expected["conditions"]["unique_optimum"]
    found = [] if (constants is not None) == unique else ["regret_constants: there are some exactly under H3"]
    found += [f"regret_constants.{m}" for m, entry in (constants or {}).items() if entry["constant"] != "0"]
    return found + differences(document, expected)


class SlatePlay:
    """One learner that selects models against one truth: greedy, a random model, or the first one."""

    def __init__(self, world: World, theta: int, learner: str):
        self.f, self.theta, self.learner = Slated(world), theta, learner
        self.likelihoods = Likelihoods(self.f)

    def selected(self, counts: Counter[Event]) -> list[tuple[Q, int]]:
        """Return probability and model, for every model that may be selected."""
        if self.learner == "uniform":
            return [(Q(1, len(self.f.models)), g) for g in self.f.models]
        return [(Q(1), 0 if self.learner == "constant" else self.likelihoods.best(tuple(sorted(counts.items()))))]

    def curves(self, horizon: int) -> tuple[list[mp.mpf], mp.mpf]:
        """Return the expected regrets after 0..horizon rounds, and what the drawn responses cost in all of them."""
        with mp.workdps(self.f.dps):
            losses, drawn = [mp.mpf(0)] * (horizon + 1), [mp.mpf(0)]
            self.walk(1, mp.mpf(1), Counter(), losses, drawn)
            return [mp.fsum(losses[: t + 1]) for t in range(horizon + 1)], drawn[0]

    def walk(self, t: int, weight: mp.mpf, counts: Counter[Event], losses: list[mp.mpf], drawn: list[mp.mpf]) -> None:
        """Add the losses of every history that goes on from this one."""
        if t == len(losses):
            return
        f = self.f
        for chance, g in self.selected(counts):
            for c, y, z in product(f.served, f.ys, f.ys):
                here = weight * real(f.w.p[c] * chance) * f.gamma(g, c)[y] * f.gamma(g, c)[z]
                losses[t] += here * real(f.loss(self.theta, c, f.policy[g][c]))
                drawn[0] += here * real(f.loss(self.theta, c, y) + f.loss(self.theta, c, z)) / 2
                if t + 1 == len(losses):
                    continue
                for won in (0, 1):
                    gap = f.gap(self.theta, c, y, z)
                    step = here * sigma(gap if won else -gap, f.dps)
                    self.walk(t + 1, step, counts + Counter({(c, y, z, won): 1}), losses, drawn)


def faults_of_exact(document: dict[str, Any], world: World, learner: str, theta: int, horizon: int) -> list[str]:
    """Return every place where a document of `exact` contradicts the enumeration of all histories."""
    curve, drawn = SlatePlay(world, theta, learner).curves(horizon)
    found = [
        difference
        for row, value in zip(document["curve"], curve, strict=True)
        for difference in differences(row[1:], value, f".curve[{row[0]}]")
    ]
    return found + differences(document["regret"], curve[-1]) + differences(document["drawn_regret"], drawn)
