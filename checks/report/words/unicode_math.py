"""Statements of the ledger as one line of Unicode mathematics, for terminals."""

from __future__ import annotations

import re
from typing import Any

import sympy as sp
from sympy.core.function import AppliedUndef
from sympy.printing.precedence import PRECEDENCE
from sympy.printing.str import StrPrinter

from checks.report.words.formulas import mentioned
from checks.report.words.notation import notation
from theory.claims.claim import Claim, Statement
from theory.claims.language import SetOf

SIGNS = {"<=": "≤", ">=": "≥", "==": "=", "iff": "⟺"}

_GREEK = {
    "alpha": "α", "beta": "β", "gamma": "γ", "delta": "δ", "epsilon": "ε", "varepsilon": "ε", "kappa": "κ",
    "lambda": "λ", "mu": "μ", "pi": "π", "rho": "ρ", "sigma": "σ", "tau": "τ", "phi": "φ", "theta": "θ",
    "Delta": "Δ", "Theta": "Θ", "Pi": "Π", "Sigma": "Σ", "Lambda": "Λ",
}  # fmt: skip
_SYMBOLS = {
    r"\mathbb{E}": "E", r"\mathbb{R}": "ℝ", r"\mathbb{Q}": "ℚ", r"\in": "∈", r"\geq": "≥", r"\leq": "≤", r"\sum": "Σ",
    r"\subseteq": "⊆", r"\not\subseteq": "⊈", r"\implies": "⟹", r"\iff": "⟺", r"\otimes": "⊗", r"\emptyset": "∅",
    r"\Vert": "‖", r"\top": "ᵀ", r"\ell": "ℓ", r"\sim": "∼", r"\neq": "≠", r"\cdot": "·", r"\infty": "∞", r"\neg": "¬",
    r"\to": "→", r"\subset": "⊂", r"\dim": "dim", r"\max": "max", r"\min": "min", r"\ln": "ln", r"\log": "log",
    r"\liminf": "liminf", r"\arg": "arg", r"\{": "{", r"\}": "}", r"\,": " ", r"\;": " ", r"\left": "", r"\right": "",
    r"\circ": "°", r"\lvert": "|", r"\rvert": "|", r"\langle": "⟨", r"\rangle": "⟩", r"\times": "×", r"\cdots": "⋯",
}  # fmt: skip
_SUBSCRIPTS = dict(zip("0123456789", "₀₁₂₃₄₅₆₇₈₉", strict=True))
_SUPERSCRIPTS = dict(zip("0123456789c+ᵀ", "⁰¹²³⁴⁵⁶⁷⁸⁹ᶜ⁺ᵀ", strict=True))
_ARGUMENT = re.compile(r"#(\d)")


def plain(tex: str) -> str:
    r"""Return a short TeX formula as Unicode.

    Examples
    --------
    >>> plain(r"\rho_{*}(m, \theta)"), plain(r"\bar{\rho}(\theta)"), plain(r"\text{the bound is finite}")
    ('ρ_*(m, θ)', 'ρ̄(θ)', 'the bound is finite')
    """
    text = re.sub(r"\\(?:text|mathrm|operatorname)\{([^{}]*)\}", r"\1", tex)
    text = re.sub(r"\\(bar|hat)\{(\\?[A-Za-z]+)\}", lambda m: m[2] + {"bar": "\u0304", "hat": "\u0302"}[m[1]], text)
    for name in sorted(_SYMBOLS, key=len, reverse=True):
        text = re.sub(re.escape(name) + (r"(?![A-Za-z])" if name[-1].isalpha() else ""), _SYMBOLS[name], text)
    text = re.sub(r"\\([A-Za-z]+)", lambda m: _GREEK.get(m[1], m[1]), text)
    text = re.sub(r"([_^])(?:\{([^{}]*)\}|(\S))", _script, text)
    return re.sub(r"([(\[{]) +", r"\1", re.sub(r" +([)\]}])", r"\1", re.sub(r" {2,}", " ", text))).strip()


def _script(found: re.Match[str]) -> str:
    mark, inner = found[1], (found[2] if found[2] is not None else found[3]).strip()
    table = _SUBSCRIPTS if mark == "_" else _SUPERSCRIPTS
    if inner and all(letter in table for letter in inner):
        return "".join(table[letter] for letter in inner)
    if mark == "^":
        return f"^{inner}" if inner.isalnum() else f"^({inner})"
    return f"_{{{inner}}}" if " " in inner else f"_{inner}"


def _expand(name: str, arguments: list[str]) -> str:
    template = notation(name, len(arguments)).template
    return plain(_ARGUMENT.sub(lambda found: arguments[int(found[1]) - 1], template))


class _Printer(StrPrinter):  # type: ignore[misc]
    """One line of Unicode."""

    printmethod = ""

    def _print_Symbol(self, expr: sp.Symbol) -> str:
        head, _, index = expr.name.partition("_")
        return plain(f"\\{head}" if head in _GREEK else head) + (plain(f"_{{{index}}}") if index else "")

    def _print_Function(self, expr: Any) -> str:
        if isinstance(expr, AppliedUndef):
            return _expand(expr.func.__name__, [self._print(argument) for argument in expr.args])
        return str(super()._print_Function(expr)).replace("log(", "ln(", 1)

    def _print_SetOf(self, expr: SetOf) -> str:
        return _expand(expr.name, [self._print(argument) for argument in expr.args[1:]])

    def _print__Over(self, expr: Any) -> str:
        sign = {"sum": "Σ"}.get(expr.word, expr.word)
        body = self.parenthesize(expr.body, PRECEDENCE["Mul"])
        return f"{sign}_{{{self._print(expr.index)} ∈ {self._print(expr.members)}}} {body}"

    def _print_Sum(self, expr: sp.Sum) -> str:
        index, first, last = expr.limits[0]
        body = self.parenthesize(expr.function, PRECEDENCE["Mul"])
        return f"Σ_{{{self._print(index)} = {self._print(first)} … {self._print(last)}}} {body}"

    def _print_Pow(self, expr: sp.Pow, rational: bool = False) -> str:
        if abs(expr.exp) == sp.Rational(1, 2):
            return f"{'1/' if expr.exp < 0 else ''}√({self._print(expr.base)})"
        if expr.exp.is_Integer and expr.exp > 1:
            return str(self.parenthesize(expr.base, PRECEDENCE["Pow"])) + plain(f"^{{{expr.exp}}}")
        return str(super()._print_Pow(expr, rational=rational)).replace("**", "^")

    def _print_Mul(self, expr: sp.Mul) -> str:
        return str(super()._print_Mul(expr)).replace("**", "^").replace("*", "·")

    def _print_ceiling(self, expr: Any) -> str:
        return f"⌈{self._print(expr.args[0])}⌉"

    def _print_floor(self, expr: Any) -> str:
        return f"⌊{self._print(expr.args[0])}⌋"

    def _print_Max(self, expr: Any) -> str:
        return f"max({', '.join(sorted(self._print(each) for each in expr.args))})"

    def _print_Min(self, expr: Any) -> str:
        return f"min({', '.join(sorted(self._print(each) for each in expr.args))})"

    def _print_Pi(self, expr: Any) -> str:
        return "π"


_PRINTER = _Printer()


def sides(statement: Statement) -> tuple[str, str, str]:
    """Return the left side, the relation and the right side of a statement; the last two are empty for ``holds``."""
    left, right = (str(_PRINTER.doprint(side)).replace(" - ", " − ") for side in (statement.left, statement.right))
    return (left, "", "") if statement.relation == "holds" else (left, SIGNS[statement.relation], right)


def unicode(statement: Statement) -> str:
    """Return a statement on one line.

    Examples
    --------
    >>> from theory.claims import claim
    >>> print(unicode(claim("T2").statements[0]))
    P(N_T(m) ≥ n + 1) ≤ ρ(m, θ)^n
    """
    return " ".join(part for part in sides(statement) if part)


def symbols(claim: Claim) -> list[tuple[str, str]]:
    """Return what the statements of a claim mention, with words, in order of first mention, each meaning once."""
    return mentioned(claim, _PRINTER.doprint)
