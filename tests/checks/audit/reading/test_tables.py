from dataclasses import replace

import numpy as np
import pytest

from checks.audit.reading.tables import (
    check_covariances,
    make_heads,
    pick,
    read_features,
    read_heads,
    read_noise,
    repeated,
)
from theory.errors import InputError


@pytest.fixture
def table(tmp_path):
    path = tmp_path / "h.csv"
    path.write_text("name,a,b\nann,1,2\nbob,3,4\n")
    return read_heads(path, "name")


def test_users_and_columns_have_names(table):
    assert (table.users, table.columns) == (("ann", "bob"), ("a", "b"))
    assert table.select(("b",)).values.tolist() == [[2], [4]]
    assert table.take(np.array([1])).users == ("bob",)


def test_rows_are_numbered_without_a_column_of_users(tmp_path):
    (tmp_path / "h.csv").write_text("a\n1\n2\n")
    assert read_heads(tmp_path / "h.csv").users == ("0", "1")


@pytest.mark.parametrize(
    ("content", "word"),
    [
        ("user,a\nann,1\nann,2\n", "twice"),
        ("user,a\n", "no heads"),
        ("user\nann\n", "no heads"),
        ("user,a\n,1\n", "expected a name"),
    ],
)
def test_unusable_heads(tmp_path, content, word):
    (tmp_path / "h.csv").write_text(content)
    with pytest.raises(InputError, match=word):
        read_heads(tmp_path / "h.csv")


@pytest.mark.parametrize(
    "array", [np.zeros(3), np.zeros((0, 3)), np.zeros((3, 0)), np.zeros((1, 1, 1)), [[np.nan]], [[np.inf]]]
)
def test_unusable_arrays(array):
    with pytest.raises(InputError):
        make_heads(array)


def test_standard_errors_are_matched_by_name(table, tmp_path):
    (tmp_path / "s.csv").write_text("b,a,name\n.4,.3,bob\n.2,.1,ann\n")
    noise = read_noise(table, None, str(tmp_path / "s.csv"), "name")
    assert np.allclose(noise, [np.diag([0.01, 0.04]), np.diag([0.09, 0.16])])
    assert read_noise(table, None, None) is None


@pytest.mark.parametrize(
    "content",
    [
        "a,b,name\n1,1,ann\n",
        "a,b,name\n1,1,ann\n1,1,eve\n",
        "a,c,name\n1,1,ann\n1,1,bob\n",
        "a,b,name\n1,0,ann\n1,1,bob\n",
        "a,b,name\n1,-1,ann\n1,1,bob\n",
    ],
)
def test_standard_errors_that_do_not_fit(table, tmp_path, content):
    (tmp_path / "s.csv").write_text(content)
    with pytest.raises(InputError, match=r"s\.csv"):
        read_noise(table, None, str(tmp_path / "s.csv"), "name")


@pytest.mark.parametrize(
    "covariance",
    [
        np.eye(3),
        -np.eye(2),
        np.ones((2, 2)),
        [[1, 0.5], [0, 1]],
        [[np.nan, 0], [0, 1]],
        np.zeros((2, 2)),
        np.eye(2)[None],
        [[1, 2], [2, 1]],
    ],
)
def test_covariances_that_are_none(table, covariance):
    with pytest.raises(InputError):
        check_covariances(np.array(covariance), table, "c.npy")


def test_covariances_are_judged_whatever_their_units(table):
    units = np.diag([1e-9, 1e9])
    assert check_covariances(units @ np.array([[1, 0.5], [0.5, 1]]) @ units, table, "c.npy").shape == (2, 2)


def test_the_right_array_is_picked():
    assert pick({"heads": np.ones(1), "x": np.zeros(1)}, "heads", "f") == 1
    with pytest.raises(InputError, match="no array"):
        pick({"x": np.ones(1), "y": np.zeros(1)}, "heads", "f")
    with pytest.raises(InputError, match="no array"):
        pick({}, "heads", "f")


def test_features(tmp_path):
    path = tmp_path / "f.csv"
    path.write_text("prompt,response,a\np,x,1\np,y,2\nq,x,3\n")
    assert [rows.tolist() for rows in read_features(path).groups()] == [[0, 1], [2]]
    for content, word in (
        ("response,a\nx,1\nx,2\n", "twice"),
        ("response\nx\n", "no features"),
        ("response,a\n", "no responses"),
    ):
        path.write_text(content)
        with pytest.raises(InputError, match=word):
            read_features(path)


def test_the_first_repeated_label_is_named():
    assert repeated("abcb") == "b"
    assert repeated("abc") is None


def test_too_many_coordinates_are_refused():
    with pytest.raises(InputError, match="more than 512"):
        make_heads(np.ones((1, 513)))


def test_as_many_names_as_coordinates(tmp_path):
    np.save(tmp_path / "h.npy", np.ones((2, 2)))
    with pytest.raises(InputError, match="1 names for 2 coordinates"):
        read_heads(tmp_path / "h.npy", columns=("x0",))


def test_rounding_goes_with_its_columns_and_rows():
    """A centred entry is off by its own rounding and the mean of its row's."""
    heads = replace(make_heads(np.array([[1.0, 2.0], [3.0, 4.0]])), rounding=np.array([[0.1, 0.3], [0.2, 0.6]]))
    assert heads.select(("x1",)).rounding.tolist() == [[0.3], [0.6]]
    assert heads.take(np.array([1])).rounding.tolist() == [[0.2, 0.6]]
    assert heads.centred().rounding == pytest.approx(np.array([[0.3, 0.5], [0.6, 1.0]]))


def test_whole_numbers_that_floats_cannot_hold_are_refused_in_arrays():
    """Rounded, these two heads would be one line, and exactly so."""
    heads = np.array([[2**62 + 1, 2**62], [2**62, 2**62]])
    for table in (heads, -heads, heads.astype(np.uint64), heads.tolist()):
        with pytest.raises(InputError, match="integers beyond 2\\^53"):
            read_heads(table)
    assert read_heads([[2**53, 1]]).values.tolist() == [[2.0**53, 1.0]]
