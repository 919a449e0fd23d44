"""The last steps of a proof: the statements of the ledger, read off what earlier steps say."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace

import sympy as sp
from sympy.core.function import AppliedUndef

from proofs.symbolic.engine.ledger import Entry
from proofs.symbolic.engine.step import Discharge, Expression, Goal, Step, Use
from theory.claims.claim import Statement

Sums = Mapping[Expression, Callable[[Expression], Expression]]
"""What a sum over an index becomes in the ledger's language, given its terms."""

_SHARE = sp.Rational(99, 100)


@dataclass(frozen=True, slots=True)
class Claimed:
    """Discharges a statement of the ledger: an earlier step says it, once its letters are read as quantities.

    Where the ledger's left side is a bare quantity, the step's left side stands for it. The kernel theorem, if one is
    named, carries the statement to the model; it is asked for only where the formulas agree.

    Attributes
    ----------
    step : str
        The step that says it; empty where the statement holds no formula and the kernel theorem is all there is.
    at : tuple of mappings
        What the letters of the step stand for, read one mapping after another.
    sums : mapping
        What its sums stand for, by index.
    theorem : str
        A theorem of the development; empty where nothing is left to the kernel.
    """

    step: str
    at: tuple[Mapping[Expression, Expression], ...] = ()
    sums: Sums = field(default_factory=dict)
    theorem: str = ""

    @property
    def uses(self) -> tuple[Use, ...]:
        """The step that is read."""
        return (Use(self.step),) if self.step else ()

    def __call__(self, goal: Goal) -> Discharge:
        """Compare what the step says with what the ledger says."""
        differs = self._differs(goal)
        if differs:
            return Discharge(False, differs)
        if self.theorem:
            return Discharge(False, f"only the kernel proof {self.theorem} covers this on the model", self.theorem)
        return Discharge(True, f"what {self.step!r} says")

    def _differs(self, goal: Goal) -> str:
        """Say how step and ledger differ; nothing where they do not."""
        stated = goal.statement
        if not isinstance(stated, Statement):
            return "this is no statement of the ledger"
        if not self.step:
            return "" if self.theorem else "neither a step nor a theorem says so"
        assert goal.find is not None
        said = goal.find(self.step).statement
        if stated.relation == "holds":
            return "" if stated.right == sp.true else f"{self.step!r} exhibits {stated.left}, not {stated.right}"
        if not isinstance(said, sp.core.relational.Relational) or said.rel_op != stated.relation:
            return f"{self.step!r} is no relation {stated.relation}"
        sides = [(said.rhs, stated.right)]
        if not _bare(stated.left):
            sides.append((said.lhs, stated.left))
        for mine, ledger in sides:
            if not _same(self._read(mine), ledger):
                return f"{self.step!r} says {self._read(mine)}, the ledger {ledger}"
        return ""

    def _read(self, side: Expression) -> Expression:
        for letters in self.at:
            side = sp.sympify(side).xreplace(dict(letters))
        sums = {total: self.sums[total.limits[0][0]] for total in side.atoms(sp.Sum) if total.limits[0][0] in self.sums}
        return side.xreplace({total: build(total.function) for total, build in sums.items()})


def _bare(side: Expression) -> bool:
    """Whether a side is a quantity, or the larger of two."""
    return isinstance(side, AppliedUndef) or (isinstance(side, sp.Max) and all(map(_bare, side.args)))


def _same(one: Expression, other: Expression) -> bool:
    return bool(one == other or sp.simplify(one - other) == 0)


def claimed(
    ledger: Entry,
    name: str,
    step: str = "",
    *at: Mapping[Expression, Expression],
    sums: Sums | None = None,
    theorem: str = "",
    because: str = "",
) -> Step:
    """Return the step that ends a proof in a statement of the ledger.

    Parameters
    ----------
    ledger : Entry
        What the module proves.
    name : str
        Of the statement.
    step, at, sums, theorem
        As in `Claimed`.
    because : str
        As in a step.
    """
    stated = ledger[name]
    return Step(
        f"claimed, {name}", stated, Claimed(step, at, sums or {}, theorem), because=because, mutant=weaker(stated)
    )


def weaker(stated: Statement) -> Statement:
    """Return the statement with its constant moved by a hundredth towards falsehood, or its truth value turned."""
    if stated.relation in ("holds", "iff"):
        return replace(stated, relation="iff" if stated.relation == "holds" else "holds", right=sp.false)
    share = 1 / _SHARE if stated.relation == ">=" else _SHARE
    return replace(stated, right=sp.Integer(1) if stated.right == 0 else stated.right * share)
