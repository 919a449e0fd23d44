"""Numbers as files write them: read exactly or refused."""

from __future__ import annotations

from fractions import Fraction

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from theory.files import rational
from theory.files.rational import (
    MAX_COMMON_DIGITS,
    MAX_DIGITS,
    Literal,
    Memory,
    brief,
    common_denominator,
    parse,
    shown,
)


@settings(max_examples=60)
@given(st.fractions(), st.integers(1, 9))
def test_ratios_are_read_whatever_their_form(value: Fraction, factor: int) -> None:
    assert parse(str(value)) == value
    assert parse(f"{factor * value.numerator}/{factor * value.denominator}") == value
    if value > 0:
        assert parse(f"+{value}") == parse(f"00{value}") == value


@settings(max_examples=60)
@given(st.decimals(allow_nan=False, allow_infinity=False, min_value=-(10**6), max_value=10**6))
def test_decimals_are_what_they_are_written_as(value: object) -> None:
    text = format(value, "f")
    assert parse(Literal(text)) == Fraction(text)


def test_exponents() -> None:
    assert parse(Literal("12.5e-2")) == Fraction(1, 8)
    assert parse(Literal(f"1e{MAX_DIGITS}")) == 10**MAX_DIGITS
    assert parse(Literal("-0.0")) == 0


@pytest.mark.parametrize(
    ("value", "problem"),
    [
        ("1/0", "division by zero"),
        ("0/00", "division by zero"),
        ("", "expected a rational"),
        ("1.5", "expected a rational"),
        (" 1", "expected a rational"),
        ("1\n", "expected a rational"),
        ("1/-2", "expected a rational"),
        ("--1", "expected a rational"),
        ("١", "expected a rational"),
        ("1_000", "expected a rational"),
        ("1" * (MAX_DIGITS + 1), "digits"),
        ("1/" + "1" * (MAX_DIGITS + 1), "digits"),
        ("1" * 10**6, "digits"),
        (Literal("1" * (MAX_DIGITS + 1)), "digits"),
        (Literal(f"1e{MAX_DIGITS + 1}"), "exponent"),
        (Literal("1e-999999999"), "exponent"),
        (Literal(f"1e-{MAX_DIGITS + 1}"), "exponent"),
        (Literal("NaN"), "finite number"),
        (Literal("-Infinity"), "finite number"),
        (True, "expected a number"),
        (None, "expected a number"),
        (0.5, "expected a number"),
        ([1], "expected a number"),
    ],
)
def test_what_is_refused_is_refused_in_one_short_line(value: object, problem: str) -> None:
    with pytest.raises(ValueError, match=problem) as caught:
        parse(value)
    assert "\n" not in str(caught.value) and len(str(caught.value)) < 120


def test_a_number_of_a_million_digits_is_refused() -> None:
    with pytest.raises(ValueError):
        parse("7" * 10**6)


def test_long_values_are_shown_short() -> None:
    assert shown("x" * 100) == "'" + "x" * 36 + "..."
    assert shown(Literal("1e5")) == "1e5" and shown("1e5") == "'1e5'"


def test_long_fractions_are_shown_about() -> None:
    assert brief(Fraction(-3, 2**63)) == f"-3/{2**63}"
    assert brief(Fraction(-1, 10**30)) == "about -1E-30"


def test_the_common_denominator_is_counted_in_decimal_digits() -> None:
    numbers = [Fraction(1, 10 ** (MAX_COMMON_DIGITS - 10) - 1), Fraction(1, 3)]
    assert common_denominator(numbers) == 10 ** (MAX_COMMON_DIGITS - 10) - 1
    with pytest.raises(ValueError, match=f"more than {MAX_COMMON_DIGITS} digits"):
        common_denominator([*numbers, Fraction(1, 7**30)])


def test_a_memory_keeps_the_first_answers(monkeypatch: pytest.MonkeyPatch) -> None:
    asked: list[int] = []
    monkeypatch.setattr(rational, "MOST_REMEMBERED", 2)
    memory = Memory(lambda key: asked.append(key) or -key)
    assert [memory[key] for key in (1, 2, 1, 3, 1)] == [-1, -2, -1, -3, -1]
    assert [memory[key] for key in (3, 2)] == [-3, -2]
    assert asked == [1, 2, 3, 3] and memory.full
    memory.begin(repeating=True)
    assert not memory.full and memory[2] == -2 and asked[4:] == [2] and len(memory) == 1
    memory.begin(repeating=False)
    assert memory.full and memory[2] == -2 and not memory


def test_what_is_written_alike_is_read_by_its_kind() -> None:
    for once in range(2):
        assert parse(Literal("0.5")) == Fraction(1, 2), once
        with pytest.raises(ValueError, match='rational "p/q"'):
            parse("0.5")
        assert parse(1) == parse("1") == parse(Fraction(1)) == 1
        with pytest.raises(ValueError, match="expected a number"):
            parse(True)
