from hypothesis import given, settings
from hypothesis import strategies as st

from checks.bench.fuzzing.hostile import LONG_NUMBERS, NAMES, NUMBERS, broken
from theory.errors import InputError
from theory.files.rational import parse


def is_number(text: str) -> bool:
    try:
        parse(text)
    except (ValueError, InputError):
        return False
    return True


def test_most_numbers_are_none_and_a_few_are() -> None:
    counted = sum(map(is_number, NUMBERS))
    assert 0 < counted < len(NUMBERS)
    assert min(map(len, LONG_NUMBERS)) > 10_000 and len(set(NAMES)) == len(NAMES)


def test_bytes_are_damaged() -> None:
    changed: list[bool] = []

    @settings(max_examples=50, database=None, derandomize=True, deadline=None)
    @given(st.data())
    def draw(data) -> None:
        changed.append(data.draw(broken(b'{"a": 1}')) != b'{"a": 1}')

    draw()
    assert sum(changed) > len(changed) // 2
