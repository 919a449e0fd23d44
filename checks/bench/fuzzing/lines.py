"""Malformed command lines: real options with values that do not belong to them."""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache

from hypothesis import strategies as st
from hypothesis.strategies import DrawFn, SearchStrategy, composite

from checks.bench.fuzzing.hostile import NAMES, NUMBER

GOOD_FILE = "good.json"
"""An instance that a command line may name."""

PATHS = (
    GOOD_FILE, "-", ".", "/dev/null", "/dev/full", "/dev/zero", "/proc/self/mem", "/proc/nope", "none.json", "pipe",
    "none/none.json", "x" * 300, "good.json/x", "heads.csv", "nothing", "table.parquet", "a\x1b[31mb",
    "é.json", "~", "",
)  # fmt: skip
"""Files, folders, devices, a named pipe, and what cannot be a file."""

QUICK = {
    "verify": ("--cases", "1", "--jobs", "1", "--claim", "T20", "--budget", "1"),
    "exact": ("--budget", "0.3"),
    "simulate": ("--budget", "0.3", "--runs", "3", "--jobs", "1"),
    "counterexample": ("--budget", "0.3"),
    "certify": ("--output", GOOD_FILE),
    "audit": ("--budget", "2"),
    "picture": ("--horizon", "nothing"),
    "review": ("--evidence", "nothing"),
}
"""What keeps a command that turns out to be right from taking long."""

SLOW = frozenset({"--cases", "--jobs", "--proofs", "--everything", "--plots", "--help", "--claim"})
"""Options whose right values take long, or end the command well."""

WORDS = ("T6", "T99", "H3", "D", "greedy", "thompson", "oracle", "inf", "m0", "all", "diverse", "signal:1", "signal:x")


@lru_cache(maxsize=1)
def options() -> dict[str, tuple[str, ...]]:
    """Return the options of every command, as the command line itself knows them."""
    import click

    from checks.cli import COMMANDS, app

    commands = {name: app.get_command(click.Context(app), name) for name in COMMANDS}
    return {
        name: tuple(word for parameter in command.params for word in parameter.opts if word.startswith("--"))
        for name, command in commands.items()
        if command is not None
    }


LASTING = {"--budget": ("nan", "-1", "0", "inf", "x", "1e-9", "0.1"), "--runs": ("0", "-1", "x", "1.5", "nan", "2")}
"""Values for options that say how long a command takes."""


WORD: SearchStrategy[str] = st.one_of(
    NUMBER, st.sampled_from(PATHS), st.sampled_from(WORDS), st.sampled_from(NAMES)
).map(lambda text: text.replace("..", "_").replace("\x00", "\ufffd"))
"""One argument; none holds a path that could lead out of the folder it runs in."""


@composite
def lines(draw: DrawFn) -> Sequence[str]:
    """Draw a command line: a command, some of its options, and a word or two too many or too few."""
    name = draw(st.sampled_from(sorted(options())))
    line = [name, *draw(st.lists(WORD, max_size=2))]
    known = sorted(set(options()[name]) - SLOW)
    for _ in range(draw(st.integers(0, 3))):
        option = draw(st.sampled_from((*known, "--", "--nope", "-x")))
        kind = draw(st.sampled_from(["apart", "apart", "joined", "bare"]))
        value = draw(st.sampled_from(LASTING[option]) if option in LASTING else WORD)
        line += [option] if kind == "bare" else [f"{option}={value}"] if kind == "joined" else [option, value]
    if draw(st.integers(0, 19)) == 0:
        line[0] = draw(WORD)
    return tuple(line) if line[0] not in QUICK else (line[0], *QUICK[line[0]], *line[1:])
