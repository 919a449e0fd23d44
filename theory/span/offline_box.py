"""(D_off) over a box: one exact linear program per deployed context and ordered pair of responses.

Claim: T14.
"""

from __future__ import annotations

from collections.abc import Sequence
from itertools import permutations
from typing import Any

from theory.exact.linear import dot
from theory.instance import Box, Factored, Heads, Instance, Matrix, Vector
from theory.span.box_lp import contains, decided, real
from theory.span.heads import offline_diverse, offline_exposed
from theory.span.linear_problem import flat_heads

Pair = tuple[Vector, Vector]


def offline_confusion(instance: Instance) -> Pair | None:
    """Return parameters (a, b) of the box that training shows alike, π_a suboptimal for b somewhere; None if (D_off).

    Raises
    ------
    ArithmeticError
        When an answer of the solver does not survive exact substitution.

    Claim: T14.
    """
    models = instance.models
    assert isinstance(models, Heads | Factored) and isinstance(models.parameters, Box)
    if offline_diverse(instance):
        return None
    exposed = offline_exposed(instance)
    for block in flat_heads(instance):
        for served, better in permutations(range(len(block)), 2):
            pair = _propose(models.parameters, exposed, block, served, better)
            if pair is None:
                continue
            if not _confused(models.parameters, exposed, block, pair):
                raise ArithmeticError("the proposed pair is not confused")
            return pair
    return None


def _propose(box: Box, exposed: Sequence[Vector], block: Matrix, served: int, better: int) -> Pair | None:
    """Find a and b with π_a = ``served`` (the lowest index on ties) and ``better`` better for b."""
    import z3

    def value(parameter: list[Any], direction: Vector) -> Any:
        return z3.Sum([real(x) * p for x, p in zip(direction, parameter, strict=True)])

    a, b = ([z3.Real(f"{name}{i}") for i in range(len(box.lower))] for name in "ab")
    solver = z3.Solver()
    for parameter in (a, b):
        solver.add(*(p >= real(low) for p, low in zip(parameter, box.lower, strict=True) if low is not None))
        solver.add(*(p <= real(high) for p, high in zip(parameter, box.upper, strict=True) if high is not None))
        solver.add(*(value(parameter, entry.normal) <= real(entry.at_most) for entry in box.inequalities))
    solver.add(*(value(a, direction) == value(b, direction) for direction in exposed))
    own = value(a, block[served])
    for y, head in enumerate(block):
        if y != served:
            solver.add(own > value(a, head) if y < served else own >= value(a, head))
    solver.add(value(b, block[better]) > value(b, block[served]))
    if not decided(solver):
        return None
    model = solver.model()
    first, second = (tuple(model.eval(p, model_completion=True).as_fraction() for p in side) for side in (a, b))
    return first, second


def _confused(box: Box, exposed: Sequence[Vector], block: Matrix, pair: Pair) -> bool:
    """Check a pair by exact substitution."""
    a, b = pair
    believed, true = ([dot(head, parameter) for head in block] for parameter in pair)
    alike = all(dot(direction, a) == dot(direction, b) for direction in exposed)
    return contains(box, a) and contains(box, b) and alike and true[believed.index(max(believed))] < max(true)
