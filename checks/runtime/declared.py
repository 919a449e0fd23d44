"""The command line of a function: its annotated parameters become a click command whose help groups options in panels.

click is imported rather than anything built on it: what starts a command is waited for each time.
"""

from __future__ import annotations

import inspect
from collections.abc import Callable, Sequence
from math import isnan
from types import UnionType
from typing import Any, Literal, get_args, get_origin, get_type_hints

import click

_PANEL = "Options"


class Option:
    """What ``Annotated`` says of a parameter that is an option.

    Parameters
    ----------
    words : str
        How it is written, where not as the parameter is named.
    help, metavar : str
        What the help shows.
    panel : str
        The group of the help in which it stands.
    min, max : number, optional
        Bounds of what is accepted, both included.
    callback : callable, optional
        Checks a value and returns it.
    """

    def __init__(
        self,
        *words: str,
        help: str,
        panel: str = _PANEL,
        metavar: str | None = None,
        min: float | None = None,
        max: float | None = None,
        callback: Callable[[Any], Any] | None = None,
    ) -> None:
        self.words, self.help, self.panel, self.metavar = words, help, panel, metavar
        self.least, self.most, self.callback = min, max, callback


class Argument:
    """What ``Annotated`` says of a parameter that stands without a name."""

    def __init__(self, *, help: str, metavar: str | None = None) -> None:
        self.help, self.metavar = help, metavar


class _Panelled(click.Option):
    def __init__(self, *names: Any, panel: str, **more: Any) -> None:
        super().__init__(*names, **more)
        self.panel = panel


class _Described(click.Argument):
    def __init__(self, *names: Any, described: str, **more: Any) -> None:
        super().__init__(*names, **more)
        self.described = described


class _Number(click.FloatRange):
    """A float between two bounds; not a number is in no range."""

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> Any:
        """Return the number."""
        number = super().convert(value, param, ctx)
        if isnan(number):
            self.fail(f"{value} is not in the range {self._describe_range()}.", param, ctx)
        return number


class _Text(click.types.StringParamType):
    """A text; an empty one, such as a variable of the shell that is not set, is none."""

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> Any:
        """Return the text."""
        text = super().convert(value, param, ctx)
        if not text:
            self.fail("it is empty.", param, ctx)
        return text


class Command(click.Command):
    """A command whose help has panels and examples."""

    def __init__(self, *arguments: Any, examples: Sequence[str] = (), **more: Any) -> None:
        super().__init__(*arguments, **more)
        self.examples = examples

    def format_options(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """Write the arguments, then the options, a panel at a time."""
        panels: dict[str, list[tuple[str, str]]] = {"Arguments": [], _PANEL: []}
        for parameter in self.get_params(ctx):
            if isinstance(parameter, _Described):
                panels["Arguments"].append((parameter.make_metavar(ctx), parameter.described))
            elif (record := parameter.get_help_record(ctx)) is not None:
                panels.setdefault(getattr(parameter, "panel", _PANEL), []).append(record)
        for title, rows in panels.items():
            if rows:
                with formatter.section(title):
                    formatter.write_dl(rows)

    def format_epilog(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """Write the examples, each on a line of its own."""
        if self.examples:
            with formatter.section("Examples"):
                formatter.write("".join(f"  {line}\n" for line in self.examples))


def command_of(name: str, function: Callable[..., Any], examples: Sequence[str]) -> Command:
    """Return the command that calls a function with what stands on the line.

    Parameters
    ----------
    name : str
        Of the command.
    function : callable
        Every parameter is annotated ``Annotated[kind, Option(...)]`` or ``Annotated[kind, Argument(...)]``, the kind
        being ``str``, ``int``, ``float``, ``bool`` or a ``Literal`` of words, a list of these, or either or ``None``.
    examples : sequence of str
        Lines that the help ends in.

    Examples
    --------
    >>> from typing import Annotated
    >>> def greet(name: Annotated[str, Argument(help="Whom.")]) -> int: ...
    >>> [parameter.name for parameter in command_of("greet", greet, ()).params]
    ['name']
    """
    hints = get_type_hints(function, include_extras=True)
    parameters = inspect.signature(function).parameters.values()
    return Command(
        name,
        callback=function,
        params=[_parameter(parameter, *get_args(hints[parameter.name])[:2]) for parameter in parameters],
        help=inspect.getdoc(function),
        examples=examples,
    )


def _parameter(parameter: inspect.Parameter, hint: Any, said: Option | Argument) -> click.Parameter:
    kind, several = _kind(hint)
    required = parameter.default is inspect.Parameter.empty
    more: dict[str, Any] = {"required": required, "metavar": said.metavar}
    if not required and parameter.default is not None:
        more["default"] = parameter.default
    if isinstance(said, Argument):
        return _Described(
            [parameter.name], type=_ranged(kind, said), nargs=-1 if several else 1, described=said.help, **more
        )
    words = said.words or ("--" + parameter.name.replace("_", "-"),)
    more |= {"is_flag": True} if kind is bool else {"type": _ranged(kind, said), "show_default": True}
    return _Panelled(
        [parameter.name, *words],
        multiple=several,
        help=said.help,
        panel=said.panel,
        callback=_called(list if several else said.callback),
        **more,
    )


def _kind(hint: Any) -> tuple[Any, bool]:
    """Return the type of one value, and whether there may be several."""
    if isinstance(hint, UnionType):
        hint = next(kind for kind in get_args(hint) if kind is not type(None))
    return (get_args(hint)[0], True) if get_origin(hint) is list else (hint, False)


def _ranged(kind: Any, said: Option | Argument) -> Any:
    if kind is str:
        return _Text()
    if get_origin(kind) is Literal:
        return click.Choice(get_args(kind))
    if isinstance(said, Argument) or (said.least is None and said.most is None):
        return kind
    return (click.IntRange if kind is int else _Number)(said.least, said.most)  # type: ignore[arg-type]


def _called(check: Callable[[Any], Any] | None) -> Callable[[click.Context, click.Parameter, Any], Any] | None:
    return None if check is None else lambda ctx, parameter, value: check(value)
