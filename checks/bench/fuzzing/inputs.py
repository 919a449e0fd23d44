"""Every kind of malformed input: what is damaged, and the command lines it is handed to."""

from __future__ import annotations

from hypothesis import strategies as st
from hypothesis.strategies import DrawFn, SearchStrategy, composite

from checks.bench.fuzzing.attempt import Input
from checks.bench.fuzzing.documents import documents
from checks.bench.fuzzing.lines import lines
from checks.bench.fuzzing.tables import FORMATS, TEXT, choices, heads, tables

COMMANDS = (
    ("check", "FILE"),
    ("check", "FILE", "--json"),
    ("check", "FILE", "--truth", "all", "--json"),
    ("check", "FILE", "--html", "page.html"),
    ("exact", "FILE", "--horizon", "2", "--budget", "2", "--json"),
    ("exact", "FILE", "--horizon", "inf", "--budget", "2"),
    ("simulate", "FILE", "--horizon", "9", "--runs", "2", "--jobs", "1", "--budget", "2", "--json"),
    ("simulate", "FILE", "--horizon", "9", "--runs", "2", "--jobs", "1", "--resume", "FILE"),
    ("counterexample", "FILE", "--json"),
    ("verify", "--instance", "FILE", "--claim", "T6", "--claim", "T15"),
)
"""What a damaged instance file is handed to; all but ``check`` mostly refuse it by the same reader."""


KINDS_OF_TABLE = ("heads", "heads", "choices", "features", "standard-errors", "candidates", "covariances")

HEADS = b"user,x0,x1\nann,1,0\nbob,0,1\ncat,1,1\n"


@composite
def instance_files(draw: DrawFn) -> Input:
    """Draw a damaged instance file and a command for it."""
    content = draw(documents())
    command = draw(st.one_of(st.sampled_from(COMMANDS[:2]), st.sampled_from(COMMANDS)))
    return Input(tuple("input.json" if word == "FILE" else word for word in command), {"input.json": content})


@composite
def audit_tables(draw: DrawFn) -> Input:
    """Draw a damaged table of heads, of choices, or of what goes with heads, and an audit of it."""
    kind = draw(st.sampled_from(KINDS_OF_TABLE))
    line: tuple[str, ...]
    files: dict[str, bytes] = {}
    if kind == "heads":
        suffix, content = draw(tables(heads()))
        line = ("audit", f"input.{suffix}")
    elif kind == "choices":
        suffix, content = draw(tables(choices(), (*TEXT, "parquet")))
        line = ("audit", "--choices", f"input.{suffix}")
    else:
        suffix, content = draw(tables(heads(), FORMATS))
        line, files = ("audit", "heads.csv", f"--{kind}", f"input.{suffix}"), {"heads.csv": HEADS}
    extra = draw(st.sampled_from([(), ("--json",), ("--columns", "x0", "--json"), ("--centre-rows", "--json")]))
    return Input((*line, *extra), {**files, f"input.{suffix}": content})


def command_lines() -> SearchStrategy[Input]:
    """Draw a command line that is almost right."""
    return lines().map(Input)


KINDS = {"instance files": instance_files, "audit tables": audit_tables, "command lines": command_lines}
"""What is damaged → strategy."""
