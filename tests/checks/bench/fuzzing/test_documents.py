import json

import pytest
from hypothesis import given, settings

from checks.bench.fuzzing.documents import Pairs, Raw, documents, rendered, valid
from theory.files.instance_file import read


@pytest.mark.slow
def test_what_is_damaged_was_valid() -> None:
    for document in valid()[:20]:
        read(document)
    assert valid() == valid()


def test_keys_may_stand_twice_and_text_as_it_is() -> None:
    assert rendered(Pairs([("a", 1), ("a", Raw("1e"))])) == '{"a": 1, "a": 1e}'
    assert json.loads(rendered([{"x": None}])) == [{"x": None}]


def test_some_draws_are_valid_and_some_are_not() -> None:
    seen: set[bool] = set()

    @settings(max_examples=60, database=None, derandomize=True, deadline=None)
    @given(documents())
    def draw(content: bytes) -> None:
        try:
            read(json.loads(content))
            seen.add(True)
        except Exception:
            seen.add(False)

    draw()
    assert seen == {True, False}
