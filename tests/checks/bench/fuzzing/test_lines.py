from hypothesis import given, settings

from checks.bench.fuzzing.lines import SLOW, lines, options


def test_the_options_are_those_of_the_command_line() -> None:
    known = options()
    assert {"check", "exact", "simulate", "verify", "audit", "claims", "counterexample"} <= set(known)
    assert "--horizon" in known["exact"] and "--where" in known["claims"]


def test_most_lines_name_a_command() -> None:
    named: list[bool] = []

    @settings(max_examples=60, database=None, derandomize=True, deadline=None)
    @given(lines())
    def draw(line) -> None:
        named.append(bool(line) and line[0] in options())

    draw()
    assert sum(named) > len(named) // 2


def test_options_that_take_long_are_known_to() -> None:
    assert {"--claim", "--cases", "--proofs"} <= SLOW
