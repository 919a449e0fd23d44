"""Expected regret by enumerating every history, ties of likelihoods decided exactly."""

from collections import Counter
from fractions import Fraction as Q
from functools import cache

import mpmath as mp

from referee import tracking
from referee.feedback import affinity, real, sigma
from referee.finite import Finite
from referee.reading import World

Event = tuple[int, int, int, int]


class Likelihoods:
    """Log-likelihoods of models given a history, in the form rational + integers times ln sigma(|g|)."""

    def __init__(self, finite: Finite):
        self.f = finite
        self.best = cache(self.best)  # type: ignore[method-assign]

    def form(self, m: int, counts: tuple[tuple[Event, int], ...]) -> tuple[Q, Counter[Q]]:
        """Return the canonical form; two models are tied exactly where their forms are equal."""
        plain, logs = Q(0), Counter[Q]()
        for (c, y, z, won), n in counts:
            gap = self.f.gap(m, c, y, z) if won else -self.f.gap(m, c, y, z)
            logs[abs(gap)] += n
            plain += n * min(gap, Q(0))
        return plain, logs

    def ahead(self, a: int, b: int, counts: tuple[tuple[Event, int], ...]) -> bool:
        """Say whether a is strictly likelier than b."""
        (pa, la), (pb, lb) = self.form(a, counts), self.form(b, counts)
        powers = {g: la[g] - lb[g] for g in la | lb if la[g] != lb[g]}
        if pa == pb and not powers:
            return False
        dps = 30
        while True:
            with mp.workdps(dps):
                terms = [real(pa - pb), *(n * mp.log(sigma(g, dps)) for g, n in powers.items())]
                total = mp.fsum(terms)
                size = mp.fsum(abs(t) for t in terms) + mp.fsum(abs(n) for n in powers.values())
                if abs(total) > size * mp.mpf(10) ** (8 - dps):
                    return total > 0
            dps *= 2

    def best(self, counts: tuple[tuple[Event, int], ...]) -> int:
        """Return the likeliest model, the first of those that tie."""
        leader = 0
        for m in range(1, len(self.f.w.names)):
            if self.ahead(m, leader, counts):
                leader = m
        return leader


def pace(f: Finite) -> Q | None:
    """Return the exploration rate of T11 that serves every truth, on a grid of 64ths; none where G fails.

    The theory asks for s ln(1/rho_U) >= 2 for all wrong models; which s is the project's to say.
    """
    size = len(f.w.responses)
    if not f.identified():
        return None
    with mp.workdps(f.dps):

        def rho(m: int, theta: int) -> mp.mpf:
            return mp.fsum(
                real(f.w.p[c] * f.w.kappa[c][y][z]) / size * affinity(f.gap(m, c, y, z), f.gap(theta, c, y, z), f.dps)
                for c in f.served
                for y in f.ys
                for z in f.ys
            )

        least = max((2 / -mp.log(rho(m, t)) for t in f.models for m in f.wrong(t)), default=mp.mpf(0))
        return Q(int(mp.ceil(64 * least)), 64)


class Play:
    """One learner against one truth; `curve(T)` is the expected regret after 0..T rounds."""

    def __init__(self, world: World, theta: int, learner: str):
        self.f, self.theta, self.learner = Finite(world), theta, learner
        self.likelihoods = Likelihoods(self.f)
        self.rate = pace(self.f) if learner == "forced-exploration" else None
        self.dps = self.f.dps

    def explores(self, t: int, explored: int) -> bool:
        """Say whether round t deploys uniformly at random."""
        if self.learner != "forced-exploration":
            return self.learner == "uniform"
        assert self.rate is not None
        with mp.workdps(self.dps):
            return bool(explored < real(self.rate) * mp.log(t))

    def choices(self, exploring: bool, counts: Counter[Event], c: int) -> list[tuple[Q, int]]:
        """Return probability and response, for every response that context c may be served."""
        if exploring:
            return [(Q(1, len(self.f.w.responses)), y) for y in self.f.ys]
        if self.learner == "constant":
            return [(Q(1), 0)]
        return [(Q(1), self.f.policy[self.likelihoods.best(tuple(sorted(counts.items())))][c])]

    def curve(self, horizon: int) -> list[mp.mpf]:
        """Return the expected regrets after 0..horizon rounds."""
        with mp.workdps(self.dps):
            losses = [mp.mpf(0)] * (horizon + 1)
            if self.learner == "tracking":
                tracking.walk(self.f, self.likelihoods, self.theta, losses)
            else:
                self.walk(1, mp.mpf(1), Counter(), 0, losses)
            return [mp.fsum(losses[: t + 1]) for t in range(horizon + 1)]

    def walk(self, t: int, weight: mp.mpf, counts: Counter[Event], explored: int, losses: list[mp.mpf]) -> None:
        """Add the losses of every history that goes on from this one."""
        if t == len(losses):
            return
        f, w = self.f, self.f.w
        exploring = self.explores(t, explored)
        learns = self.learner == "greedy" or (self.learner == "forced-exploration" and exploring)
        for c in f.served:
            for chance, y in self.choices(exploring, counts, c):
                here = weight * real(w.p[c] * chance)
                losses[t] += here * real(f.loss(self.theta, c, y))
                if not learns:
                    self.walk(t + 1, here, counts, explored + exploring, losses)
                    continue
                for z in (z for z in f.ys if w.kappa[c][y][z]):
                    gap = f.gap(self.theta, c, y, z)
                    for won in (0, 1):
                        step = here * real(w.kappa[c][y][z]) * sigma(gap if won else -gap, self.dps)
                        self.walk(t + 1, step, counts + Counter({(c, y, z, won): 1}), explored + exploring, losses)
