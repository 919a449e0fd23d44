"""The vocabulary in which statements are written: sympy symbols, undefined quantities, sums over sets.

A statement is written once with these; the printed formula and the number on an instance both come from it.
"""

from __future__ import annotations

from typing import Any, cast

import sympy as sp

THETA, M, A, B, C0, PI = sp.symbols("theta m a b c_0 pi")
WIDTH = sp.Symbol("epsilon", positive=True)
T, STEP, N, SAMPLES = sp.symbols("T t N n", integer=True, nonnegative=True)


def quantity(name: str) -> Any:
    """Return an undefined real quantity; its name is what the printer shows and the valuation looks up."""
    return sp.Function(name, real=True)


def predicate(name: str) -> Any:
    """Return an undefined predicate; a valuation gives it a truth value."""
    return sp.Function(name)


DELTA, RHO, REGRET = quantity("Delta"), quantity("rho"), quantity("R")


class SetOf(sp.Expr):  # type: ignore[misc]
    """A named finite set, such as W(θ): ``SetOf('W', THETA)``."""

    def __new__(cls, name: str | sp.Symbol, *arguments: sp.Expr) -> SetOf:
        """Build the set from its name and what it depends on."""
        return cast("SetOf", super().__new__(cls, sp.Symbol(str(name)), *arguments))

    @property
    def name(self) -> str:
        """The name the valuation looks up."""
        return str(self.args[0])

    def _latex(self, printer: Any) -> str:
        inner = ", ".join(printer.doprint(argument) for argument in self.args[1:])
        return f"{printer.doprint(self.args[0])}({inner})" if inner else str(printer.doprint(self.args[0]))

    def _sympystr(self, printer: Any) -> str:
        inner = ", ".join(printer.doprint(argument) for argument in self.args[1:])
        return f"{self.name}({inner})" if inner else self.name


class _Over(sp.Expr):  # type: ignore[misc]
    """A body reduced over the members of a set."""

    symbol = ""
    word = ""

    def __new__(cls, body: sp.Expr, index: sp.Symbol, members: SetOf) -> _Over:
        """Build the reduction of a body over an index in a set."""
        return cast("_Over", super().__new__(cls, sp.sympify(body), index, members))

    @property
    def body(self) -> sp.Expr:
        """What is reduced."""
        return cast(sp.Expr, self.args[0])

    @property
    def index(self) -> sp.Symbol:
        """The symbol that runs over the set."""
        return cast(sp.Symbol, self.args[1])

    @property
    def members(self) -> SetOf:
        """The set."""
        return cast(SetOf, self.args[2])

    def _latex(self, printer: Any) -> str:
        index, members, body = (printer.doprint(x) for x in (self.index, self.members, self.body))
        return rf"{self.symbol}_{{{index} \in {members}}} {body}"

    def _sympystr(self, printer: Any) -> str:
        index, members, body = (printer.doprint(x) for x in (self.index, self.members, self.body))
        return f"{self.word}_{{{index} in {members}}} {body}"


class SumOver(_Over):
    """Σ over a set; 0 over the empty one."""

    symbol, word = r"\sum", "sum"


class CheapestOver(_Over):
    """The least cost of a plan that meets what the body requires for each member of a set."""

    symbol, word = r"\mathrm{cheapest}", "cheapest"


class MaxOver(_Over):
    """Max over a set that is not empty."""

    symbol, word = r"\max", "max"
