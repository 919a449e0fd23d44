import sympy as sp

from proofs.symbolic.engine import symbols
from proofs.symbolic.engine.step import ONE


def test_no_letter_hides_a_sign() -> None:
    letters = [value for value in vars(symbols).values() if isinstance(value, sp.Symbol)]
    assert len(letters) > 30
    assert all(letter.is_real and letter.is_positive is None and letter.is_nonnegative is None for letter in letters)
    assert len({letter.name for letter in letters}) == len(letters)


def test_a_total_runs_over_a_finite_set() -> None:
    assert symbols.total(ONE).subs(symbols.n, 4).doit() == 4
    assert symbols.total(symbols.j, symbols.j, symbols.k).subs(symbols.k, 3).doit() == 6
