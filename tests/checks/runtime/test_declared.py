"""The command line of an annotated function: kinds, bounds, panels, defaults."""

from __future__ import annotations

from typing import Annotated, Any, Literal

import click
import pytest

from checks.runtime.declared import Argument, Command, Option, command_of


def halved(value: float | None) -> float | None:
    return None if value is None else value / 2


def cook(
    dishes: Annotated[list[str], Argument(metavar="DISH...", help="What to cook.")],
    minutes: Annotated[int, Option(min=1, max=60, help="How long.", panel="Time")] = 10,
    heat: Annotated[float, Option(min=0.5, help="How hot.")] = 1.5,
    salt_twice: Annotated[bool, Option("--salty", help="More salt.")] = False,
    spice: Annotated[list[str] | None, Option(help="Repeatable.")] = None,
    pot: Annotated[Literal["big", "small"], Option(help="Which pot.", panel="Time")] = "big",
    share: Annotated[float | None, Option(help="Of the pot.", callback=halved, metavar="[PART]")] = None,
) -> dict[str, Any]:
    """Cook something.

    Second paragraph.
    """
    return dict(locals())


def given(*words: str) -> dict[str, Any]:
    command = command_of("cook", cook, ("cook soup",))
    with command.make_context("cook", list(words)) as context:
        result: dict[str, Any] = command.invoke(context)
    return result


def test_what_is_left_out_is_the_default() -> None:
    assert given("soup") == {
        "dishes": ("soup",), "minutes": 10, "heat": 1.5, "salt_twice": False, "spice": [], "pot": "big",
        "share": None,
    }  # fmt: skip


def test_values_have_the_kind_of_their_annotation() -> None:
    words = ("soup", "stew", "--minutes", "60", "--heat=0.5", "--salty", "--spice", "a", "--spice", "b", "--share", "3")
    assert given(*words) == {
        "dishes": ("soup", "stew"), "minutes": 60, "heat": 0.5, "salt_twice": True, "spice": ["a", "b"], "pot": "big",
        "share": 1.5,
    }  # fmt: skip


@pytest.mark.parametrize(
    "words",
    [(), ("s", "--minutes", "0"), ("s", "--minutes", "61"), ("s", "--minutes", "x"), ("s", "--heat", "nan"),
     ("s", "--heat", "0.4"), ("s", "--salt-twice"), ("s", "--nothing"), ("s", "--pot", "red")],
)  # fmt: skip
def test_what_does_not_fit_is_bad_usage(words: tuple[str, ...]) -> None:
    with pytest.raises(click.UsageError):
        given(*words)


def test_the_help_has_arguments_panels_defaults_and_examples() -> None:
    command = command_of("cook", cook, ("cook soup", "cook " + "x" * 60))
    assert isinstance(command, Command)
    lines = command.get_help(click.Context(command, info_name="cook", terminal_width=80)).splitlines()
    titles = [line for line in lines if line.endswith(":")]
    assert titles == ["Arguments:", "Options:", "Time:", "Examples:"]
    told = " ".join(" ".join(lines).split())
    assert "DISH... What to cook." in told and "How long. [default: 10; 1<=x<=60]" in told
    assert "--share [PART]" in told and "--salty More salt." in told and "Second paragraph." in told
    assert lines[-1] == "  cook " + "x" * 60
