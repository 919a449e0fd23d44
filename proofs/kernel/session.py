"""Asking the compiled development: a short file of commands, and what the compiler answers to each."""

from __future__ import annotations

import tempfile
from collections.abc import Iterable, Mapping
from pathlib import Path

from proofs.kernel.build import LOGICAL_PATH, QUIET
from proofs.kernel.sources import LIBRARY
from proofs.kernel.toolchain import Deadline, call, tools

_WIDE = ("Set Printing Depth 1000000.", "Set Printing Width 118.")
"""Set once the module is there, which may have set something else."""
ELABORATED = ("Set Printing All.",)
"""Every notation undone, nothing implicit."""
READABLE = (
    "From mathcomp Require Import all_ssreflect all_algebra reals sequences exp.",
    "Open Scope ring_scope.",
    "Unset Printing All.",
)
"""For people: with the notations of the library alone, none of the development. Comes last: it shortens names."""

Part = tuple[str, ...] | Mapping[str, str]


def ask(folder: Path, module: str, parts: Iterable[Part], deadline: Deadline) -> dict[str, str]:
    """Ask about a compiled module, which is required but not imported: nothing of it changes how things are read.

    Parameters
    ----------
    folder : Path
        With ``theories/*.vo``.
    module : str
        A theory of the development.
    parts : iterable of mapping or tuple of str
        In order: commands to give (a tuple), or questions (a mapping from keys to commands).
    deadline : Deadline
        When to give up.

    Returns
    -------
    dict of str to str
        Key to what the compiler printed.

    Raises
    ------
    BuildFailed
        When a command fails.
    """
    keys: list[str] = []
    lines = [f"Require {LIBRARY}.{module}.", *_WIDE]
    for part in parts:
        if isinstance(part, tuple):
            lines += part
        else:
            lines += [f'Redirect "{len(keys) + n}" {question}' for n, question in enumerate(part.values())]
            keys += part
    with tempfile.TemporaryDirectory(prefix="asking-", dir=folder) as name:
        scratch = Path(name)
        (scratch / "theories").symlink_to(folder / "theories", target_is_directory=True)
        (scratch / "Questions.v").write_text("\n".join(lines) + "\n", encoding="utf-8")
        call((*tools().compiler, *QUIET, *LOGICAL_PATH, "Questions.v"), scratch, deadline)
        return {key: (scratch / f"{n}.out").read_text(encoding="utf-8") for n, key in enumerate(keys)}
