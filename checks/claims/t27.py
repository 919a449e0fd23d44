"""T27: what greedy does on slates, enumerated; softened policies and affinities computed from their definitions."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import product

from flint import arb

from checks.claims import regrets
from checks.claims.judge import Case
from checks.exact.expectations import selection_probabilities, selection_tail
from checks.learners import load
from checks.populations.online import slates
from theory.claims.scope import Functions, Scope
from theory.exact.enclosure import ball
from theory.preference import sigmoid
from theory.problem import Problem

POPULATION = slates


def cases(scope: Scope) -> Iterator[Case]:
    """Yield every truth: its rounds, the selections of each wrong model, and each model's slates."""
    if not scope.instance.finite or scope.problem.slates is None:
        return
    problem, greedy = scope.problem, load("greedy")
    rounds = regrets.horizon(problem)
    regret = regrets.regret(problem, greedy, rounds)
    for theta in scope.models:
        where = f"truth {problem.models[theta]}"
        wrong = scope.functions["W"](theta)
        functions = {**_functions(scope, theta, rounds), "R": regret}
        yield Case(("headline", "strong diversity", "charged"), {"theta": theta, "T": rounds}, functions, where)
        for t in range(1, rounds + 1):
            symbols = {"theta": theta, "t": t, "T": t}
            yield Case(("convergence", "round", "mistakes"), symbols, functions, f"{where}, round {t}")
        for m in wrong:
            name, tail = problem.models[m], selection_tail(problem, theta, m, rounds)
            counted: Functions = {"tail": lambda n, t, m, theta, tail=tail: tail[n + 1]}
            for n in range(rounds):
                selections = {"theta": theta, "m": m, "T": rounds, "n": n}
                yield Case(("tail",), selections, counted, f"{where}, {name} more than {n} times")
            for g in scope.models:
                selected = f"{where}, {problem.models[g]} selected, {name} tested"
                yield Case(("rate",), {"theta": theta, "m": m, "g": g}, functions, selected)


def _functions(scope: Scope, theta: int, rounds: int) -> Functions:
    problem = scope.problem
    chances = selection_probabilities(problem, theta, rounds)
    wrong = scope.functions["W"](theta)
    return {
        "mistake": lambda t, theta: sum((chances[t - 1][m] for m in wrong), arb(0)),
        "mistakes": lambda t, theta: sum((row[m] for row in chances[:t] for m in wrong), arb(0)),
        "SD": lambda theta: all(_tells(problem, g, m, theta) for g, m in product(scope.models, wrong)),
        "rho_g": lambda g, m, theta: 1 - _distance(problem, g, m, theta),
        "1 - rho_g": lambda g, m, theta: _distance(problem, g, m, theta),
        "R_drawn": lambda t, theta: _paid(problem, chances[:t], theta),
    }


def _paid(problem: Problem, chances: list[list[arb]], theta: int) -> arb:
    """Return what the draws of some rounds cost, from the chances of each model to be selected."""
    costs = [_cost(problem, g, theta) for g in range(len(problem.models))]
    return sum((chance * cost for row in chances for chance, cost in zip(row, costs, strict=True)), arb(0))


def _softmax(problem: Problem, c: int, g: int) -> list[arb]:
    """Return γ_g(· | c): reference times exponential of the scaled reward, over their sum."""
    assert problem.slates is not None
    beta, reference = problem.slates.inverse_temperature, problem.slates.reference[c]
    weights = [ball(mass) * ball(beta * problem.reward(g, c, y)).exp() for y, mass in enumerate(reference)]
    return [weight / sum(weights, arb(0)) for weight in weights]


def _distance(problem: Problem, g: int, m: int, theta: int) -> arb:
    """Return ½ Σ (√P_m − √P_θ)² over ordered slates and answers: what is missing from the affinity to 1."""
    total, size = arb(0), range(len(problem.responses))
    for c in problem.deployed:
        law = _softmax(problem, c, g)
        for y, other in product(size, size):
            gaps = [problem.gap(model, c, y, other) for model in (m, theta)]
            for sign in (1, -1):
                mine, true = (sigmoid(sign * gap).sqrt() for gap in gaps)
                total += ball(problem.p[c]) * law[y] * law[other] * (mine - true) * (mine - true) / 2
    return total


def _tells(problem: Problem, g: int, m: int, theta: int) -> bool:
    """Whether some slate that g draws is answered by different laws under m and θ."""
    size = range(len(problem.responses))
    for c in problem.deployed:
        law = _softmax(problem, c, g)
        for y, other in product(size, size):
            if problem.gap(m, c, y, other) != problem.gap(theta, c, y, other) and law[y] * law[other] > 0:
                return True
    return False


def _cost(problem: Problem, g: int, theta: int) -> arb:
    """Return what one response drawn while g is selected costs."""
    total = arb(0)
    for c in problem.deployed:
        rewards = [problem.reward(theta, c, y) for y in range(len(problem.responses))]
        for chance, reward in zip(_softmax(problem, c, g), rewards, strict=True):
            total += ball(problem.p[c]) * chance * ball(max(rewards) - reward)
    return total
