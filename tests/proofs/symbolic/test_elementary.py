"""The shared facts hold at numbers, computed without the dischargers."""

import math

from proofs.symbolic.catalogue import load
from proofs.symbolic.engine.step import ELEMENTARY
from proofs.symbolic.engine.symbols import u, v, x

STEPS = {step.name: step for step in load(ELEMENTARY).steps}


def at(name, **values):
    letters = {"u": u, "v": v, "x": x}
    return STEPS[name].statement.subs({letters[key]: value for key, value in values.items()})


def test_the_tangents_touch_where_they_should() -> None:
    assert at("exponential above its tangent", u=0) == True  # noqa: E712  (sympy's true)
    assert bool(at("exponential above its tangent", u=-1.5)) and math.exp(-1.5) > 1 - 1.5
    assert bool(at("logarithm below its tangent", x=3.0)) and bool(at("logarithm above 1 − 1/x", x=0.2))


def test_the_exponential_increases_only_in_order() -> None:
    step = STEPS["exponential increases"]
    assert bool(step.statement.subs({u: 1, v: 2})) and not bool(step.statement.subs({u: 2, v: 1}))


def test_every_fact_has_a_false_neighbour() -> None:
    assert len(STEPS) > 8
    assert all(step.mutant is not None for step in STEPS.values())
