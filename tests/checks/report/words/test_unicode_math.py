"""Formulas on one line."""

from __future__ import annotations

import pytest
import sympy as sp

from checks.report.words import formulas
from checks.report.words.notation import NOTATION
from checks.report.words.unicode_math import plain, symbols, unicode
from theory.claims import LEDGER, Claim, Statement, claim
from theory.claims.language import REGRET, A, T


@pytest.mark.parametrize("one", LEDGER, ids=lambda one: one.id)
def test_no_tex_and_no_python_is_left(one: Claim) -> None:
    for text in (*map(unicode, one.statements), *(formula for formula, _ in symbols(one))):
        assert "\\" not in text and "**" not in text and "sqrt" not in text and "#" not in text


@pytest.mark.parametrize(
    ("tex", "text"),
    [
        (r"\hat{\rho}_{*}", "ρ̂_*"),
        (r"A^{c}", "Aᶜ"),
        (r"x^{2 n}", "x^(2 n)"),
        (r"\not\subseteq", "⊈"),
        (r"\mathrm{span} \left\{ w_{u} \right\}", "span {w_u}"),
    ],
)
def test_short_formulas(tex: str, text: str) -> None:
    assert plain(tex) == text


def test_powers_and_products() -> None:
    shown = unicode(Statement("x", sp.sqrt(REGRET(T, A)) * 2, ">=", 1 / sp.sqrt(T + 1)))
    assert shown == "2·√(R_T(a)) ≥ 1/√(T + 1)"
    assert unicode(claim("T10").statements[0]) == "R_T(b) = T·Δ(a, b)"


def test_what_is_mentioned_is_said_in_the_words_of_the_glossary() -> None:
    wanted = [NOTATION[name].words for name in ("R", "Delta")]
    assert sorted(words for _, words in symbols(claim("T10"))) == sorted(wanted)
    assert sorted(words for _, words in formulas.symbols(claim("T10"))) == sorted(wanted)
