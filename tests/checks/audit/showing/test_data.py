"""The report on the data line by line: only what is there is told, with the numbers of the document."""

import pytest

from checks.audit.showing.data import some, told_of_data

HEADS = {"notes": ["a note"], "constant": [], "collinear": [["a"]], "identical_rows": 0}
CHOICES = {
    "notes": [],
    "constant_within_tasks": ["price"],
    "collinear": [],
    "informing": {"a": 30, "b": 4, "c": "11", "d": 5},
    "tasks_a_user": {"least": 2, "lower": 3, "median": 4, "upper": 5.5, "most": 9},
    "identical_answer_blocks": 0,
    "near_copies": 0,
    "straight_liners": 0,
    "halves": {"z": 1.0, "as_expected": True},
}


@pytest.mark.parametrize(
    ("count", "told"),
    [(0, "none"), (1, "n0"), (8, "n0, n1, n2, n3, n4, n5, n6, n7"), (10, "n0, n1, n2, n3, n4, n5, n6, n7 and 2 more")],
)
def test_eight_names_are_told(count, told):
    assert some([f"n{i}" for i in range(count)]) == told


def test_nothing_unusual_is_not_told():
    assert told_of_data(None) == []
    assert told_of_data(HEADS) == ["a note"]


def test_what_is_wrong_with_heads_is_told():
    found = told_of_data(HEADS | {"constant": ["x", "y"], "collinear": [["a"], ["b", "c"]], "identical_rows": 3})
    assert found == [
        "a note",
        "constant over users: x, y",
        "each fixed by the others: b, c",
        "3 users have the same head as another one",
    ]


def test_choices_are_told_with_the_least_informed_coordinates_first():
    assert told_of_data(CHOICES) == [
        "constant within tasks: price",
        "tasks a user: 2 to 9, half of the users 3 to 5.5",
        "users who inform a coordinate, fewest first: b 4, d 5, c 11",
    ]


def test_suspicious_answers_are_told():
    odd = {"identical_answer_blocks": 2, "near_copies": 7, "straight_liners": 5}
    lines = told_of_data(CHOICES | odd | {"halves": {"z": -6.54, "as_expected": False}})[3:]
    assert (
        [line.split()[0] for line in lines] == ["2", "7", "5", "halves"]
        and "less alike" in lines[3]
        and "z = -6.5" in lines[3]
    )
    assert len(told_of_data(CHOICES | {"halves": {"z": None, "as_expected": False}})) == 3
