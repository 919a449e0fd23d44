"""What a claim is: statements in the language, their hypotheses, and how they relate to the abstract."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

import sympy as sp

Relation = Literal["<=", ">=", "==", "iff", "holds"]
PROTOCOLS = ("baseline", "uniform", "table", "slate")
CLASSES = ("finite", "polytope", "all of ℝ^d")
SERVED = ("the population", "new users")
HEADS = ("known", "unknown")
"""What a reading of the abstract chooses (`theory.claims.readings`)."""

Speaks = tuple[tuple[str, tuple[str, ...]], ...]
"""A dimension of the readings with some of its values, as often as needed."""

Grade = Literal["exact", "stronger", "weaker", "our reading", "tool", "limit"]


@dataclass(frozen=True)
class Statement:
    """Two sides and what is claimed between them.

    Attributes
    ----------
    name : str
        ``headline``, ``sharper``, …
    left, right : sympy expression
        Numbers for ``<=``, ``>=``, ``==``; truth values for ``iff``. For ``holds`` the right side is ``sp.true``.
    relation : str
        ``<=`` also claims that the right side is finite.
    kernel : tuple of str
        The theorems of ``proofs/rocq/theories/Headline.v`` that state it, each by itself.
    spares : tuple of str
        The hypotheses of the claim that it does without.
    """

    name: str
    left: sp.Basic
    relation: Relation
    right: sp.Basic = sp.true
    kernel: tuple[str, ...] = ()
    spares: tuple[str, ...] = ()

    def latex(self) -> str:
        """Return the statement as LaTeX."""
        if self.relation == "holds":
            return str(sp.latex(self.left))
        sign = {"<=": r"\le", ">=": r"\ge", "==": "=", "iff": r"\iff"}[self.relation]
        return f"{sp.latex(self.left)} {sign} {sp.latex(self.right)}"

    def __str__(self) -> str:
        return str(self.left) if self.relation == "holds" else f"{self.left} {self.relation} {self.right}"


@dataclass(frozen=True)
class Match:
    """How the formal statement relates to the sentence of the abstract it stands for.

    Attributes
    ----------
    grade : str
        ``exact``, ``stronger``, ``weaker`` or ``our reading``; ``tool`` for lemmas, ``limit`` for what is not claimed.
    difference : str
        The difference, in words.
    """

    grade: Grade
    difference: str


@dataclass(frozen=True)
class Claim:
    """One entry of the ledger.

    Attributes
    ----------
    id : str
        ``L1`` … ``L6``, ``T1`` … ``T21``.
    title : str
        What people call it.
    sentences : tuple of str
        The sentences of the abstract it belongs to, ``A1`` … ``A6``.
    match : Match
        How it relates to them.
    hypotheses : tuple of str
        Names from `theory.claims.hypotheses`.
    statements : tuple of Statement
        What is claimed; the first is the headline.
    rests_on : tuple of str
        The claims its proof uses.
    supporting : tuple of str
        Further theorems of ``proofs/rocq/theories/Headline.v`` about it, which state none of its statements.
    witnesses : tuple of str
        For existence claims: the committed instances that exhibit it.
    settles : tuple of str or None
        The sentences that it decides wherever it speaks; all of `sentences` where None, and none for tools and limits.
    refutes, empties : tuple of str
        The sentences that it refutes where it speaks, and those whose condition never fails there.
    speaks : tuple
        Where it speaks, as far as its hypotheses do not say so (`theory.claims.readings`).
    """

    id: str
    title: str
    sentences: tuple[str, ...]
    match: Match
    hypotheses: tuple[str, ...]
    statements: tuple[Statement, ...]
    rests_on: tuple[str, ...] = ()
    supporting: tuple[str, ...] = ()
    witnesses: tuple[str, ...] = ()
    settles: tuple[str, ...] | None = None
    refutes: tuple[str, ...] = ()
    empties: tuple[str, ...] = ()
    speaks: Speaks = ()

    @property
    def settled(self) -> tuple[str, ...]:
        """The sentences that it decides wherever it speaks."""
        if self.settles is not None:
            return self.settles
        return () if self.match.grade in ("tool", "limit") else self.sentences

    @property
    def kernel(self) -> tuple[str, ...]:
        """Every theorem about it: those that state its statements, then the supporting ones."""
        stating = (name for statement in self.statements for name in statement.kernel)
        return tuple(dict.fromkeys((*stating, *self.supporting)))

    def assumed(self, statement: Statement) -> tuple[str, ...]:
        """Return the hypotheses that a statement needs.

        Examples
        --------
        >>> both = Statement("headline", sp.true, "holds"), Statement("free", sp.true, "holds", spares=("D",))
        >>> one = Claim("T1", "…", (), Match("tool", ""), ("H5", "D"), both)
        >>> one.assumed(one.statements[1])
        ('H5',)
        """
        return tuple(name for name in self.hypotheses if name not in statement.spares)

    @property
    def module(self) -> str:
        """The name of the modules that prove and check it: ``t06`` for T6."""
        return f"{self.id[0].lower()}{int(self.id[1:]):02d}"
