"""Numbers read quickly against numbers read with care."""

from __future__ import annotations

import json
from fractions import Fraction
from itertools import count

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from theory.errors import InputError
from theory.files import quick_numbers
from theory.files.instance_file import loads
from theory.files.quick_numbers import decimal, integer, ratios, seldom_repeat
from theory.files.rational import MAX_DIGITS, Literal, parse
from theory.files.writing import document
from theory.instance import Instance

DIGITS = st.text("0123456789", min_size=1, max_size=45)
SCANNED = st.from_regex(r"-?(0|[1-9][0-9]{0,30})(\.[0-9]{1,30})?([eE][+-]?[0-9]{1,5})?", fullmatch=True)
NEARLY = st.one_of(
    st.builds("{}{}/{}".format, st.sampled_from(["", "-", "+", " ", "--"]), DIGITS, DIGITS),
    st.text("0123456789/-+_, .eE٣²", max_size=8),
)


def careful(value: str) -> Fraction | str:
    """Read with care; a complaint stands for itself."""
    try:
        return parse(value)
    except ValueError as error:
        return str(error)


@settings(deadline=None)
@given(SCANNED)
def test_a_scanned_number_is_what_it_is_with_care_or_stays_as_it_is_written(text: str) -> None:
    whole = not {".", "e", "E"} & set(text)
    found, expected = (integer if whole else decimal)(text), careful(Literal(text))
    if isinstance(expected, Fraction):
        assert type(found) is Fraction and found.as_integer_ratio() == expected.as_integer_ratio()
    else:
        assert type(found) is Literal and found == text


@settings(deadline=None)
@given(st.lists(NEARLY, min_size=1, max_size=3))
def test_strings_are_the_same_numbers_or_are_left_to_care(entries: list[str]) -> None:
    found, expected = ratios(entries), [careful(entry) for entry in entries]
    if found is not None:
        assert [x.as_integer_ratio() for x in found] == [x.as_integer_ratio() for x in expected]  # type: ignore[union-attr]
    else:
        unusual = [
            isinstance(x, str) or len(entry) > 18 or "+" in entry for x, entry in zip(expected, entries, strict=True)
        ]
        assert any(unusual)


@pytest.mark.parametrize(
    "entries",
    [["1/2 "], ["1/2,"], ["1/2,3/4", ""], ["1/2 3/4", ""], ["1/2,3/4", "5"], ["1/2/3", "4"], ["1/2", "3/4/5"], ["1/0"]],
)
def test_no_string_makes_up_for_another(entries: list[str]) -> None:
    assert ratios(entries) is None


def test_refused_numbers_stay_as_they_are_written() -> None:
    long = "9" * (MAX_DIGITS + 1)
    assert integer(long) == Literal(long) and type(integer(long)) is Literal
    assert decimal("1e-99999") == Literal("1e-99999")


@pytest.mark.parametrize("written", [float, str, lambda x: x.numerator], ids=["decimal", "ratio", "integer"])
def test_a_file_is_the_same_whether_its_numbers_are_remembered_or_not(monkeypatch: pytest.MonkeyPatch, written) -> None:
    numbers = (Fraction(n, 8) for n in count(-5))
    table = {name: [[next(numbers), next(numbers)]] for name in "abc"}
    text = json.dumps(
        document(Instance.from_arrays({name: [[0, 1]] for name in "abc"}))
        | {"rewards": {name: [[written(x) for x in row] for row in rows] for name, rows in table.items()}}
    )
    once = loads(text)
    monkeypatch.setattr("theory.files.validate.seldom_repeat", lambda text: True)
    monkeypatch.setattr("theory.files.rational.MOST_REMEMBERED", 0)
    assert loads(text) == once


def test_complaints_show_numbers_as_they_are_written() -> None:
    text = json.dumps(document(Instance.from_arrays({"a": [[0, 1]], "b": [[1, 0]]})))
    with pytest.raises(InputError, match=r"^name: expected text, got 2\.50$"):
        loads(text.replace('{"format"', '{"name": 2.50, "format"'))


def test_numbers_of_a_short_or_a_repeating_text_are_remembered(monkeypatch: pytest.MonkeyPatch) -> None:
    different = " ".join(f"{n / 64}" for n in range(40_000))
    assert seldom_repeat(different) and not seldom_repeat(different[:10_000])
    assert not seldom_repeat(" ".join(f"{n % 50 / 64}" for n in range(40_000)))
    monkeypatch.setattr(quick_numbers, "_WINDOW", 100)
    assert seldom_repeat(different[:10_000])
