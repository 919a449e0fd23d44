"""Mutants of a claim: constants weakened, inequalities turned, conditions fixed, hypotheses removed.

A claim is mutated by weakening a constant, turning an inequality, replacing a condition by "always" or "never", or
removing a hypothesis. Nothing here knows what the claims say.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace

import sympy as sp

from checks.refute.not_needed import ABOUT_OBJECTS
from theory.claims import Claim, Statement
from theory.claims.claim import Relation
from theory.claims.hypotheses import HYPOTHESES

_KEPT = ((99, 100), (19, 20), (9, 10), (4, 5), (2, 3), (1, 2), (1, 4), (1, 10), (1, 100))
LADDER = tuple(sp.Rational(*ratio) for ratio in _KEPT)
"""How much of a bound a mutant keeps, from the mildest change on."""

_TURNED: dict[Relation, Relation] = {"<=": ">=", ">=": "<="}


@dataclass(frozen=True)
class Mutant:
    """A claim that should be refuted.

    Attributes
    ----------
    name : str
        ``T6: headline × 99/100``.
    claim : Claim
        The mutated claim, with only the statement that was mutated.
    kept : sympy rational
        How much of a bound is kept; 1 for anything but a weakened constant.
    """

    name: str
    claim: Claim
    kept: sp.Rational = sp.S.One


def mutants(claim: Claim) -> list[Mutant]:
    """Return the mutants of a claim other than weakened constants.

    Examples
    --------
    >>> from theory.claims import claim
    >>> [mutant.name for mutant in mutants(claim("T5"))]
    ['T5: headline never', 'T5: without full-support']
    """
    return [*_structural(claim), *_unfounded(claim)]


def weakened(claim: Claim) -> Iterator[list[Mutant]]:
    """Yield, for each inequality and equality, the mutants that move its right side further and further.

    The right side moves towards falsehood: an upper bound down, a lower bound up, an equality both ways. A right side
    that is 0 has no share to keep: it moves by a hundredth.
    """
    for statement in claim.statements:
        if statement.relation == ">=" and statement.right == 0:
            moved = replace(statement, right=1 - LADDER[0])
            yield [_mutant(claim, f"{statement.name} + {moved.right}", moved)]
            continue
        if statement.relation in ("<=", "=="):
            yield [replace(_scaled(claim, statement, kept), kept=kept) for kept in LADDER]
        if statement.relation in (">=", "=="):
            yield [replace(_scaled(claim, statement, 1 / kept), kept=kept) for kept in LADDER]


def _scaled(claim: Claim, statement: Statement, factor: sp.Rational) -> Mutant:
    """Scale a right side; one that may be negative moves by the same share of its size."""
    changed = replace(statement, right=statement.right + (factor - 1) * sp.Abs(statement.right))
    return _mutant(claim, f"{statement.name} × {factor}", changed)


def _structural(claim: Claim) -> Iterator[Mutant]:
    for statement in claim.statements:
        if statement.relation in _TURNED:
            turned = replace(statement, relation=_TURNED[statement.relation])
            yield _mutant(claim, f"{statement.name} turned", turned)
        elif statement.relation == "iff":
            for value, word in ((sp.true, "always"), (sp.false, "never")):
                yield _mutant(claim, f"{statement.name} {word}", replace(statement, right=value))
        elif statement.relation == "holds":
            never = replace(statement, relation="iff", right=sp.false)
            yield _mutant(claim, f"{statement.name} never", never)


def _unfounded(claim: Claim) -> Iterator[Mutant]:
    """Remove each hypothesis that an instance may fail, but those that say what the claim is about."""
    for name in claim.hypotheses:
        if HYPOTHESES[name].test is not None and name not in ABOUT_OBJECTS:
            kept = tuple(other for other in claim.hypotheses if other != name)
            yield Mutant(f"{claim.id}: without {name}", replace(claim, hypotheses=kept))


def _mutant(claim: Claim, name: str, statement: Statement) -> Mutant:
    return Mutant(f"{claim.id}: {name}", replace(claim, statements=(statement,)))
