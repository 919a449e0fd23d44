"""The procedures that discharge a step, one idea a module; each can fail, and says why."""

from proofs.symbolic.discharge.calculus import convex, enclosed, increasing
from proofs.symbolic.discharge.exhibit import exhibited
from proofs.symbolic.discharge.identity import identity, sum_of_squares
from proofs.symbolic.discharge.inequality import polynomial_inequality
from proofs.symbolic.discharge.logic import by_induction, follows, kernel_only
from proofs.symbolic.discharge.sums import known_series, telescoping, termwise

__all__ = [
    "by_induction",
    "convex",
    "enclosed",
    "exhibited",
    "follows",
    "identity",
    "increasing",
    "kernel_only",
    "known_series",
    "polynomial_inequality",
    "sum_of_squares",
    "telescoping",
    "termwise",
]
