import pytest

from checks.report.sources import committed
from checks.report.tables import MOST_ROWS, comparators, instance_tables, number, of_instance, table
from theory.files import instance_file as instance_format


@pytest.mark.parametrize("witness", committed(), ids=lambda witness: witness["file"])
def test_every_witness_has_tables_that_show_all_its_contexts(witness: dict) -> None:
    document = witness["instance"]
    shown = instance_tables(document)
    cells = [cell for one in shown for row in one.rows for cell in row]
    assert {context["user"] for context in document["contexts"]} <= set(cells)
    assert all(len(row) == len(one.columns) for one in shown for row in one.rows)
    assert comparators(document)
    assert of_instance(instance_format.read(document))


def test_long_tables_are_cut_and_say_so() -> None:
    assert table("", ["n"], [[n] for n in range(MOST_ROWS + 5)]).left_out == 5


def test_numbers() -> None:
    assert [number("1/2"), number(["1", "1"]), number(["0.33", "0.34"]), number(None)] == ["1/2", "1", "≈ 0.33", "∞"]


def test_a_table_of_comparators_is_said_in_words() -> None:
    from checks.report.tables import comparators

    law = [[["0", "1"], ["1/2", "1/2"]]]
    document = {
        "contexts": [{"user": "ann", "prompt": "p"}],
        "responses": ["no", "yes"],
        "comparators": law,
    }
    assert comparators(document) == "ann with p, no against yes (1); ann with p, yes against no (1/2) or yes (1/2)"
