import pytest
from hypothesis import given, settings

from checks.bench.fuzzing.documents import valid
from checks.bench.fuzzing.inputs import COMMANDS, HEADS, KINDS, audit_tables, command_lines, instance_files
from checks.bench.fuzzing.lines import options


def test_every_command_that_reads_an_instance_is_tried() -> None:
    assert {command[0] for command in COMMANDS} == {"check", "exact", "simulate", "counterexample", "verify"}
    assert all(word in options()[command[0]] for command in COMMANDS for word in command if word.startswith("--"))
    assert HEADS.count(b"\n") == 4 and len(KINDS) == 3


@pytest.mark.parametrize("kind", [instance_files, audit_tables, command_lines])
def test_a_line_comes_with_the_files_it_names(kind) -> None:
    assert valid()

    @settings(max_examples=25, database=None, derandomize=True, deadline=None)
    @given(kind())
    def draw(given_input) -> None:
        named = {word for word in given_input.line if word.startswith("input.")}
        assert named <= set(given_input.files)

    draw()
