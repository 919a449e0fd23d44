"""Pairs, wide tables, ranks and ratings as tables of one row an alternative."""

import pytest

from checks.audit.reading.exploded import is_pairs, pairs, ranked, wide
from checks.audit.reading.frames import Frame
from theory.errors import InputError


def frame(**columns):
    return Frame("t.csv", tuple(columns), columns, text=True)


def rows(table, *names):
    return list(zip(*(table.columns[name] for name in names), strict=True))


def test_a_pair_is_a_task_of_two():
    table = frame(user=["ann", "bob"], chosen_x=["1", "2"], rejected_x=["3", "4"])
    assert is_pairs(table) and not is_pairs(frame(user=["ann"], chosen=["1"], x=["2"]))
    long = pairs(table, "user", "task", None)
    assert rows(long, "user", "task", "chosen", "x") == [
        ("ann", "0", "1", "1"), ("ann", "0", "0", "3"), ("bob", "1", "1", "2"), ("bob", "1", "0", "4"),
    ]  # fmt: skip


def test_features_may_stand_in_a_second_table():
    table = frame(chosen=["a", "b"], rejected=["b", "a"])
    features = frame(response=["a", "b"], x=["1", "2"])
    long = pairs(table, "user", "task", features)
    assert rows(long, "chosen", "x") == [("1", "1"), ("0", "2"), ("1", "2"), ("0", "1")]
    assert any("one user" in note for note in long.notes)
    with pytest.raises(InputError, match="line 3, column 'rejected': no features of 'c'"):
        pairs(frame(chosen=["a", "b"], rejected=["b", "c"]), "user", "task", features)


def test_a_wide_table_names_its_alternatives_in_its_columns():
    table = frame(user=["ann", "ann"], choice=["b", "a"], price_a=["1", "2"], price_b=["3", "4"])
    long = wide(table, "user", "task", "choice")
    assert rows(long, "task", "choice", "price") == [
        ("0", "0", "1"), ("0", "1", "3"), ("1", "1", "2"), ("1", "0", "4"),
    ]  # fmt: skip
    assert wide(frame(user=["ann"], choice=["c"], price_a=["1"], price_b=["3"]), "user", "task", "choice") is None


@pytest.mark.parametrize(("least", "marks"), [(True, ["1", "3", "2"]), (False, ["9", "5", "7"])])
def test_ranks_and_ratings_give_the_best_of_all_then_the_best_of_the_rest(least, marks):
    table = frame(user=["u"] * 3, task=["t"] * 3, mark=marks, x=["a", "b", "c"])
    long = ranked(table, "user", "task", "mark", "chosen", best_is_least=least)
    assert rows(long, "task", "chosen", "x") == [
        ("t place 0", "1", "a"), ("t place 0", "0", "c"), ("t place 0", "0", "b"),
        ("t place 1", "1", "c"), ("t place 1", "0", "b"),
    ]  # fmt: skip


def test_a_shared_place_gives_no_choice():
    table = frame(user=["u"] * 3, task=["t"] * 3, mark=["1", "1", "2"], x=["a", "b", "c"])
    with pytest.raises(InputError, match="puts nothing before"):
        ranked(table, "user", "task", "mark", "chosen", best_is_least=True)
