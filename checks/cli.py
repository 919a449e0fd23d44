"""Command line: registers the commands and maps every outcome to an exit status."""

from __future__ import annotations

import os
import sys
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from functools import lru_cache
from importlib import import_module
from io import TextIOWrapper
from time import monotonic
from typing import Annotated, Any

import typer

from checks.runtime import progress
from checks.runtime.interrupts import delivered
from theory.errors import InputError, OutOfReachError

COMMANDS = ("verify", "check", "exact", "simulate", "counterexample", "audit", "review", "claims", "certify", "picture")
"""Each is the function ``command`` of ``checks.commands.<name>``."""

BAD_INPUT, INTERRUPTED = 2, 3

LONGEST_LINE = 500
"""Longest complaint, in characters."""

_UsageError: type[Exception] = typer.BadParameter.__mro__[2]
"""The base of all complaints about usage: click's own class, or the copy of it inside typer."""

app = typer.Typer(
    name="user-diversity",
    no_args_is_help=True,
    pretty_exceptions_enable=False,
    rich_markup_mode="rich",
    context_settings={"help_option_names": ["-h", "--help"]},
)


def _version(wanted: bool) -> None:
    if wanted:
        from importlib.metadata import version

        typer.echo(f"user-diversity {version('user-diversity')}")
        raise typer.Exit


@app.callback()
def _main(
    version: Annotated[
        bool, typer.Option("--version", is_eager=True, callback=_version, help="Print the version and exit.")
    ] = False,
    quiet: Annotated[bool, typer.Option("--quiet", "-q", help="Tell no progress on standard error.")] = False,
    verbose: Annotated[
        bool, typer.Option("--verbose", "-v", help="Tell progress beside --json, too, and how long it took.")
    ] = False,
) -> None:
    """Prove, check, refute and audit the necessity and sufficiency of user diversity."""
    if quiet and verbose:
        raise InputError("--quiet", "does not go with --verbose")
    if quiet or verbose:
        progress.choose(progress.Level.QUIET if quiet else progress.Level.VERBOSE)


def _examples(lines: Sequence[str]) -> str:
    return "\n\n".join(["[bold]Examples[/]", *(f"  {line}" for line in lines)])


for _name in COMMANDS:
    _module = import_module(f"checks.commands.{_name}")
    app.command(_name, epilog=_examples(_module.EXAMPLES))(_module.command)


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
    _prepare_streams()
    sys.exit(run(sys.argv[1:] if arguments is None else arguments))


def _prepare_streams() -> None:
    """Let no stream that is closed, or that lacks a letter, change how a command ends."""
    for name in ("stdout", "stderr"):
        stream = getattr(sys, name)
        if stream is None:
            setattr(sys, name, open(os.devnull, "w", encoding="utf-8"))  # noqa: SIM115
        elif isinstance(stream, TextIOWrapper):
            stream.reconfigure(errors="backslashreplace")


def run(arguments: Sequence[str]) -> int:
    """Run the command and return its exit status; bad input is one line on standard error."""
    try:
        with delivered(), _long_numbers(), progress.kept():
            result = _invoked(arguments)
        sys.stdout.flush()
        return result if isinstance(result, int) else 0
    except typer.Exit as end:
        return end.exit_code
    except InputError as error:
        return _complain(str(error), BAD_INPUT)
    except (OutOfReachError, OverflowError) as error:
        return _complain(f"numbers too large, too small or too close: {error}", BAD_INPUT)
    except (KeyboardInterrupt, typer.Abort):
        return _complain("interrupted; what was finished is kept", INTERRUPTED)
    except MemoryError:
        return _complain("out of memory; what was finished is kept", INTERRUPTED)
    except _UsageError as error:
        problem = error.format_message() or "a command is needed"  # type: ignore[attr-defined]
        return _complain(f"{problem} (see --help)", BAD_INPUT)
    except (BrokenPipeError, SystemExit):  # rich ends with the latter when nobody reads on
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return 0
    except OSError as error:
        return _complain(f"{error.filename or 'output'}: {error.strerror or error}", BAD_INPUT)


def _invoked(arguments: Sequence[str]) -> Any:
    begun = monotonic()
    with _command().make_context(app.info.name, bare_json(arguments)) as context:
        result = _command().invoke(context)
    progress.tell(f"user-diversity: {monotonic() - begun:.1f} s", progress.Level.VERBOSE)
    return result


@lru_cache(maxsize=1)
def _command() -> Any:
    return typer.main.get_command(app)


@contextmanager
def _long_numbers() -> Iterator[None]:
    """Print exact numbers in full; what is read has its own limit, `theory.files.rational.MAX_DIGITS`."""
    before = sys.get_int_max_str_digits()
    sys.set_int_max_str_digits(0)
    try:
        yield
    finally:
        sys.set_int_max_str_digits(before)


def _complain(problem: str, status: int) -> int:
    print("user-diversity: " + one_line(problem), file=sys.stderr)
    return status


def one_line(text: str) -> str:
    r"""Return a message as one line that no terminal takes for a command, cut where it is long.

    Examples
    --------
    >>> one_line("a\x1b[2Jb\n  c")
    'a\\x1b[2Jb c'
    """
    line = " ".join(text.split())
    line = line if len(line) <= LONGEST_LINE else f"{line[: LONGEST_LINE - 3]}..."
    return "".join(letter if letter.isprintable() else repr(letter)[1:-1] for letter in line)
