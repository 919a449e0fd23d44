"""`tracking` from its definition, history by history: the linear program in floats, the test in many digits."""

from collections import Counter
from fractions import Fraction as Q
from typing import Any

import mpmath as mp

from referee.constant import Costs
from referee.feedback import real, sigma
from referee.finite import Finite

FINE = 2**30
"""Shares of the plan are whole multiples of 1/2³⁰ of the largest: the project's to say."""


def defined(f: Finite) -> bool:
    """Say whether every model has unique optima and a finite constant."""
    return all(f.unique(m) for m in f.models) and not any(Costs(f, m).infinite() for m in f.models)


class Plan:
    """The fixed sequence of one model."""

    def __init__(self, f: Finite, m: int):
        costs = Costs(f, m)
        self.hidden = costs.hidden
        self.sequence: list[tuple[int, int]] = []
        if not costs.hidden:
            return
        weights = costs.solved()[1]
        most = max(weights.values())
        self.shares = {e: max(1, int(mp.nint(n / most * FINE))) for e, n in weights.items()}
        self.visits = Counter[tuple[int, int]]()
        twins = [b for b in f.models if b != m and f.agree(f.policy[m], m, b) and f.delta(m, b) == 0]
        self.others: list[tuple[int, int]] = []
        for b in twins:
            telling = [e for e in costs.columns if not f.same(m, b, *e)]
            if telling and not any(e in self.shares or e in self.others for e in telling):
                self.others.append(telling[0])

    def due(self, k: int) -> tuple[int, int]:
        """Return the pair that is due after k visits."""
        while len(self.sequence) <= k:
            number = len(self.sequence) + 1
            squares = [i for i in range(1, number + 1) if i * i == number]
            if self.others and squares:
                self.sequence.append(self.others[(squares[0] - 1) % len(self.others)])
                continue
            best = max(self.shares, key=lambda e: (Q(self.shares[e], self.visits[e] + 1), [-part for part in e]))
            self.visits[best] += 1
            self.sequence.append(best)
        return self.sequence[k]


def walk(f: Finite, likelihoods: Any, theta: int, losses: list[mp.mpf]) -> None:
    """Add up the losses of every history."""
    plans = [Plan(f, m) for m in f.models]
    none = tuple((0, 0) for _ in f.models)
    history(f, likelihoods, plans, theta, 1, mp.mpf(1), Counter(), none, losses)


def passes(likelihoods: Any, plan: Plan, m: int, counts: tuple[Any, ...], t: int, dps: int) -> bool:
    """Say whether ln(L(m)/L(b)) ≥ ln t + 2 ln(1 + ln t) for everything that hides from m."""
    with mp.workdps(dps):
        need = mp.log(t) + 2 * mp.log(1 + mp.log(t))
        for b in plan.hidden:
            (pm, lm), (pb, lb) = likelihoods.form(m, counts), likelihoods.form(b, counts)
            lead = real(pm - pb) + mp.fsum((lm[g] - lb[g]) * mp.log(sigma(g, dps)) for g in lm | lb)
            if lead < need:
                return False
    return True


def history(
    f: Finite, likelihoods: Any, plans: list[Plan], theta: int, t: int, weight: mp.mpf, counts: Counter[Any],
    kept: tuple[tuple[int, int], ...], losses: list[mp.mpf],
) -> None:  # fmt: skip
    """Add the losses of every history that goes on from this one."""
    if t == len(losses):
        return
    seen = tuple(sorted(counts.items()))
    m = likelihoods.best(seen)
    (failed, visits), plan = kept[m], plans[m]
    tests = not passes(likelihoods, plan, m, seen, t, f.dps)
    due = plan.due(visits) if tests and failed % 2 == 1 else None
    for c in f.served:
        y = due[1] if due is not None and due[0] == c else f.policy[m][c]
        after = (failed + tests, visits + (due is not None and due[0] == c))
        mind = (*kept[:m], after, *kept[m + 1 :])
        here = weight * real(f.w.p[c])
        losses[t] += here * real(f.loss(theta, c, y))
        for z in (z for z in f.ys if f.w.kappa[c][y][z]):
            gap = f.gap(theta, c, y, z)
            for won in (0, 1):
                step = here * real(f.w.kappa[c][y][z]) * sigma(gap if won else -gap, f.dps)
                further = counts + Counter({(c, y, z, won): 1})
                history(f, likelihoods, plans, theta, t + 1, step, further, mind, losses)
