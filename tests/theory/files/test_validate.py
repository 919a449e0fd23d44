"""JSON read strictly: where every complaint points, and the limits."""

from __future__ import annotations

import gc
import io
import sys
from collections.abc import Callable
from fractions import Fraction
from pathlib import Path
from typing import Any

import pytest

from theory.errors import InputError
from theory.files import validate as doc
from theory.files.rational import Literal


@pytest.mark.parametrize(
    ("call", "complaint"),
    [
        (lambda: doc.parse_text("[1,]"), "document: not JSON: .* line 1 column"),
        (lambda: doc.parse_text("[" * 10**6, "f"), "f: nested too deeply"),
        (lambda: doc.record(doc.parse_text('{"a": 1, "a": 2}'), "x", ["a"]), "x.a: key written twice"),
        (lambda: doc.record({"b": 1}, "", [], ["a"]), "b: unknown key"),
        (lambda: doc.record({}, "", ["a"]), "document: missing key 'a'"),
        (lambda: doc.record([], "x", []), r"x: expected an object, got \[\]"),
        (lambda: doc.array({}, "x"), "x: expected a list, got {}"),
        (lambda: doc.array([1], "x", 2), "x: expected 2 entries, got 1"),
        (lambda: doc.array([1], "x", least=2), "x: expected at least 2 entries, got 1"),
        (lambda: doc.name("", "x"), "x: expected 1 to 200 printable characters, got ''"),
        (lambda: doc.name("a" * 201, "x"), "x: expected 1 to 200 printable"),
        (lambda: doc.name("a\u202eb", "x"), "x: expected 1 to 200 printable"),
        (lambda: doc.name(Literal("1"), "x"), "x: expected a name, got 1"),
        (lambda: doc.text(Literal("1"), "x"), "x: expected text, got 1"),
        (lambda: doc.vector(["1", "a"], "x"), r"x\[1\]: expected a rational"),
        (lambda: doc.vector([], "x"), "x: expected at least 1 entry, got 0"),
        (lambda: doc.matrix([["1", "2"], ["3"]], "x"), r"x\[1\]: expected 2 entries, got 1"),
        (lambda: doc.distribution((Fraction(-1), Fraction(2)), "x"), r"x\[0\]: must not be negative, got -1"),
        (lambda: doc.distribution((Fraction(1, 2),), "x"), "x: must sum to 1, got 1/2"),
    ],
)
def test_complaints_name_the_place(call: Callable[[], Any], complaint: str) -> None:
    with pytest.raises(InputError, match=complaint):
        call()


def test_zero_masses_are_a_distribution() -> None:
    row = (Fraction(0), Fraction(1))
    assert doc.distribution(row, "x") is row


def test_places_stay_on_one_line() -> None:
    assert doc.join("a", "b") == "a.b"
    assert doc.join("a", "b c") == "a['b c']"
    assert "\n" not in doc.join("a", "b\nc") and len(doc.join("", "k" * 500)) < 60


def test_numbers_stay_as_they_were_written() -> None:
    short, long, decimal = doc.parse_text("[12, 1234567890123456789, 0.10]")
    assert short == 12 and isinstance(long, Literal) and decimal == Literal("0.10")


def test_files_that_cannot_be_read(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    latin = tmp_path / "latin.json"
    latin.write_bytes(b'"caf\xe9"')
    with pytest.raises(InputError, match=r"not UTF-8 text \(byte 4\)"):
        doc.read_text(latin)
    with pytest.raises(InputError, match="No such file"):
        doc.read_text(tmp_path / "nobody.json")
    with pytest.raises(InputError, match="nul"):
        doc.read_text("nul\0byte")
    monkeypatch.setattr(doc, "MAX_BYTES", 3)
    with pytest.raises(InputError, match="larger than 3 bytes"):
        doc.read_text(latin)
    with pytest.raises(InputError, match="larger than 3 bytes"):
        doc.parse_text("1234")


def test_a_byte_order_mark_and_standard_input(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    marked = tmp_path / "marked.json"
    marked.write_bytes(b"\xef\xbb\xbf{}")
    assert doc.read_text(marked) == "{}"
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(b"[]")))
    assert doc.read_text("-") == "[]"


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ('[["1/2", "-3"], ["0", "1/2"]]', [["1/2", "-3"], ["0", "1/2"]]),
        ("[[0.5, -1e1], [2.50, 0.0]]", [["1/2", "-10"], ["5/2", "0"]]),
        ("[[1, 2], [3, 123456789012345678901]]", [["1", "2"], ["3", "123456789012345678901"]]),
        ('[[1, "1/2"], [0.5, 2]]', [["1", "1/2"], ["1/2", "2"]]),
    ],
)
def test_tables_are_read_alike_however_their_numbers_are_written(text: str, expected: list[list[str]]) -> None:
    found = doc.matrix(doc.parse_text(text), "x", 2, 2)
    assert found == tuple(tuple(map(Fraction, row)) for row in expected)


@pytest.mark.parametrize(
    ("value", "complaint"),
    [
        ([["1", "2"], ["3", "x"]], r"x\[1\]\[1\]: expected a rational"),
        ([["1", "2"], ["3", True]], r"x\[1\]\[1\]: expected a number"),
        ([["1", "2"], ["3"]], r"x\[1\]: expected 2 entries, got 1"),
        ([["1", "2"]], r"x: expected 2 entries, got 1"),
        ([["1", "2"], "34"], r"x\[1\]: expected a list"),
        ([["1", "2"], [["3"], ["4"]]], r"x\[1\]\[0\]: expected a number"),
    ],
)
def test_what_is_wrong_in_a_table_is_named(value: Any, complaint: str) -> None:
    with pytest.raises(InputError, match=complaint):
        doc.matrix(value, "x", 2, 2)


def test_the_collector_rests_while_a_document_is_read_and_no_longer() -> None:
    assert gc.isenabled()
    with pytest.raises(InputError), doc.uncollected():
        assert not gc.isenabled()
        raise InputError("x", "wrong")
    assert gc.isenabled()
    gc.disable()
    try:
        with doc.uncollected():
            pass
        assert not gc.isenabled()
    finally:
        gc.enable()
