"""Discharge by propositional consequence, by induction over the integers, or by a kernel theorem."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

import sympy as sp
from sympy.logic.inference import satisfiable

from proofs.symbolic.engine.step import Discharge, Discharger, Expression, Goal, Statement, Use


@dataclass(frozen=True, slots=True)
class Follows:
    """Discharges a propositional statement from what cited claims and steps say.

    Every citation must resolve and the premises must be consistent; what a premise says of its claim is for the
    reader to compare.
    """

    premises: tuple[tuple[str, Statement], ...]

    @property
    def uses(self) -> tuple[Use, ...]:
        """The citations."""
        return tuple(Use(reference) for reference, _ in self.premises)

    def __call__(self, goal: Goal) -> Discharge:
        """Resolve the citations and search for a truth assignment against the conclusion."""
        if goal.find is None or isinstance(goal.statement, str):
            return Discharge(False, "nothing can be cited, or the conclusion is in words")
        for reference, _ in self.premises:
            try:
                goal.find(reference)
            except LookupError as reason:
                return Discharge(False, str(reason))
        premises = sp.And(*goal.given, *(premise for _, premise in self.premises))
        if satisfiable(premises) is False:
            return Discharge(False, "the premises contradict each other")
        cited = ", ".join(reference for reference, _ in self.premises) or "the hypotheses"
        if satisfiable(sp.And(premises, sp.Not(goal.statement))) is False:
            return Discharge(True, f"propositional consequence of {cited}")
        return Discharge(False, f"does not follow from {cited}")


@dataclass(frozen=True, slots=True)
class Induction:
    """Discharges a statement for every integer from a start on, by its first case and the step to the next.

    The hypotheses of the step are assumed for every value of the variable and of the symbols in `instances`, at
    which the inductive hypothesis may be used as well.
    """

    variable: sp.Symbol
    start: int
    base: Discharger
    step: Discharger
    instances: tuple[Mapping[Expression, Expression], ...] = field(default=({},))

    @property
    def uses(self) -> tuple[Use, ...]:
        """The instances that both cases rest on."""
        return self.base.uses + self.step.uses

    def __call__(self, goal: Goal) -> Discharge:
        """Discharge the first case without, and the next with, the inductive hypothesis."""
        if isinstance(goal.statement, str) or self.variable not in goal.statement.free_symbols:
            return Discharge(False, f"says nothing about {self.variable}")
        first = {self.variable: sp.Integer(self.start)}
        initial = tuple(hypothesis.subs(first) for hypothesis in goal.given)
        base = self.base(Goal(goal.statement.subs(first), _plain(initial), goal.find))
        if not base.accepted:
            return Discharge(False, f"{self.variable} = {self.start}: {base.how}")
        hypotheses = tuple(goal.statement.subs(dict(at), simultaneous=True) for at in self.instances)
        following = goal.statement.subs({self.variable: self.variable + 1})
        step = self.step(Goal(following, (*goal.given, *hypotheses), goal.find))
        if not step.accepted:
            return Discharge(False, f"from {self.variable} to {self.variable} + 1: {step.how}")
        return Discharge(True, f"induction on {self.variable} from {self.start}: {base.how}; {step.how}")


def _plain(hypotheses: tuple[Statement, ...]) -> tuple[Statement, ...]:
    return tuple(hypothesis for hypothesis in hypotheses if hypothesis is not sp.true)


@dataclass(frozen=True, slots=True)
class KernelOnly:
    """Marks a step that only the kernel-checked development proves; it names the theorem and accepts nothing.

    Such a step quantifies over learners, histories or dimension in a way that no finite case would settle.
    """

    theorem: str
    uses: tuple[Use, ...] = ()

    def __call__(self, goal: Goal) -> Discharge:
        """Report the theorem that proves the goal."""
        if not isinstance(goal.statement, str):
            return Discharge(False, "a formal statement has to be discharged here")
        return Discharge(False, f"only the kernel proof {self.theorem} covers this", self.theorem)


def follows(**premises: Statement) -> Follows:
    """Return the discharger by propositional consequence of cited claims (`follows(T1=..., T7=...)`)."""
    return Follows(tuple(premises.items()))


def by_induction(
    variable: sp.Symbol, base: Discharger, step: Discharger, *instances: Mapping[Expression, Expression], start: int = 0
) -> Induction:
    """Return the discharger by induction; the hypothesis is used as it stands and at `instances`."""
    return Induction(variable, start, base, step, ({}, *instances))


def kernel_only(theorem: str) -> KernelOnly:
    """Return the marker of a step that the named Rocq theorem proves and nothing here does."""
    return KernelOnly(theorem)
