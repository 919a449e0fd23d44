"""T25: the regret of every learner, enumerated, against the cheapest plan; C(a) by the vertices of the dual polytope.

The vertices are enumerated in balls, from divergences written as Σ p ln(p/q); the linear program has no part in it.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from fractions import Fraction
from functools import cache
from itertools import combinations
from math import comb

from flint import arb, arb_mat

from checks.claims import regrets
from checks.claims.judge import Case
from checks.claims.t06 import bounded_contexts
from checks.exact.expectations import expected_regret
from checks.learner_protocol import Learner
from checks.learners import load
from checks.populations.online import exploring
from theory.claims.scope import Functions, Scope
from theory.errors import InputError
from theory.exact.enclosure import ball
from theory.preference import sigmoid
from theory.problem import Problem

POPULATION = exploring
LONG = (20, 150, 1000)
"""Horizons at which the bound is not 0; a learner that commits can be followed there."""

MOST_VERTICES = 3000
"""Candidates for vertices that are tried."""


def cases(scope: Scope) -> Iterator[Case]:
    """Yield every believed model from which something hides and that some pair tells from each, with every learner."""
    problem = scope.problem
    believed = [a for a in scope.models if explorable(scope, a)]
    for a in believed:
        if comb(len(_planes(problem, scope, a)), len(scope.functions["Conf"](a))) > MOST_VERTICES:
            continue
        functions: Functions = {"C": lambda a: largest_vertex(scope, a)}
        yield Case(("constant",), {"a": a}, functions, f"believed {problem.models[a]}")
    rounds = regrets.horizon(problem)
    for learner in learners(problem) if believed else ():
        regret: Functions = {"R": regrets.regret(problem, learner, rounds)}
        for a in believed:
            where = f"believed {problem.models[a]}, {learner.name}, T = {rounds}"
            yield Case(("headline", "multipliers"), {"a": a, "T": rounds}, regret, where)
    for a in believed:
        frozen: Functions = {"R": committed(scope, a, rounds)}
        for horizon in (rounds, *LONG):
            where = f"believed {problem.models[a]}, explores for {rounds} rounds and commits, T = {horizon}"
            yield Case(("headline", "multipliers"), {"a": a, "T": horizon}, frozen, where)


def explorable(scope: Scope, a: int) -> bool:
    """Whether something hides from a, C(a) is finite, and a is indifferent in no context where it matters."""
    hidden = scope.functions["Conf"](a)
    bounded = all(bounded_contexts(scope, a, b) for b in hidden)
    return bool(hidden) and bounded and scope.functions["C"](a) is not None


def learners(problem: Problem) -> list[Learner]:
    """Return the learners that can be enumerated, `tracking` among them where it is defined."""
    found = regrets.learners(problem)
    try:
        expected_regret(problem, 0, load("tracking"), 1)
    except InputError:
        return found
    return [*found, load("tracking")]


def committed(scope: Scope, a: int, rounds: int) -> Callable[[int, int], arb]:
    """Return R of the learner that explores what tells a from what hides from it, then commits."""
    learner = committing(scope, a, rounds, tuple(scope.models))
    return straight(lambda theta: expected_regret(scope.problem, theta, learner, rounds + 1), rounds)


def straight(enumerated: Callable[[int], list[arb]], rounds: int) -> Callable[[int, int], arb]:
    """Return R of a learner that changes nothing after some rounds: its regret goes on in a straight line."""
    curve = cache(enumerated)

    def regret(t: int, theta: int) -> arb:
        known = curve(theta)
        return known[t] if t <= rounds else known[rounds] + (t - rounds) * (known[rounds + 1] - known[rounds])

    return regret


def committing(scope: Scope, a: int, rounds: int, members: tuple[int, ...]) -> Learner:
    """Return the learner that deploys a plan of a for some rounds, then the policy of the member that leads."""
    served = [int(y) for y in scope.problem.policy[a]]
    for (c, y), _ in sorted(scope.functions["plan"](a).items(), key=lambda entry: float(entry[1])):
        served[c] = y
    width = range(len(scope.problem.responses))
    rows = tuple(tuple(Fraction(int(y == best)) for y in width) for best in served)
    return Learner(
        "commits",
        "explores, then commits",
        lambda history, t: rows if t <= rounds else history.policy(history.best(members)[0]),
        lambda problem, t: t <= rounds,
    )


def largest_vertex(scope: Scope, a: int) -> arb:
    """Enclose max Σ λ over the vertices of λ ≥ 0, Σ λ_b I_b(c, y) ≤ gap_a(c, y)."""
    hidden = scope.functions["Conf"](a)
    planes = _planes(scope.problem, scope, a)
    best = arb(0)
    for chosen in combinations(planes, len(hidden)):
        matrix, right = arb_mat([left for left, _ in chosen]), arb_mat([[limit] for _, limit in chosen])
        if matrix.det().contains(0):
            continue
        point = [matrix.solve(right)[i, 0] for i in range(len(hidden))]
        used = [sum((x * z for x, z in zip(left, point, strict=True)), arb(0)) for left, _ in planes]
        if not any(one > limit for one, (_, limit) in zip(used, planes, strict=True)):
            best = best.max(sum(point, arb(0)))
    return best


def _planes(problem: Problem, scope: Scope, a: int) -> list[tuple[list[arb], arb]]:
    """Return the constraints left · λ ≤ limit: one for each pair, and λ_b ≥ 0."""
    hidden = scope.functions["Conf"](a)
    planes = []
    for c in problem.deployed:
        served = int(problem.policy[a, c])
        for y in (y for y in range(len(problem.responses)) if y != served):
            planes.append(([_told(problem, c, y, a, b) for b in hidden], ball(problem.gap(a, c, served, y))))
    signs = [([arb(-(i == k)) for i in range(len(hidden))], arb(0)) for k in range(len(hidden))]
    return [plane for plane in planes if not all(x.is_zero() for x in plane[0])] + signs


def _told(problem: Problem, c: int, y: int, a: int, b: int) -> arb:
    """Enclose Σ κ Σ_z p ln(p/q)."""
    total = arb(0)
    for other, mass in enumerate(problem.kappa[c][y]):
        mine, its = problem.gap(a, c, y, other), problem.gap(b, c, y, other)
        if mass and mine != its:
            total += ball(mass) * sum((_term(sign * mine, sign * its) for sign in (1, -1)), arb(0))
    return total


def _term(mine: Fraction, its: Fraction) -> arb:
    return sigmoid(mine) * (sigmoid(mine) / sigmoid(its)).log()
