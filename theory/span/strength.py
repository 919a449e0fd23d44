"""Diversity coefficient μ and the other constants of T17.

Claim: T17.
"""

from __future__ import annotations

from fractions import Fraction
from typing import cast

from flint import arb, fmpq, fmpq_mat

from theory.comparisons import comparisons
from theory.errors import InputError
from theory.exact.linear import dot, rational_matrix
from theory.problem import Problem
from theory.quantities import Policy
from theory.span.linear_problem import LinearProblem


def energy(problem: Problem, policy: Policy, m: int, theta: int) -> Fraction:
    """Return (m − θ)ᵀ G_π (m − θ): the mean squared difference of the gaps that a policy exposes."""
    _by_table(problem)
    rows = cast("list[tuple[Fraction, Fraction, Fraction]]", comparisons(problem, policy, m, theta))
    return sum((w * (g - h) ** 2 for w, g, h in rows), Fraction(0))


def _by_table(problem: Problem) -> None:
    """Refuse slates: T17 speaks of comparators that depend on what is served alone.

    Raises
    ------
    InputError
        Under slates.
    """
    if problem.slates is not None:
        raise InputError("comparators", "T17 speaks of comparators that follow a table, not of slates")


def largest_gap(problem: Problem) -> Fraction:
    """Return B, the largest |gap| of any model in any deployed context."""
    on = list(problem.deployed)
    spread = problem.scaled[:, on].max(axis=2) - problem.scaled[:, on].min(axis=2)
    return max(Fraction(int(spread[:, i].max()), problem.scale[c]) for i, c in enumerate(on))


def smallest_gap(problem: Problem, theta: int) -> Fraction | None:
    """Return g, the smallest positive optimality gap of θ; None when every response is optimal everywhere."""
    gaps = [problem.shortfall(theta, c, y) for c in problem.deployed for y in range(len(problem.responses))]
    return min((gap for gap in gaps if gap), default=None)


def squared_spread(linear: LinearProblem) -> Fraction:
    """Return L² = max ‖h_c(y) − h_c(y')‖²."""
    return max(
        dot(difference, difference)
        for block in linear.heads
        for one in block
        for other in block
        for difference in (tuple(x - y for x, y in zip(one, other, strict=True)),)
    )


def gram(problem: Problem, linear: LinearProblem, policy: Policy) -> fmpq_mat:
    """Return G_π = Σ_c p_c Σ_{y'} κ(y' | c, π(c)) e eᵀ, e the exposed directions."""
    _by_table(problem)
    size = linear.dimension
    total = fmpq_mat(size, size)
    for c in problem.deployed:
        for y, mass in enumerate(problem.kappa[c][policy[c]]):
            if mass:
                served, other = linear.heads[c][policy[c]], linear.heads[c][y]
                e = fmpq_mat(
                    [[fmpq((a - b).numerator, (a - b).denominator)] for a, b in zip(served, other, strict=True)]
                )
                weight = problem.p[c] * mass
                total += e * e.transpose() * fmpq(weight.numerator, weight.denominator)
    return total


def coefficient(problem: Problem, linear: LinearProblem, policy: Policy) -> arb:
    """Enclose μ(π), the smallest eigenvalue of G_π on Rel; exactly 0 iff Exp_π ≠ Rel.

    Rel must not be {0}. The eigenvalues on Rel are the roots of a rational characteristic polynomial, isolated
    with certainty.

    Claim: T17.
    """
    basis = rational_matrix(linear.relevant_basis)
    pencil = (basis * basis.transpose()).inv() * (basis * gram(problem, linear, policy) * basis.transpose())
    polynomial = pencil.charpoly().numer()
    if polynomial[0] == 0:
        return arb(0)
    roots: list[arb] = [root.real for root, _ in polynomial.complex_roots()]  # type: ignore[misc, has-type]
    least = roots[0]
    for root in roots[1:]:
        least = least.min(root)
    return least
