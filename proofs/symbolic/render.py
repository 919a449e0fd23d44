"""Steps of a proof as LaTeX and MathML."""

from __future__ import annotations

import re
from html import unescape
from typing import Any
from xml.sax.saxutils import escape

import sympy as sp
from sympy.printing.latex import LatexPrinter
from sympy.printing.mathml import MathMLPresentationPrinter

from proofs.symbolic.engine.step import Expression, Statement, Step
from theory.claims.claim import Statement as Stated

RELATIONS = {"==": "=", "!=": "≠", "<": "&lt;", "<=": "≤", ">": "&gt;", ">=": "≥"}
LATEX_ESCAPES = str.maketrans({c: rf"\{c}" for c in "_%&#$"} | {"^": r"\textasciicircum{}"})


WORD = re.compile(r"(?<![\\a-zA-Z])[a-zA-Z]{2,}")
ENTITY = re.compile(r"&(?!lt;|gt;|amp;|quot;|apos;|#)\w+;")


def is_proposition(symbol: Expression) -> bool:
    """Tell whether a symbol stands for a sentence rather than a number."""
    return symbol.is_real is None


class _Latex(LatexPrinter):  # type: ignore[misc]
    """LaTeX with sentences as text."""

    def _print_Symbol(self, e: Expression, style: str = "plain") -> str:
        if is_proposition(e):
            return latex_text(e.name)
        return WORD.sub(r"\\mathrm{\g<0>}", super()._print_Symbol(e, style))


class _MathML(MathMLPresentationPrinter):  # type: ignore[misc]
    """Presentation MathML with sentences as text, and what sympy's printer leaves out."""

    def _print_Symbol(self, e: Expression, style: str = "plain") -> Any:
        return self.text(e.name) if is_proposition(e) else super()._print_Symbol(e, style)

    def text(self, words: str) -> Any:
        """Return words as a text element."""
        element = self.dom.createElement("mtext")
        element.appendChild(self.dom.createTextNode(escape(words)))
        return element

    def operator(self, sign: str) -> Any:
        """Return an operator."""
        element = self.dom.createElement("mo")
        element.appendChild(self.dom.createTextNode(sign))
        return element

    def row(self, *parts: Any) -> Any:
        """Return parts side by side."""
        element = self.dom.createElement("mrow")
        for part in parts:
            element.appendChild(part)
        return element

    def _print_Relational(self, e: Expression) -> Any:
        return self.row(self._print(e.lhs), self.operator(RELATIONS[e.rel_op]), self._print(e.rhs))

    def _print_Function(self, e: Expression) -> Any:
        if not isinstance(e, sp.core.function.AppliedUndef):
            return super()._print_Function(e)
        name = self.dom.createElement("mi")
        name.appendChild(self.dom.createTextNode(e.func.__name__))
        parts = [self._print(e.args[0])]
        for argument in e.args[1:]:
            parts += [self.operator(","), self._print(argument)]
        return self.row(name, self.operator("("), *parts, self.operator(")"))

    def _print_Piecewise(self, e: Expression) -> Any:
        table = self.dom.createElement("mtable")
        for value, condition in e.args:
            line = self.dom.createElement("mtr")
            for part in (
                self._print(value),
                self.text("otherwise") if condition is sp.true else self._print(condition),
            ):
                cell = self.dom.createElement("mtd")
                cell.appendChild(part)
                line.appendChild(cell)
            table.appendChild(line)
        return self.row(self.operator("{"), table)


def latex_text(words: str) -> str:
    """Return words as LaTeX text."""
    return rf"\text{{{words.translate(LATEX_ESCAPES)}}}"


def render_latex(step: Step) -> str:
    r"""Return a step as LaTeX: hypotheses, an arrow, the statement; words as text.

    Examples
    --------
    >>> from proofs.symbolic.catalogue import load
    >>> render_latex(load("T2").step("level at the (n+1)-th selection"))
    'x > 0,\\ \\ell \\geq 1 \\;\\Longrightarrow\\; \\ell x \\geq x'
    """
    statement = _latex(step.statement)
    if not step.given:
        return statement
    return ",\\ ".join(map(_latex, step.given)) + r" \;\Longrightarrow\; " + statement


def _latex(statement: Statement) -> str:
    if isinstance(statement, Stated):
        return statement.latex()
    return latex_text(statement) if isinstance(statement, str) else str(_Latex().doprint(statement))


def render_mathml(step: Step) -> str:
    """Return a step as one MathML element: hypotheses, an arrow, the statement; words as text.

    Examples
    --------
    >>> from proofs.symbolic.catalogue import load
    >>> render_mathml(load("T2").step("level at the (n+1)-th selection")).startswith("<math")
    True
    """
    parts = "<mo>,</mo><mspace width='0.6em'/>".join(map(_mathml, step.given))
    arrow = "<mo>⟹</mo>" if step.given else ""
    body = f"<mrow>{parts}{arrow}{_mathml(step.statement)}</mrow>"
    return f"<math xmlns='http://www.w3.org/1998/Math/MathML'>{body}</math>"


def _mathml(statement: Statement) -> str:
    if isinstance(statement, str | Stated):
        return f"<mtext>{escape(str(statement))}</mtext>"
    return ENTITY.sub(lambda entity: unescape(entity[0]), _MathML().doprint(statement))
