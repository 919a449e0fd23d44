"""Hostile numbers, names and bytes for malformed inputs."""

from __future__ import annotations

from hypothesis import strategies as st
from hypothesis.strategies import DrawFn, SearchStrategy, composite

NUMBERS = (
    "1e999999999", "-1e-999999999", "1E+1001", "1e1000", "NaN", "Infinity", "-Infinity", "inf", "nan", "-0", "0.0",
    "1/0", "0/0", "1/-2", "1//2", "/", "1/", "1/2/3", " 1", "1 ", "+1", "--1", "0x10", "1_000", "1e", "1e5e5", ".5",
    "5.", "01", "1,5", "½", "١", "9" * 400, "9" * 1001, "1/" + "7" * 1001, "0." + "0" * 500 + "1", "1e61", "1e-61",
    "9007199254740993", "18446744073709551616", "-9223372036854775809", "2.5", "1/3", "0", "-1", "1", "1e3", "7",
    "1" + "0" * 300, "-1" + "0" * 900, "1/1" + "0" * 900, "3" * 900 + "/" + "7" * 900,
)  # fmt: skip
"""Texts where a number is expected; a few of them are numbers."""

LONG_NUMBERS = ("9" * 1_000_000, "1e" + "9" * 100_000, "1/" + "9" * 1_000_000)

NAMES = (
    "", " ", "\x1b[2J\x1b[31mred", "a\x00b", "\x07", "line\nbreak", "\r", "\u202egnp", "\ufeffa", "\u2028", "n" * 201,
    "n" * 5000, "[bold]", "[/]", "[link=x]", "<script>alert(1)</script>", "&amp;", "{{7*7}}", "{% x %}", "%s%n",
    "${a}",     "../../x", "m0", "ann", "baseline", "uniform", "all", "__class__", "NaN", "null", "é", "e\u0301",
    "Ａ", "🙂", "'", '"', "\\", "a,b", "a\tb", "-", "--", "=", "#", "0",
)  # fmt: skip
"""Texts where a name is expected."""

DEPTHS = (2, 50, 500, 990, 1100, 100_000)


NUMBER: SearchStrategy[str] = st.one_of(
    st.sampled_from(NUMBERS), st.sampled_from(NUMBERS), st.text("0123456789+-./eE_ ", min_size=1, max_size=8)
)
"""The text of a number, mostly of none."""

NAME: SearchStrategy[str] = st.one_of(st.sampled_from(NAMES), st.sampled_from(NAMES), st.text(max_size=8))
"""The text of a name."""


_DAMAGES = st.sampled_from(("cut", "flip", "flip", "insert", "insert", "repeat", "encode", "noise"))
_CODECS = st.sampled_from(("utf-16", "utf-32", "utf-8-sig", "utf-16-le", "utf-7"))
_NOISE = st.binary(max_size=64)
_PIECE = st.one_of(
    st.binary(min_size=1, max_size=8),
    st.sampled_from(
        (b"\x00", b"\xff\xfe", b"\xed\xa0\x80", b"\xef\xbb\xbf", b"\xc0\x80", b"\x1b[31m", b"\r\n", b"}", b"]")
    ),
)


@composite
def broken(draw: DrawFn, data: bytes) -> bytes:
    """Damage a file as bytes: cut, flip, insert, repeat, encode anew."""
    kind = draw(_DAMAGES)
    place = draw(st.integers(0, len(data)))
    if kind == "cut":
        return data[:place]
    if kind == "flip" and place < len(data):
        return data[:place] + bytes([data[place] ^ draw(st.integers(1, 255))]) + data[place + 1 :]
    if kind == "repeat":
        return data[:place] + data[place : place + 40] * draw(st.integers(2, 50)) + data[place:]
    if kind == "encode":
        codec = draw(_CODECS)
        return data.decode("utf-8", "replace").encode(codec, "replace")
    if kind == "noise":
        return draw(_NOISE)
    return data[:place] + draw(_PIECE) + data[place:]
