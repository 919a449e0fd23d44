"""A proof as named steps, each with a statement, hypotheses and the procedure that discharges it."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any, Protocol

import sympy as sp

from theory.claims import LEDGER
from theory.claims.claim import Statement as Stated

Expression = Any
"""A sympy expression or Boolean (sympy ships no types)."""

Statement = Any
"""A sympy Boolean, a statement of the ledger, or plain words where only the kernel proof covers the step."""

CLAIMS = tuple(claim.id for claim in LEDGER)
"""Every claim of the ledger, in order."""

ZERO, ONE = sp.Integer(0), sp.Integer(1)

ELEMENTARY = "elementary"
"""The name under which the calculus that the proofs share is cited."""


@dataclass(frozen=True, slots=True)
class Discharge:
    """What a discharger answered.

    `accepted` is true only when the statement was proved; `kernel_theorem` names the Rocq theorem of a step
    that is not proved here. A time-out or an undecided query is neither.
    """

    accepted: bool
    how: str
    kernel_theorem: str | None = None


@dataclass(frozen=True, slots=True)
class Use:
    """An instance of an earlier step: its name (`"L2: name"` for another claim's) and values for its symbols."""

    step: str
    at: Mapping[Expression, Expression] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Goal:
    """What a discharger has to prove: a statement under hypotheses, with a way to look other steps up.

    A hypothesis about an indexed quantity such as P[i] is assumed at every index.
    """

    statement: Statement
    given: tuple[Statement, ...] = ()
    find: Callable[[str], Step] | None = None

    def fact(self, use: Use) -> Statement:
        """Return the implication that the used step states, at the given instance.

        Raises
        ------
        LookupError
            If there is no such step before this one, it is in words, or it assumes more about indexed quantities.
        ValueError
            If a symbol that stands for an integer is given a value that need not be one.
        """
        if self.find is None:
            raise LookupError(f"no step is in reach of {use.step!r}")
        step = self.find(use.step)
        if isinstance(step.statement, str | Stated):
            raise LookupError(f"{use.step!r} is stated in words or by the ledger, and cannot be used as a fact")
        for symbol, value in use.at.items():
            if symbol.is_integer and not value.is_integer:
                raise ValueError(f"{symbol} is an integer, {value} need not be")
            if sp.sympify(value).is_extended_real is False:
                raise ValueError(f"{value} is not real")
        everywhere = {instantiate(hypothesis, use.at) for hypothesis in step.given if _at_every_index(hypothesis)}
        if everywhere - set(self.given):
            raise LookupError(f"{use.step!r} assumes {everywhere - set(self.given)} at every index; the goal does not")
        hypotheses = [instantiate(hypothesis, use.at) for hypothesis in step.given if not _at_every_index(hypothesis)]
        return sp.Implies(sp.And(*hypotheses), instantiate(step.statement, use.at))


def _at_every_index(hypothesis: Statement) -> bool:
    """Tell whether a hypothesis is about an indexed quantity outside every sum."""
    indexed = hypothesis.atoms(sp.Indexed)
    return bool(
        hypothesis.free_symbols & {symbol for one in indexed for at in one.indices for symbol in at.free_symbols}
    )


def instantiate(e: Expression, at: Mapping[Expression, Expression]) -> Expression:
    """Return the expression with symbols, and indexed quantities at every index, given values at once."""
    bound = {limit[0] for summation in e.atoms(sp.Sum) for limit in summation.limits}
    if any(bound & sp.sympify(value).free_symbols for symbol, value in at.items() if symbol.is_Symbol):
        raise ValueError("an index of a sum would be captured")
    marks = {symbol: sp.Dummy(symbol.name, **symbol.assumptions0) for symbol in at if symbol.is_Symbol}
    marked = e.subs(marks).xreplace({indexed: value for indexed, value in at.items() if indexed.is_Indexed})
    return marked.subs({mark: at[symbol] for symbol, mark in marks.items()})


class Discharger(Protocol):
    """A decision procedure or exact identity; it must be able to fail."""

    @property
    def uses(self) -> tuple[Use, ...]:
        """The instances of other steps that it rests on."""
        ...

    def __call__(self, goal: Goal) -> Discharge:
        """Prove the goal, or say why not."""
        ...


@dataclass(frozen=True, slots=True)
class Step:
    """One step: `given` ⟹ `statement`, with a false neighbour (`mutant`) that the discharger must reject."""

    name: str
    statement: Statement
    discharger: Discharger
    given: tuple[Statement, ...] = ()
    because: str = ""
    mutant: Statement | None = None


@dataclass(frozen=True, slots=True)
class Proof:
    """The steps that prove one claim, in order; a step may use only what comes before it."""

    claim: str
    steps: tuple[Step, ...]

    def __post_init__(self) -> None:
        """Refuse an unknown claim and a name that is used twice."""
        names = [step.name for step in self.steps]
        if self.claim != ELEMENTARY and self.claim not in CLAIMS:
            raise ValueError(f"{self.claim!r} is not the id of a claim")
        if len(set(names)) != len(names) or any(":" in name for name in names):
            raise ValueError(f"{self.claim}: a step's name is repeated or holds a colon")

    def step(self, name: str, before: str | None = None) -> Step:
        """Return the step of this name, looking only at those before the step called `before`."""
        for step in self.steps:
            if step.name == before:
                break
            if step.name == name:
                return step
        raise LookupError(f"{self.claim} has no step {name!r}" + (f" before {before!r}" if before else ""))


def both(*parts: Statement) -> Statement:
    """Return the conjunction of statements as written (sympy would simplify some of them away)."""
    return sp.And(*parts, evaluate=False)


def eq(left: Expression, right: Expression) -> Statement:
    """Return `left = right` as written."""
    return sp.Eq(left, right, evaluate=False)


def le(left: Expression, right: Expression) -> Statement:
    """Return `left ≤ right` as written."""
    return sp.Le(left, right, evaluate=False)


def lt(left: Expression, right: Expression) -> Statement:
    """Return `left < right` as written."""
    return sp.Lt(left, right, evaluate=False)


def ge(left: Expression, right: Expression) -> Statement:
    """Return `left ≥ right` as written."""
    return sp.Ge(left, right, evaluate=False)


def gt(left: Expression, right: Expression) -> Statement:
    """Return `left > right` as written."""
    return sp.Gt(left, right, evaluate=False)


def between(low: Expression, middle: Expression, high: Expression) -> tuple[Statement, Statement]:
    """Return the two hypotheses `low ≤ middle` and `middle ≤ high`."""
    return le(low, middle), le(middle, high)


def positive(*terms: Expression) -> tuple[Statement, ...]:
    """Return the hypotheses that every term is positive."""
    return tuple(gt(term, ZERO) for term in terms)


def nonnegative(*terms: Expression) -> tuple[Statement, ...]:
    """Return the hypotheses that every term is at least zero."""
    return tuple(ge(term, ZERO) for term in terms)


def as_uses(references: Iterable[str | Use]) -> tuple[Use, ...]:
    """Return the references as instances; a bare name is the step as it stands."""
    return tuple(reference if isinstance(reference, Use) else Use(reference) for reference in references)
