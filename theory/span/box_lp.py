"""Hidden alternatives inside a box: one exact linear program per context and response (T15).

A solver over the reals proposes; what it says is believed only after exact substitution, in both
directions: a hidden alternative is checked by `LinearProblem.hides`, its absence by dual multipliers.

Claim: T15.
"""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction
from typing import Any

from theory.exact.linear import combine, dot, product_is_zero
from theory.instance import Box, Vector
from theory.span.linear_problem import HiddenAlternative, LinearProblem

_ZERO = Fraction(0)


@dataclass(frozen=True)
class Multipliers:
    """Why no λ in the box that looks like θ prefers y to π_θ(c).

    With Δ = h_c(π_θ(c)) − h_c(y): Δ = α − β − Σ γ_i n_i + e with α, β, γ ≥ 0 (zero where the bound is missing), n_i the
    normals of the inequalities ⟨n_i, ·⟩ ≤ s_i and e ∈ Exp, so that every such λ has
    ⟨Δ, λ⟩ ≥ ⟨α, lower⟩ − ⟨β, upper⟩ − Σ γ_i s_i + ⟨e, θ⟩, and this is not negative.

    Attributes
    ----------
    context, response : int
        c and y.
    lower, upper, inequalities : Vector
        α, β and γ.
    """

    context: int
    response: int
    lower: Vector
    upper: Vector
    inequalities: Vector


def hidden_in_box(problem: LinearProblem, box: Box) -> HiddenAlternative | tuple[Multipliers, ...]:
    """Decide whether the box holds a hidden alternative of θ.

    Parameters
    ----------
    problem : LinearProblem
        With θ inside the box.
    box : Box
        Bounds, coordinate by coordinate.

    Returns
    -------
    HiddenAlternative or tuple of Multipliers
        The first one found, or one certificate for every (c, y) whose difference is not exposed.

    Raises
    ------
    ArithmeticError
        When an answer of the solver does not survive exact substitution.
    """
    certificates = []
    for c, y, delta in problem.unexposed_differences():
        parameter = _better(problem, box, delta)
        if parameter is not None:
            if problem.hides(parameter) is None or not contains(box, parameter):
                raise ArithmeticError("the proposed hidden alternative is none")
            return HiddenAlternative(parameter, c, y)
        certificate = _multipliers(problem, box, c, y, delta)
        if not proves(problem, box, certificate):
            raise ArithmeticError("the proposed multipliers prove nothing")
        certificates.append(certificate)
    return tuple(certificates)


def contains(box: Box, parameter: Vector) -> bool:
    """Whether a parameter lies in the box and satisfies its inequalities."""
    return all(
        (low is None or low <= x) and (high is None or x <= high)
        for low, x, high in zip(box.lower, parameter, box.upper, strict=True)
    ) and all(dot(entry.normal, parameter) <= entry.at_most for entry in box.inequalities)


def proves(problem: LinearProblem, box: Box, certificate: Multipliers) -> bool:
    """Check multipliers by exact substitution."""
    value = _ZERO
    for weight, bound in zip(certificate.lower + certificate.upper, box.lower + box.upper, strict=True):
        if weight < 0 or (weight and bound is None):
            return False
    value += sum((w * b for w, b in zip(certificate.lower, box.lower, strict=True) if b is not None), _ZERO)
    value -= sum((w * b for w, b in zip(certificate.upper, box.upper, strict=True) if b is not None), _ZERO)
    delta = problem.difference(certificate.context, certificate.response)
    exposed = combine(combine(delta, Fraction(-1), certificate.lower), Fraction(1), certificate.upper)
    for weight, entry in zip(certificate.inequalities, box.inequalities, strict=True):
        if weight < 0:
            return False
        value -= weight * entry.at_most
        exposed = combine(exposed, weight, entry.normal)
    return product_is_zero([exposed], problem.unexposed) and value + dot(exposed, problem.theta) >= 0


def _better(problem: LinearProblem, box: Box, delta: Vector) -> Vector | None:
    """Return λ = θ + N z in the box with ⟨Δ, λ⟩ < 0, N a basis of Exp^⊥; None when there is none."""
    import z3

    basis = problem.unexposed
    z = z3.Reals([f"z{i}" for i in range(len(basis))])
    solver = z3.Solver()
    for i, (low, high) in enumerate(zip(box.lower, box.upper, strict=True)):
        coordinate = problem.theta[i] + z3.Sum([real(v[i]) * x for v, x in zip(basis, z, strict=True)])
        if low is not None:
            solver.add(coordinate >= real(low))
        if high is not None:
            solver.add(coordinate <= real(high))
    for entry in box.inequalities:
        moved = z3.Sum([real(dot(entry.normal, v)) * x for v, x in zip(basis, z, strict=True)])
        solver.add(moved <= real(entry.at_most - dot(entry.normal, problem.theta)))
    change = z3.Sum([real(dot(delta, v)) * x for v, x in zip(basis, z, strict=True)])
    solver.add(change < real(-dot(delta, problem.theta)))
    if not decided(solver):
        return None
    model, parameter = solver.model(), problem.theta
    for v, x in zip(basis, z, strict=True):
        parameter = combine(parameter, model.eval(x, model_completion=True).as_fraction(), v)
    return parameter


def _multipliers(problem: LinearProblem, box: Box, c: int, y: int, delta: Vector) -> Multipliers:
    import z3

    size = problem.dimension
    alpha, beta = z3.Reals([f"a{i}" for i in range(size)]), z3.Reals([f"b{i}" for i in range(size)])
    gamma = z3.Reals([f"c{i}" for i in range(len(box.inequalities))])
    solver = z3.Solver()
    solver.add(*(weight >= 0 for weight in gamma))
    value: Any = real(dot(delta, problem.theta))
    for i, (low, high) in enumerate(zip(box.lower, box.upper, strict=True)):
        solver.add(alpha[i] == 0 if low is None else alpha[i] >= 0, beta[i] == 0 if high is None else beta[i] >= 0)
        value += alpha[i] * real((low or _ZERO) - problem.theta[i]) - beta[i] * real((high or _ZERO) - problem.theta[i])
    for weight, entry in zip(gamma, box.inequalities, strict=True):
        value -= weight * real(entry.at_most - dot(entry.normal, problem.theta))
    for v in problem.unexposed:
        bounds = z3.Sum([real(v[i]) * (alpha[i] - beta[i]) for i in range(size)])
        further = [real(dot(e.normal, v)) * weight for weight, e in zip(gamma, box.inequalities, strict=True)]
        solver.add(bounds - z3.Sum(further) == real(dot(delta, v)))
    solver.add(value >= 0)
    if not decided(solver):
        raise ArithmeticError("neither a hidden alternative nor multipliers")
    model = solver.model()
    found = [tuple(model.eval(x, model_completion=True).as_fraction() for x in side) for side in (alpha, beta, gamma)]
    return Multipliers(c, y, *found)


def real(x: Fraction) -> Any:
    """Return a rational as a constant of the solver."""
    import z3

    return z3.RealVal(f"{x.numerator}/{x.denominator}")


def decided(solver: Any) -> bool:
    """Whether the constraints can be met.

    Raises
    ------
    ArithmeticError
        When the solver does not know.
    """
    import z3

    answer = solver.check()
    if answer == z3.unknown:
        raise ArithmeticError(f"the linear program was not decided: {solver.reason_unknown()}")
    return bool(answer == z3.sat)
