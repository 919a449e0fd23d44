"""JSON documents read strictly: exact numbers, no duplicate keys, and a place for every complaint."""

from __future__ import annotations

import gc
import json
import os
import stat
import sys
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from fractions import Fraction
from itertools import chain
from pathlib import Path
from typing import Any, BinaryIO

from theory.errors import InputError
from theory.files.quick_numbers import decimal, integer, ratios, seldom_repeat
from theory.files.rational import KNOWN, Literal, Memory, brief, common_denominator, parse, shown

MAX_BYTES = 256 * 1024 * 1024
"""Largest document that is read."""

MAX_VALUES = 20_000_000
"""Most values of a document: what stands between its commas and brackets."""

MAX_NAME = 200
"""Longest name of a user, prompt, response or model."""

MAX_TEXT = 10_000
"""Longest free text, in characters."""

_LAYOUT = dict.fromkeys(map(ord, "\n\t"), " ")


class Record(dict[str, Any]):
    """A JSON object that remembers which of its keys were written twice."""

    repeated: str | None = None


def _record(pairs: list[tuple[str, Any]]) -> Record:
    record = Record(pairs)
    if len(record) < len(pairs):
        seen: set[str] = set()
        record.repeated = next(key for key, _ in pairs if key in seen or seen.add(key))  # type: ignore[func-returns-value]
    return record


def _integer(text: str) -> int | Literal:
    return int(text) if len(text) <= 18 else Literal(text)


@contextmanager
def uncollected() -> Iterator[None]:
    """Let the collector of garbage rest while a document is read: it would walk what is read again and again."""
    enabled = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if enabled:
            gc.enable()


def _hooks(text: str) -> tuple[Callable[[str], Any], Callable[[str], Any]]:
    """Return what reads the integers and the other numbers of a document while it is scanned."""
    repeating = not seldom_repeat(text)
    for memory in KNOWN.values():
        memory.begin(repeating)
    return (Memory(integer).__getitem__, Memory(decimal).__getitem__) if repeating else (integer, decimal)


def parse_text(text: str, source: str = "document", numbers: bool = False) -> Any:
    """Parse JSON text; numbers that are not short integers stay `Literal`.

    Parameters
    ----------
    text, source : str
        The text, and what complaints call it.
    numbers : bool
        Whether numbers are read at once, each a `Fraction` unless it is refused.

    Raises
    ------
    InputError
        Naming the line and column, or the limit that is exceeded.
    """
    if len(text) > MAX_BYTES:
        raise InputError(source, f"larger than {MAX_BYTES} bytes")
    if sum(map(text.count, ",[{")) > MAX_VALUES:
        raise InputError(source, f"more than {MAX_VALUES} values")
    whole, other = _hooks(text) if numbers else (_integer, Literal)
    try:
        return json.loads(text, parse_int=whole, parse_float=other, parse_constant=Literal, object_pairs_hook=_record)
    except json.JSONDecodeError as error:
        raise InputError(source, f"not JSON: {error.msg} at line {error.lineno} column {error.colno}") from None
    except RecursionError:
        raise InputError(source, "nested too deeply") from None


@contextmanager
def naming(source: str | None) -> Iterator[None]:
    """Have complaints about a document begin with the name of its file, where it has one.

    Raises
    ------
    InputError
        What is raised within, at ``source: place`` in place of ``place``.
    """
    try:
        yield
    except InputError as error:
        if source is None:
            raise
        place = source if error.place in {"", "document"} else f"{source}: {error.place}"
        raise InputError(place, error.problem) from None


def read_text(path: str | Path) -> str:
    """Read a UTF-8 file of at most `MAX_BYTES` bytes, or standard input for ``-``."""
    source = str(path)
    try:
        if source == "-":
            data = sys.stdin.buffer.read(MAX_BYTES + 1)
        else:
            with opened(path) as stream:
                large = os.fstat(stream.fileno()).st_size > MAX_BYTES
                data = b"" if large else stream.read(MAX_BYTES + 1)
                if large or len(data) > MAX_BYTES:
                    raise InputError(source, f"larger than {MAX_BYTES} bytes")
        return data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise InputError(source, f"not UTF-8 text (byte {error.start})") from None
    except OSError as error:
        raise InputError(source, error.strerror or "cannot be opened") from None


def opened(path: str | Path) -> BinaryIO:
    """Open a file for reading; never wait for one that may never be written.

    Raises
    ------
    InputError
        Where it cannot be opened, and for a named pipe.
    """
    source = str(path)
    try:
        if stat.S_ISFIFO(os.stat(source).st_mode) and not source.startswith(("/dev/", "/proc/")):
            raise InputError(source, "a named pipe: give its content on standard input, as -")
        return open(source, "rb")
    except OSError as error:
        raise InputError(source, error.strerror or "cannot be opened") from None
    except ValueError as error:
        if isinstance(error, InputError):
            raise
        raise InputError(shown(source), "is not the name of a file") from None


def record(value: Any, place: str, required: Iterable[str], optional: Iterable[str] = ()) -> Record:
    """Return ``value`` as an object with the keys that are expected and no others."""
    found = mapping(value, place, "an object")
    required, optional = tuple(required), tuple(optional)
    for key in found:
        if key not in required and key not in optional:
            raise InputError(join(place, key), "unknown key")
    for key in required:
        if key not in found:
            raise InputError(place or "document", f"missing key {key!r}")
    return found


def mapping(value: Any, place: str, what: str) -> Record:
    """Return ``value`` as an object whose keys are proper, distinct names."""
    if not isinstance(value, dict):
        raise InputError(place or "document", f"expected {what}, got {shown(value)}")
    found = value if isinstance(value, Record) else Record(value)
    if found.repeated is not None:
        raise InputError(join(place, found.repeated), "key written twice")
    return found


def join(place: str, key: str) -> str:
    """Extend a place by a key."""
    shown_key = key if key.isidentifier() and len(key) <= 40 else f"[{shown(key)}]"
    return f"{place}.{shown_key}" if place and shown_key == key else f"{place}{shown_key}"


def array(value: Any, place: str, length: int | None = None, least: int = 0) -> list[Any]:
    """Return ``value`` as a list of the stated length."""
    if not isinstance(value, list):
        raise InputError(place, f"expected a list, got {shown(value)}")
    if length is not None and len(value) != length:
        raise InputError(place, f"expected {_entries(length)}, got {len(value)}")
    if len(value) < least:
        raise InputError(place, f"expected at least {_entries(least)}, got {len(value)}")
    return value


def _entries(number: int) -> str:
    return "1 entry" if number == 1 else f"{number} entries"


def name(value: Any, place: str) -> str:
    """Return ``value`` as a name: printable, not empty, at most `MAX_NAME` characters."""
    if not isinstance(value, str) or isinstance(value, Literal):
        raise InputError(place, f"expected a name, got {shown(value)}")
    if not value or len(value) > MAX_NAME or not value.isprintable():
        raise InputError(place, f"expected 1 to {MAX_NAME} printable characters, got {shown(value)}")
    return value


def text(value: Any, place: str) -> str:
    """Return ``value`` as free text: lines of printable characters, `MAX_TEXT` characters at most."""
    if not isinstance(value, str) or isinstance(value, Literal):
        raise InputError(place, f"expected text, got {shown(value)}")
    if len(value) > MAX_TEXT or not value.translate(_LAYOUT).isprintable():
        raise InputError(place, f"expected lines of printable text, at most {MAX_TEXT} characters, got {shown(value)}")
    return value


def number(value: Any, place: str) -> Fraction:
    """Return ``value`` as an exact rational."""
    try:
        return parse(value)
    except ValueError as error:
        raise InputError(place, str(error)) from None


def vector(value: Any, place: str, length: int | None = None, least: int = 1) -> tuple[Fraction, ...]:
    """Return ``value`` as a list of exact rationals."""
    entries = array(value, place, length, least)
    try:
        return tuple(map(parse, entries))
    except ValueError:
        return tuple(number(entry, f"{place}[{i}]") for i, entry in enumerate(entries))


def matrix(value: Any, place: str, rows: int | None = None, columns: int | None = None) -> tuple[Any, ...]:
    """Return ``value`` as a list of rows of equal length."""
    quick = _plain_matrix(value, rows, columns)
    if quick is not None:
        return quick
    result: list[tuple[Fraction, ...]] = []
    for i, row in enumerate(array(value, place, rows, 1)):
        result.append(vector(row, f"{place}[{i}]", columns))
        columns = len(result[0])
    return tuple(result)


def _plain_matrix(value: Any, rows: int | None, columns: int | None) -> tuple[Any, ...] | None:
    """Return a table in which nothing is wrong and all numbers are written alike; None where some care is needed."""
    if type(value) is not list or len(value) != rows or set(map(type, value)) != {list}:
        return None
    if set(map(len, value)) != {columns or 0}:
        return None
    entries = list(chain.from_iterable(value))
    kinds = set(map(type, entries))
    if kinds == {Fraction}:
        return tuple(map(tuple, value))
    known = KNOWN.get(type(entries[0]))
    if known is None or len(kinds) > 1:
        return None
    try:
        read = ratios(entries) if kinds == {str} and known.full else map(known.__getitem__, entries)
        return None if read is None else tuple(zip(*[iter(read)] * len(value[0]), strict=True))
    except ValueError:
        return None


def distribution(row: tuple[Fraction, ...], place: str) -> tuple[Fraction, ...]:
    """Return ``row`` once it is known to be a probability distribution; zero masses are allowed."""
    for i, mass in enumerate(row):
        if mass < 0:
            raise InputError(f"{place}[{i}]", f"must not be negative, got {brief(mass)}")
    sums_to_one(row, place, "must sum to 1")
    return row


def sums_to_one(masses: Iterable[Fraction], place: str, demand: str) -> None:
    """Refuse masses that do not sum to 1, saying what they sum to."""
    masses = tuple(masses)
    within_reach(masses, place)
    total = sum(masses)
    if total != 1:
        raise InputError(place, f"{demand}, got {brief(Fraction(total))}")


def within_reach(numbers: Iterable[Fraction], place: str) -> None:
    """Refuse numbers whose common denominator is too long."""
    try:
        common_denominator(numbers)
    except ValueError as error:
        raise InputError(place, str(error)) from None
