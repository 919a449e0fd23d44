"""The constants of T17 against floating-point linear algebra and plain sums."""

from __future__ import annotations

from fractions import Fraction
from itertools import product

import numpy as np
import pytest
from flint import arb
from hypothesis import assume, given, settings

from checks import strategies
from theory.exact.enclosure import bounds
from theory.exact.linear import combine, dot
from theory.files.instance_file import loads
from theory.instance import Instance
from theory.problem import Problem
from theory.quantities import policy_of
from theory.span.linear_problem import LinearProblem, flatten, named_parameter
from theory.span.strength import coefficient, energy, gram, largest_gap, smallest_gap, squared_spread


def at(instance: Instance, theta: int) -> tuple[Problem, LinearProblem]:
    problem = Problem.of(instance)
    return problem, LinearProblem.of(instance, named_parameter(instance, problem.models[theta]))


@settings(deadline=None, max_examples=20)
@given(strategies.linear())
def test_energy_is_the_quadratic_form_of_the_gram_matrix(instance: Instance) -> None:
    problem, linear = at(instance, 0)
    for m, g in product(range(len(problem.models)), repeat=2):
        policy = policy_of(problem, g)
        matrix = [[Fraction(int(x.p), int(x.q)) for x in row] for row in gram(problem, linear, policy).tolist()]
        parameter = flatten(named_parameter(instance, problem.models[m]))
        change = combine(parameter, Fraction(-1), linear.theta)
        form = dot(change, tuple(dot(tuple(row), change) for row in matrix))
        assert energy(problem, policy, m, 0) == form >= 0


@settings(deadline=None, max_examples=20)
@given(strategies.linear())
def test_the_coefficient_is_the_smallest_eigenvalue_on_the_relevant_directions(instance: Instance) -> None:
    problem, linear = at(instance, 0)
    assume(linear.relevant_basis)
    basis = np.linalg.qr(np.array(linear.relevant_basis, dtype=float).T)[0]
    for policy in {policy_of(problem, m) for m in range(len(problem.models))}:
        matrix = np.array([[float(x.p) / float(x.q) for x in row] for row in gram(problem, linear, policy).tolist()])
        least = float(np.linalg.eigvalsh(basis.T @ matrix @ basis)[0])
        found = coefficient(problem, linear, policy)
        low, high = map(float, bounds(found))
        assert low == pytest.approx(least, abs=1e-10) and high == pytest.approx(least, abs=1e-10)
        assert found.is_zero() == (np.linalg.matrix_rank(basis.T @ matrix @ basis) < basis.shape[1])
        assert found.is_zero() or found > 0


@settings(deadline=None, max_examples=20)
@given(strategies.linear())
def test_gaps_and_spread(instance: Instance) -> None:
    problem, linear = at(instance, 0)
    models, contexts, responses = problem.shape
    places = list(product(range(contexts), range(responses), range(responses)))
    assert largest_gap(problem) == max(abs(problem.gap(m, c, y, z)) for m in range(models) for c, y, z in places)
    shortfalls = {problem.shortfall(0, c, y) for c, y, _ in places} - {0}
    assert smallest_gap(problem, 0) == (min(shortfalls) if shortfalls else None)
    norms = [
        sum((a - b) ** 2 for a, b in zip(linear.heads[c][y], linear.heads[c][z], strict=True)) for c, y, z in places
    ]
    assert squared_spread(linear) == max(norms)


def test_heads_may_be_fractions() -> None:
    """Served (1/2, 1/3) and compared with (−1/2, 1/2): e = (1, −1/6), and μ = |e|² on the line it spans."""
    instance = loads("""{"format": "user-diversity/instance/1", "responses": ["y0", "y1"], "truth": "a",
      "contexts": [{"user": "u", "prompt": "x", "probability": 1}], "comparators": [[[0, 1], [1, 0]]],
      "heads": [[["1/2", "1/3"], ["-1/2", "1/2"]]], "parameters": {"a": [1, 0], "b": [2, 0]}}""")
    problem, linear = at(instance, 0)
    matrix = [[Fraction(int(x.p), int(x.q)) for x in row] for row in gram(problem, linear, (0,)).tolist()]
    assert matrix == [[1, Fraction(-1, 6)], [Fraction(-1, 6), Fraction(1, 36)]]
    assert coefficient(problem, linear, (0,)).overlaps(arb(37) / 36)
