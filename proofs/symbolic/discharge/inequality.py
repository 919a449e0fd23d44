"""Discharge of real inequalities: the negation is refuted by the solver."""

from __future__ import annotations

from dataclasses import dataclass

from proofs.symbolic.engine import solver
from proofs.symbolic.engine.step import Discharge, Goal, Use, as_uses


@dataclass(frozen=True, slots=True)
class PolynomialInequality:
    """Discharges a statement with nonlinear real arithmetic, from its hypotheses and instances of other steps."""

    uses: tuple[Use, ...] = ()

    def __call__(self, goal: Goal) -> Discharge:
        """Prove that no real numbers satisfy the hypotheses and the facts without the statement."""
        try:
            facts = [goal.fact(use) for use in self.uses]
            verdict = solver.prove(goal.statement, goal.given, facts)
        except (solver.Undecided, LookupError, ValueError) as reason:
            return Discharge(False, str(reason))
        return Discharge(verdict == "proved", "real arithmetic" if verdict == "proved" else "a counterexample exists")


def polynomial_inequality(*using: str | Use) -> PolynomialInequality:
    """Return the discharger by real arithmetic, with the steps it may use."""
    return PolynomialInequality(as_uses(using))
