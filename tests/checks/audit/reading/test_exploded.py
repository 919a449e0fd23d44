"""Pairs, wide tables, ranks and ratings as tables of one row an alternative."""

import pytest

from checks.audit.reading.exploded import contests, is_pairs, pairs, ranked, wide
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


def refused(table, *names):
    """Where a table says that a number of it stands."""
    with pytest.raises(InputError) as error:
        table.numbers(names)
    return str(error.value).removeprefix("t.csv: ")


def test_a_cell_that_is_wrong_is_named_where_it_stands_in_the_file():
    """In the row and column of the file, whatever the rows have become."""
    side = frame(user=["ann", "bob"], chosen_x=["1", "2"], rejected_x=["3", "oops"])
    assert refused(pairs(side, "user", "task", None), "x").startswith("line 3, column 'rejected_x': not")
    features = Frame("f.csv", ("response", "x"), {"response": ["a", "b"], "x": ["1", ""]}, text=True)
    named = frame(user=["ann", "bob"], chosen=["a", "a"], rejected=["a", "b"])
    assert refused(pairs(named, "user", "task", features), "x") == "f.csv: line 3, column 'x': missing value"
    table = frame(user=["ann", "ann"], choice=["b", "a"], price_a=["1", "2"], price_b=["3", "oops"])
    assert refused(wide(table, "user", "task", "choice"), "price").startswith("line 3, column 'price_b': not")
    order = frame(user=["u"] * 3, task=["t"] * 3, mark=["2", "3", "1"], x=["1", "2", "oops"])
    assert refused(ranked(order, "user", "task", "mark", "chosen", True), "x").startswith("line 4, column 'x': not")
    arena = frame(model_a=["m", "n"], model_b=["n", "m"], winner=["b", "b"], x_a=["1", "oops"], x_b=["1", "2"])
    long = pairs(contests(arena, "user")[0], "user", "task", None)
    assert refused(long, "x").startswith("line 3, column 'x_a': not")


def test_columns_of_a_side_that_are_no_numbers_are_left_out_and_said():
    table = frame(chosen_x=["1", "2"], rejected_x=["3", "4"], chosen_text=["hi", "5"], rejected_text=["6", "7"])
    long = pairs(table, "user", "task", None)
    assert long.names == ("user", "task", "chosen", "x")
    assert "columns chosen_text and rejected_text are left out: not numbers" in long.notes
    with pytest.raises(InputError, match="pairs need features"):
        pairs(frame(chosen_text=["hi"], rejected_text=["ho"]), "user", "task", None)
    arena = frame(model_a=["m"], model_b=["n"], winner=["b"], x_a=["1"], x_b=["2"], say_a=["hi"], say_b=["ho"])
    assert "columns say_a and say_b are left out: not numbers" in contests(arena, "user")[0].notes


def test_pairs_whose_responses_have_no_names_are_refused_with_a_table_of_features():
    features = frame(response=["a", "b"], x=["1", "2"])
    with pytest.raises(InputError, match="no column 'chosen' that names responses"):
        pairs(frame(chosen_x=["1"], rejected_x=["2"]), "user", "task", features)


def test_numbered_features_of_a_table_with_a_row_an_alternative_are_no_alternatives():
    table = frame(user=["u"] * 2, task=["t"] * 2, chosen=["1", "0"], emb_0=["1", "2"], emb_1=["3", "4"])
    assert wide(table, "user", "task", "chosen") is None


def test_a_choice_that_is_none_of_the_alternatives_is_named():
    table = frame(user=["u"] * 2, choice=["a", "c"], price_a=["1", "2"], price_b=["3", "4"])
    with pytest.raises(InputError, match="line 3, column 'choice': expected one of a, b, got 'c'"):
        wide(table, "user", "task", "choice")
