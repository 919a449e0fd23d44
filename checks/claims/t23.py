"""T23: the branching and its programs against one question to an SMT solver, with the policy among the unknowns."""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial
from typing import Any

from checks.claims.judge import Case
from checks.populations.linear import polytopes
from checks.recheck.model import Model, Numbers
from theory.claims.scope import Functions, Scope
from theory.span.box_lp import decided, real

POPULATION = partial(polytopes, dimension=2, most_contexts=2)


def cases(scope: Scope) -> Iterator[Case]:
    """Yield the class, and its truth."""
    if scope.polytope is None:
        return
    model = Model.of(scope.instance)
    functions: Functions = {"ConfusingPairExists": lambda: _confusing(model)}
    yield Case(("headline",), {}, functions, "the class")
    if model.theta is not None and model.inside(model.theta):
        functions = {
            "SomeWrongBeliefConfirms": lambda theta: _confirms(model),
            "SomeModelSurvives": lambda theta: _survives(model),
        }
        yield Case(("first", "second"), {"theta": tuple(model.theta)}, functions, "at the truth")


def _value(row: Numbers, parameter: list[Any]) -> Any:
    import z3

    return z3.Sum([real(x) * p for x, p in zip(row, parameter, strict=True)])


def _inside(model: Model, name: str) -> tuple[Any, list[Any]]:
    """Return a solver with one parameter of Θ."""
    import z3

    solver = z3.Solver()
    parameter = [z3.Real(f"{name}{i}") for i in range(len(model.sides[0][0]))]
    solver.add(*(_value(row, parameter) <= real(bound) for row, bound in model.sides))
    return solver, parameter


def _prefers(model: Model, c: int, y: int, parameter: list[Any], strictly: bool) -> Any:
    import z3

    gaps = [_value(model.difference(c, y, z), parameter) for z in range(len(model.heads[c])) if z != y]
    return z3.And(*(gap > 0 if strictly else gap >= 0 for gap in gaps))


def _confusing(model: Model) -> bool:
    """Whether models a, b with unique optima look alike under a's policy, which is not b's."""
    import z3

    solver, a = _inside(model, "a")
    other, b = _inside(model, "b")
    solver.add(*other.assertions())
    changed = []
    for c, block in enumerate(model.heads):
        ways = []
        for y in range(len(block)):
            served = _prefers(model, c, y, a, strictly=True)
            alike = [_value(row, a) == _value(row, b) for z in model.seen[c][y] for row in [model.difference(c, y, z)]]
            ways.append(z3.And(served, *alike))
            changed.append(z3.And(served, z3.Not(_prefers(model, c, y, b, strictly=False))))
        solver.add(z3.Or(*ways))
        solver.add(z3.Or(*(_prefers(model, c, y, b, strictly=True) for y in range(len(block)))))
    solver.add(z3.Or(*changed))
    return decided(solver)


def _best(model: Model) -> list[list[int]]:
    assert model.theta is not None
    rows = [model.values(c, model.theta) for c in range(len(model.heads))]
    return [[y for y, x in enumerate(values) if x == max(values)] for values in rows]


def _confirms(model: Model) -> bool:
    """Whether a model of the closed cell of a policy that is wrong at θ looks like θ under it."""
    import z3

    assert model.theta is not None
    theta = [real(x) for x in model.theta]
    solver, m = _inside(model, "m")
    wrong = []
    for c, good in enumerate(_best(model)):
        chosen = [z3.Bool(f"c{c}y{y}") for y in range(len(model.heads[c]))]
        for y, flag in enumerate(chosen):
            alike = [
                _value(row, m) == _value(row, theta) for z in model.seen[c][y] for row in [model.difference(c, y, z)]
            ]
            solver.add(z3.Implies(flag, z3.And(_prefers(model, c, y, m, strictly=False), *alike)))
        solver.add(z3.Or(*chosen), z3.AtMost(*chosen, 1))
        wrong += [flag for y, flag in enumerate(chosen) if y not in good]
    solver.add(z3.Or(*wrong) if wrong else z3.BoolVal(False))
    return decided(solver)


def _survives(model: Model) -> bool:
    """Whether a model that looks like θ under π_θ likes a response that is not best at θ at least as much."""
    import z3

    assert model.theta is not None
    theta = [real(x) for x in model.theta]
    solver, m = _inside(model, "m")
    liked = []
    for c, good in enumerate(_best(model)):
        served = good[0]
        solver.add(
            *(
                _value(model.difference(c, served, z), m) == _value(model.difference(c, served, z), theta)
                for z in model.seen[c][served]
            )
        )
        liked += [_value(model.difference(c, y, served), m) >= 0 for y in range(len(model.heads[c])) if y not in good]
    solver.add(z3.Or(*liked) if liked else z3.BoolVal(False))
    return decided(solver)
