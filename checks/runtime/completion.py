"""Completion of commands and options in the shell: shown, installed where the shell looks for it, and answered."""

from __future__ import annotations

import os
from collections.abc import Callable
from pathlib import Path
from typing import Any

import click

from theory.errors import InputError

PROGRAM = "user-diversity"
VARIABLE = "_USER_DIVERSITY_COMPLETE"
"""Set by the shell's script when it asks for what could follow."""

PLACES = {
    "bash": (".local/share/bash-completion/completions", PROGRAM),
    "fish": (".config/fish/completions", f"{PROGRAM}.fish"),
    "zsh": (".zfunc", f"_{PROGRAM}"),
}
"""Shell → folder in the home directory and name of its script."""


def answer(app: click.Command) -> int | None:
    """Answer the shell's script, and return an exit status; None where nobody asked."""
    if VARIABLE not in os.environ:
        return None
    from click.shell_completion import shell_complete

    return shell_complete(app, {}, PROGRAM, VARIABLE, os.environ[VARIABLE])


def options(app: Callable[..., Any]) -> Callable[..., Any]:
    """Give a group the options ``--install-completion`` and ``--show-completion``."""
    for name, act, what in (
        ("--show-completion", show, "Print the completion script of this shell and exit."),
        ("--install-completion", install, "Install completion for this shell and exit."),
    ):
        app = click.option(name, is_flag=True, is_eager=True, expose_value=False, help=what, callback=_acting(act))(app)
    return app


def _acting(act: Callable[[click.Command], None]) -> Callable[[click.Context, click.Parameter, bool], None]:
    def callback(ctx: click.Context, param: click.Parameter, wanted: bool) -> None:
        if wanted:
            act(ctx.command)
            ctx.exit()

    return callback


def show(app: click.Command) -> None:
    """Print the script."""
    click.echo(_script(app, shell()))


def install(app: click.Command) -> None:
    """Write the script to where the shell looks for it.

    Raises
    ------
    InputError
        Where the shell is another, or the script cannot be written.
    """
    from checks.runtime.output import write_text

    name = shell()
    folder, file = PLACES[name]
    target = Path.home() / folder / file
    try:
        target.parent.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise InputError(str(target.parent), error.strerror or "cannot be made") from None
    write_text(target, _script(app, name) + "\n")
    click.echo(f"wrote {target}; it counts from the next shell on")
    if name == "zsh":
        click.echo("~/.zshrc needs, before compinit: fpath+=~/.zfunc")


def shell() -> str:
    """Return the name of the shell that ``SHELL`` names.

    Raises
    ------
    InputError
        Where completion is not known for it.
    """
    name = Path(os.environ.get("SHELL", "")).name
    if name not in PLACES:
        raise InputError("SHELL", f"completion is for {', '.join(PLACES)}, not {name!r}")
    return name


def _script(app: click.Command, name: str) -> str:
    from click.shell_completion import get_completion_class

    found = get_completion_class(name)
    assert found is not None
    return found(app, {}, PROGRAM, VARIABLE).source()
