"""L5: the expected potential after one enumerated round, and after T rounds of greedy."""

from __future__ import annotations

from collections.abc import Iterator
from fractions import Fraction

from flint import arb

from checks.claims import regrets
from checks.claims.judge import Case
from checks.exact.expectations import expected_potential
from checks.learners import load
from checks.populations.online import online
from theory.bounds import tilted_affinity
from theory.claims.scope import Functions, Scope
from theory.comparisons import comparisons, outcomes
from theory.exact.enclosure import ball
from theory.preference import sigmoid
from theory.protocol.actions import choice
from theory.quantities import affinity_deficit

POPULATION = online


def cases(scope: Scope) -> Iterator[Case]:
    """Yield every ordered pair of models, with the policy of the first deployed and λ = ½ and ¼."""
    problem = scope.problem
    rounds = min(2, regrets.horizon(problem))
    for m in scope.models:
        for theta in scope.models:
            where = f"{problem.models[m]} against {problem.models[theta]}"
            symbols = {"m": m, "theta": theta, "pi": choice(problem, m), "T": rounds}
            for power in (Fraction(1, 2), Fraction(1, 4)):
                functions: Functions = {
                    "step": lambda *args: _step(scope, *args),
                    "rho": lambda *args: _rho(scope, *args),
                }
                yield Case(("headline",), symbols | {"lambda": power}, functions, f"{where}, λ = {power}")
            potential = expected_potential(problem, theta, m, load("greedy"), rounds)
            yield Case(("supermartingale",), symbols, {"ell": lambda t, m, theta, p=potential: p[t]}, where)


def _step(scope: Scope, m: int, theta: int, policy: tuple[int, ...], power: Fraction) -> arb:
    """E_θ of the factor (P_m(outcome)/P_θ(outcome))^λ by which one round multiplies the potential."""
    rows = comparisons(scope.problem, policy, m, theta)
    return sum((ball(w) * sigmoid(h) * (sigmoid(g) / sigmoid(h)) ** ball(power) for w, g, h in outcomes(rows)), arb(0))


def _rho(scope: Scope, m: int, theta: int, policy: tuple[int, ...], power: Fraction) -> arb:
    if power == Fraction(1, 2):
        return 1 - affinity_deficit(scope.problem, policy, m, theta)
    return tilted_affinity(comparisons(scope.problem, policy, m, theta), power)
