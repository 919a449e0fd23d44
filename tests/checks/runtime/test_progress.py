"""How much is told while a command works."""

import pytest

from checks.runtime.progress import Level, choose, kept, level, tell


@pytest.mark.parametrize(
    ("wanted", "told"),
    [(Level.QUIET, []), (Level.NORMAL, ["progress"]), (Level.VERBOSE, ["progress", "times"])],
)
def test_only_what_is_wanted_is_told_and_on_standard_error(
    wanted: Level, told: list[str], capsys: pytest.CaptureFixture[str]
) -> None:
    with kept():
        choose(wanted)
        tell("progress")
        tell("times", Level.VERBOSE)
    out, err = capsys.readouterr()
    assert out == "" and err.split() == told


def test_a_command_gives_the_level_back_even_where_it_fails() -> None:
    before = level()
    with pytest.raises(ZeroDivisionError), kept():
        choose(Level.QUIET)
        raise ZeroDivisionError
    assert level() is before is Level.NORMAL
