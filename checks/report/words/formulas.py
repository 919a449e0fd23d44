"""Statements of the ledger as LaTeX and as MathML, in the notation of a paper."""

from __future__ import annotations

import re
from collections.abc import Callable
from functools import lru_cache
from html import escape
from typing import Any

import sympy as sp
from latex2mathml.converter import convert
from sympy.core.function import AppliedUndef
from sympy.printing.latex import LatexPrinter
from sympy.printing.precedence import PRECEDENCE

from checks.report.words.notation import notation
from theory.claims.claim import Claim, Statement
from theory.claims.language import SetOf

SIGNS = {"<=": r"\leq", ">=": r"\geq", "==": "=", "iff": r"\iff"}
_ARGUMENT = re.compile(r"#(\d)")
_RELATION = re.compile(r"<mi>(&#x(?:0007E|027F9|027FA);)</mi>")
_UNKNOWN = (r"\arg\max", r"\mathrm{arg\,max}")
_ALWAYS_GROUPED = (r"\min", "1 -")


def _expand(name: str, arguments: list[str]) -> str:
    template = notation(name, len(arguments)).template
    return _ARGUMENT.sub(lambda found: arguments[int(found[1]) - 1], template)


class _Printer(LatexPrinter):  # type: ignore[misc]
    """LaTeX in the notation of a paper, also for what can print itself otherwise."""

    printmethod = ""

    def _print_Function(self, expr: Any, exp: str | None = None) -> str:
        if not isinstance(expr, AppliedUndef):
            return str(super()._print_Function(expr, exp))
        written = _expand(expr.func.__name__, [self._print(argument) for argument in expr.args])
        if exp is None:
            return written
        grouped = rf"\left( {written} \right)" if written.startswith(_ALWAYS_GROUPED) else written
        return f"{grouped}^{{{exp}}}"

    def _print_LambertW(self, expr: Any, exp: str | None = None) -> str:
        written = rf"\mathrm{{LambertW}} \left( {self._print(expr.args[0])} \right)"
        return written if exp is None else rf"{written}^{{{exp}}}"

    def _print_Pi(self, expr: Any) -> str:
        return r"\pi"

    def _print_SetOf(self, expr: SetOf) -> str:
        return _expand(expr.name, [self._print(argument) for argument in expr.args[1:]])

    def _print__Over(self, expr: Any) -> str:
        body = self.parenthesize(expr.body, PRECEDENCE["Mul"], strict=True)
        return rf"{expr.symbol}_{{{self._print(expr.index)} \in {self._print(expr.members)}}} {body}"


_PRINTER = _Printer({"ln_notation": True})


def latex(statement: Statement) -> str:
    r"""Return a statement as LaTeX.

    Examples
    --------
    >>> from theory.claims import claim
    >>> latex(claim("T2").statements[0])
    'P(N_{T}(m) \\geq n + 1) \\leq \\rho(m, \\theta)^{n}'
    """
    left = _PRINTER.doprint(statement.left)
    if statement.relation == "holds":
        return str(left)
    return f"{left} {SIGNS[statement.relation]} {_PRINTER.doprint(statement.right)}"


def symbols(claim: Claim) -> list[tuple[str, str]]:
    """Return what the formulas of a claim mention: LaTeX and words, in order of first mention, each meaning once."""
    return mentioned(claim, _PRINTER.doprint)


def mentioned(claim: Claim, write: Callable[[sp.Basic], str]) -> list[tuple[str, str]]:
    """Return what the statements of a claim mention, as ``write`` writes it, with words; each meaning once."""
    found: dict[str, str] = {}
    for statement in claim.statements:
        for side in (statement.left, statement.right):
            for part in sp.preorder_traversal(side):
                if isinstance(part, AppliedUndef | SetOf):
                    name = part.name if isinstance(part, SetOf) else part.func.__name__
                    arguments = part.args[1:] if isinstance(part, SetOf) else part.args
                    found.setdefault(notation(name, len(arguments)).words, write(part))
    return [(formula, words) for words, formula in found.items()]


@lru_cache(maxsize=1024)
def mathml(formula: str, block: bool = False) -> str:
    """Return a LaTeX formula as a MathML element, with the LaTeX as its label for those who cannot see it.

    Examples
    --------
    >>> mathml("x").startswith("<math")
    True
    """
    element = convert(formula.replace(*_UNKNOWN), display="block" if block else "inline")
    element = _RELATION.sub(r"<mo>\1</mo>", element).replace("&#x0007E;", "∼")
    return element.replace("<math ", f'<math alttext="{escape(formula)}" ', 1)
