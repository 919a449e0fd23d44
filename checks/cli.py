"""Command line: registers the commands and maps every outcome to an exit status."""

from __future__ import annotations

import gc
import sys
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from functools import cache
from importlib import import_module
from time import monotonic
from typing import Any

import click

from checks import __version__
from checks.runtime import completion, progress, streams
from checks.runtime.declared import command_of
from checks.runtime.interrupts import delivered
from theory.errors import InputError, OutOfReachError

COMMANDS = ("verify", "check", "exact", "simulate", "counterexample", "audit", "review", "claims", "certify", "picture")
"""Each is the function ``command`` of ``checks.commands.<name>``."""

BAD_INPUT, INTERRUPTED = 2, 3

LONGEST_LINE = 500
"""Longest complaint, in characters."""

_COLLECTED = 100_000
"""How many objects more there are when the collector of garbage looks for cycles."""


_command = cache(command_of)
"""A command is read off its function once in a process, however often it is run there."""


class _Commands(click.Group):
    """The commands, each imported when it is asked for."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        """Return the names, in the order of the help."""
        return list(COMMANDS)

    def get_command(self, ctx: click.Context, name: str) -> click.Command | None:
        """Return a command; None where there is none of the name."""
        if name not in COMMANDS:
            return None
        module = import_module(f"checks.commands.{name}")
        return _command(name, module.command, module.EXAMPLES)

    def resolve_command(
        self, ctx: click.Context, args: list[str]
    ) -> tuple[str | None, click.Command | None, list[str]]:
        """Find the command of the first word; of a word that is none, say what comes close."""
        if args[0] not in COMMANDS and args[0].isalpha():
            from difflib import get_close_matches

            for close in get_close_matches(args[0], COMMANDS, n=1):
                ctx.fail(f"No such command {args[0]!r}. Did you mean {close!r}?")
        return super().resolve_command(ctx, args)

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """Write what each command does, its first sentence whole."""
        with formatter.section("Commands"):
            formatter.write_dl([(name, self._first_words(ctx, name)) for name in COMMANDS])

    def _first_words(self, ctx: click.Context, name: str) -> str:
        found = self.get_command(ctx, name)
        assert found is not None and found.help is not None
        return found.help.split("\n\n")[0].replace("\n", " ")


@click.group(completion.PROGRAM, cls=_Commands, context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(__version__, message="%(prog)s %(version)s", help="Print the version and exit.")
@completion.options
@click.option("--quiet", "-q", is_flag=True, help="Tell no progress on standard error.")
@click.option("--verbose", "-v", is_flag=True, help="Tell progress beside --json, too, and how long it took.")
def app(quiet: bool, verbose: bool) -> None:
    """Prove, check, refute and audit the necessity and sufficiency of user diversity."""
    if quiet and verbose:
        raise InputError("--quiet", "does not go with --verbose")
    if quiet or verbose:
        progress.choose(progress.Level.QUIET if quiet else progress.Level.VERBOSE)


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
    gc.set_threshold(_COLLECTED)  # what is imported stays: the collector need not walk it every few hundred objects
    streams.prepare()
    status = completion.answer(app)
    if status is None:
        status = run(sys.argv[1:] if arguments is None else arguments)
    gc.freeze()  # nor once more at the end
    sys.exit(status)


def run(arguments: Sequence[str]) -> int:
    """Run the command and return its exit status; bad input is one line on standard error."""
    try:
        with delivered(), _long_numbers(), progress.kept():
            result = _invoked(arguments)
        sys.stdout.flush()
        return result if isinstance(result, int) else 0
    except click.exceptions.Exit as end:
        return end.exit_code
    except InputError as error:
        return _complain(str(error), BAD_INPUT)
    except (OutOfReachError, OverflowError) as error:
        return _complain(f"numbers too large, too small or too close: {error}", BAD_INPUT)
    except (KeyboardInterrupt, click.Abort):
        return _complain("interrupted", INTERRUPTED)
    except MemoryError:
        return _complain("out of memory", INTERRUPTED)
    except click.exceptions.NoArgsIsHelpError as error:
        print(error.format_message())
        return _complain("a command is needed (see --help)", BAD_INPUT)
    except click.UsageError as error:
        return _complain(f"{error.format_message()} (see --help)", BAD_INPUT)
    except OSError as error:
        try:
            sys.stdout.flush()
        except OSError:  # Python would try again at the end
            streams.to_nowhere(sys.stdout.fileno())
        return _complain(f"{error.filename or 'output'}: {error.strerror or error}", BAD_INPUT)


def _invoked(arguments: Sequence[str]) -> Any:
    begun = monotonic()
    with app.make_context(completion.PROGRAM, bare_json(arguments)) as context:
        result = app.invoke(context)
    progress.tell(f"user-diversity: {monotonic() - begun:.1f} s", progress.Level.VERBOSE)
    return result


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
