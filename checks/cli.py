"""The command line: registers the commands and turns every way of ending into an exit status."""

from __future__ import annotations

import os
import sys
from collections.abc import Sequence
from importlib import import_module

import typer

from theory.errors import InputError

COMMANDS = ("verify", "check", "exact", "simulate", "counterexample", "audit", "review", "claims", "picture")
"""Each is the function ``command`` of ``checks.commands.<name>``."""

BAD_INPUT, INTERRUPTED = 2, 3

_UsageError: type[Exception] = typer.BadParameter.__mro__[2]
"""The base of all complaints about usage: click's own class, or the copy of it inside typer."""

app = typer.Typer(
    name="user-diversity",
    help="Prove, check, refute and audit the necessity and sufficiency of user diversity.",
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,
)
for _name in COMMANDS:
    app.command(_name)(import_module(f"checks.commands.{_name}").command)


def bare_json(arguments: Sequence[str]) -> list[str]:
    """Give ``--json`` without a value the value ``-``: standard output.

    A value must follow as ``--json=FILE`` or as a word that is not an option and not the last
    positional argument the command needs; so ``check FILE --json`` and ``check --json OUT FILE`` both work.
    """
    result: list[str] = []
    for i, word in enumerate(arguments):
        result.append(word)
        following = arguments[i + 1] if i + 1 < len(arguments) else None
        if word == "--json" and (following is None or (following.startswith("-") and following != "-")):
            result.append("-")
    return result


def main(arguments: Sequence[str] | None = None) -> None:
    """Run the command and exit with the status the contract gives."""
    sys.exit(run(sys.argv[1:] if arguments is None else arguments))


def run(arguments: Sequence[str]) -> int:
    """Run the command and return its exit status; bad input is one line on standard error."""
    try:
        result = app(bare_json(arguments), standalone_mode=False)
        return result if isinstance(result, int) else 0
    except InputError as error:
        return _complain(str(error), BAD_INPUT)
    except (KeyboardInterrupt, typer.Abort):
        return _complain("interrupted", INTERRUPTED)
    except _UsageError as error:
        return _complain(f"{error.format_message()} (see --help)", BAD_INPUT)  # type: ignore[attr-defined]
    except BrokenPipeError:
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return 0


def _complain(problem: str, status: int) -> int:
    print("user-diversity: " + " ".join(problem.split()), file=sys.stderr)
    return status
