from hypothesis import given, settings

from checks.bench.fuzzing.tables import FORMATS, choices, heads, tables


def test_tables_come_in_every_format_that_is_read() -> None:
    seen: set[str] = set()

    @settings(max_examples=80, database=None, derandomize=True, deadline=None)
    @given(tables(heads(), FORMATS), tables(choices(), ("csv",)))
    def draw(first, second) -> None:
        seen.add(first[0])
        assert isinstance(first[1], bytes) and second[0] == "csv"

    draw()
    assert seen <= set(FORMATS) and len(seen) > 3
