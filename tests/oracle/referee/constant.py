"""The constant of the logarithm by a linear program in floats, and its certificates by substitution in many digits."""

from typing import Any

import mpmath as mp
import numpy as np
from scipy.optimize import linprog

from referee.feedback import divergence, real
from referee.finite import Finite

SLACK = mp.mpf(10) ** -11


class Costs:
    """What each exploration costs under a model, and what it tells of each hidden alternative."""

    def __init__(self, f: Finite, a: int):
        self.f, self.a = f, a
        self.hidden = [b for b in f.models if f.confusing(a, b)]
        self.columns = [(c, y) for c in f.served for y in f.ys if y != f.policy[a][c]]

    def cost(self, c: int, y: int) -> mp.mpf:
        return real(self.f.loss(self.a, c, y))

    def told(self, b: int, c: int, y: int) -> mp.mpf:
        f = self.f
        return mp.fsum(
            real(f.w.kappa[c][y][z]) * divergence(f.gap(self.a, c, y, z), f.gap(b, c, y, z), f.dps) for z in f.ys
        )

    def infinite(self) -> bool:
        return any(all(self.f.same(self.a, b, c, y) for c, y in self.columns) for b in self.hidden)

    def optimum(self) -> mp.mpf:
        """Return the least cost."""
        return self.solved()[0]

    def solved(self) -> tuple[mp.mpf, dict[tuple[int, int], mp.mpf]]:
        """Solve the program in floats, each row and column brought to a comparable size first."""
        with mp.workdps(self.f.dps):
            rates = [[self.told(b, c, y) / self.cost(c, y) for c, y in self.columns] for b in self.hidden]
            best = [max(row) for row in rates]
            unit = max(1 / most for most in best)
            needs = np.array([float(1 / most / unit) for most in best])
            matrix = np.array([[float(r / most) for r in row] for row, most in zip(rates, best, strict=True)])
            found = linprog(np.ones(len(self.columns)), A_ub=-matrix, b_ub=-needs, method="highs")
            spent = zip(self.columns, found.x, strict=True)
            return mp.mpf(found.fun) * unit, {e: mp.mpf(x) * unit / self.cost(*e) for e, x in spent if x > 1e-12}


def faults(document: dict[str, Any] | None, f: Finite, truths: list[int]) -> list[str]:
    """Return what is wrong with ``regret_constants``."""
    if not all(f.unique(m) for m in f.models):
        return [] if document is None else ["regret_constants: H3 fails, so there are none"]
    names = f.w.names
    if document is None or list(document) != [names[t] for t in truths]:
        return [f"regret_constants: not the truths: {document}"]
    return [f"regret_constants.{names[t]}: {fault}" for t in truths for fault in entry(document[names[t]], Costs(f, t))]


def entry(told: dict[str, Any], costs: Costs) -> list[str]:
    """Return what is wrong with the constant of one truth."""
    if list(told) != ["constant", "exploration", "multipliers"]:
        return ["keys"]
    if not costs.hidden or costs.infinite():
        exact = "0" if not costs.hidden else None
        return [] if told == {"constant": exact, "exploration": [], "multipliers": {}} else ["exactly decided"]
    with mp.workdps(costs.f.dps):
        low, high = (mp.mpf(end) for end in told["constant"])
        value = costs.optimum()
        found = [] if abs(value - low) <= value * mp.mpf(10) ** -5 else [f"{low} far from {mp.nstr(value, 12)}"]
        found += [] if low <= high <= low * (1 + mp.mpf(10) ** -9) else ["too wide, or turned"]
        return found + plan(told, costs, high) + multipliers(told, costs, low)


def plan(told: dict[str, Any], costs: Costs, high: mp.mpf) -> list[str]:
    """The exploration is feasible and costs what it is said to cost."""
    f, spent, met = costs.f, mp.mpf(0), dict.fromkeys(costs.hidden, mp.mpf(0))
    places = [list(pair) for pair in f.w.contexts]
    for row in told["exploration"]:
        if row["context"] not in places or row["response"] not in f.w.responses:
            return [f"no exploration: {row}"]
        c, y = places.index(row["context"]), f.w.responses.index(row["response"])
        least, most = (mp.mpf(end) for end in row["weight"])
        if (c, y) not in costs.columns or not 0 < least <= most <= least * (1 + mp.mpf(10) ** -9):
            return [f"no exploration: {row}"]
        spent += least * costs.cost(c, y)
        for b in met:
            met[b] += most * costs.told(b, c, y)
    found = [] if abs(spent - high) <= high * 2 * mp.mpf(10) ** -9 else [f"costs {spent}"]
    return found + [f"does not tell {f.w.names[b]}" for b, sum_ in met.items() if sum_ < 1 - SLACK]


def multipliers(told: dict[str, Any], costs: Costs, low: mp.mpf) -> list[str]:
    """The multipliers are feasible and prove the lower end."""
    f = costs.f
    if list(told["multipliers"]) != [f.w.names[b] for b in costs.hidden]:
        return ["multipliers: not the hidden alternatives"]
    weights = [[mp.mpf(end) for end in told["multipliers"][f.w.names[b]]] for b in costs.hidden]
    if any(not 0 <= least <= most <= least * (1 + mp.mpf(10) ** -9) for least, most in weights):
        return ["multipliers: negative, turned or wide"]
    proven = mp.fsum(most for _, most in weights)
    found = [] if proven >= low * (1 - SLACK) else [f"multipliers prove {proven}"]
    for c, y in costs.columns:
        used = mp.fsum(least * costs.told(b, c, y) for (least, _), b in zip(weights, costs.hidden, strict=True))
        found += [] if used <= costs.cost(c, y) * (1 + SLACK) else [f"multipliers overspend at {c}, {y}"]
    return found
