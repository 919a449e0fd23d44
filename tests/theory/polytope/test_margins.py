"""Signs of margins, each with a model or with multipliers that are checked from the definition."""

from __future__ import annotations

from fractions import Fraction
from itertools import product

import pytest

from checks.bench.bench_polytope import drawn
from theory.exact.linear import dot
from theory.files.instance_file import loads
from theory.instance import Vector
from theory.polytope.continuous import ContinuousClass
from theory.polytope.margins import Margin, Margins

F = Fraction


def line(lower: str, upper: str) -> ContinuousClass:
    """y1 is worth x in the first context and −x in the second; every response is compared with every other."""
    return ContinuousClass.of(
        loads(
            f"""{{"format": "user-diversity/instance/1", "responses": ["y0", "y1"], "comparators": "uniform",
            "contexts": [{{"user": "a", "prompt": "p", "probability": "1/2"}},
            {{"user": "b", "prompt": "p", "probability": "1/2"}}],
            "heads": [[[0], [1]], [[0], [-1]]], "parameters": {{"lower": ["{lower}"], "upper": ["{upper}"]}}}}"""
        )
    )


def margin(walker: Margins, *policy: int, weak: bool = False) -> Margin:
    for served in policy:
        walker.push(served)
    found = walker.margin(weak)
    for _ in policy:
        walker.pop()
    return found


def wins(problem: ContinuousClass, policy: tuple[int, ...], model: Vector) -> list[Fraction]:
    """The gaps by which a model prefers the responses of a partial policy."""
    return [
        dot(problem.contrast(c, y, z), model) for c, y in enumerate(policy) for z in range(problem.shape[1]) if z != y
    ]


def proves(problem: ContinuousClass, found: Margin, theta: Vector | None = None) -> bool:
    """Whether Σ μ A = Σ λ D + Σ z E with λ, μ ≥ 0, λ ≠ 0, and Σ μ b − Σ z ⟨E, θ⟩ has the sign of the margin."""
    assert found.weights is not None
    total, value, preferred = [F(0)] * problem.region.dimension, F(0), F(0)
    for (kind, c, y, z), weight in found.weights.items():
        if kind == "region":
            row, value = problem.region.normals[c], value + weight * problem.region.bounds[c]
        else:
            row = tuple(-x for x in problem.contrast(c, y, z))
        if kind == "alike":
            assert theta is not None
            value -= weight * -dot(row, theta)
        else:
            assert weight >= 0
            preferred += weight if kind == "prefers" else 0
        total = [a + weight * b for a, b in zip(total, row, strict=True)]
    return not any(total) and preferred > 0 and (value > 0) - (value < 0) == found.sign


@pytest.mark.parametrize(
    ("lower", "upper", "signs"),
    [
        ("-1", "1", {(0,): 1, (1,): 1, (1, 0): 1, (0, 1): 1, (0, 0): 0, (1, 1): 0}),
        ("0", "1", {(0,): 0, (1,): 1, (0, 1): 0, (1, 0): 1}),
        ("1/3", "1", {(0,): -1, (1,): 1, (1, 1): -1, (1, 0): 1, (0, 0): -1}),
    ],
)
def test_signs_on_a_line(lower: str, upper: str, signs: dict[tuple[int, ...], int]) -> None:
    problem = line(lower, upper)
    walker = Margins(problem)
    for policy, sign in signs.items():
        found = margin(walker, *policy)
        assert found.sign == sign, policy
        assert (
            proves(problem, found)
            if sign <= 0
            else found.point is not None and min(wins(problem, policy, found.point)) > 0
        )


@pytest.mark.parametrize("seed", range(8))
def test_every_margin_comes_with_what_proves_it(seed: int) -> None:
    """All partial policies of a random class: models prefer strictly, or weakly with a tie, or weights exclude."""
    problem = ContinuousClass.of(drawn(2, 3, 3, seed))
    walker = Margins(problem)
    for depth in (1, 2, 3):
        for policy in product(range(3), repeat=depth):
            for weak in (False, True):
                found = margin(walker, *policy, weak=weak)
                if found.sign > 0 or (weak and found.sign == 0):
                    assert found.point is not None and problem.region.contains(found.point)
                    assert min(wins(problem, policy, found.point)) >= 0
                    assert found.sign == 0 or min(wins(problem, policy, found.point)) > 0
                if found.sign <= 0:
                    assert proves(problem, found)


def test_what_excludes_a_branch_is_not_solved_again() -> None:
    problem = line("1/3", "1")
    walker = Margins(problem)
    first = margin(walker, 0)
    solved = walker.programs
    assert margin(walker, 0) is first and walker.programs == solved


def test_alike_models_have_the_gaps_of_the_parameter() -> None:
    """While a is served anything, x is seen: only x = 1/2 is left, at which y1 is better for a and y0 for b."""
    problem, theta = line("-1", "1"), (F(1, 2),)
    walker = Margins(problem, theta)
    assert margin(walker, 1, 0).point == theta
    for policy in ((0,), (1, 1), (0, 1)):
        found = margin(walker, *policy)
        assert found.sign < 0 and proves(problem, found, theta)
