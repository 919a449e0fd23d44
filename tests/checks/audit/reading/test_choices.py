import numpy as np
import pytest

from checks.audit.reading.choices import read_choices
from theory.errors import InputError

ROWS = ["bob,2,0,5", "ann,1,1,1.5", "ann,1,0,2", "bob,2,1,7", "bob,2,0,6", "ann,9,0,0", "ann,9,1,4"]


def read(tmp_path, rows, **options):
    path = tmp_path / "c.csv"
    path.write_text("\n".join(["user,task,chosen,x", *rows]) + "\n")
    return read_choices(path, **options)


def test_tasks_and_users_are_gathered(tmp_path):
    choices = read(tmp_path, ROWS)
    assert choices.users == ("bob", "ann")
    assert choices.starts.tolist() == [0, 3, 5, 7]
    assert choices.owner.tolist() == [0, 1, 1]
    assert choices.values[choices.chosen, 0].tolist() == [7, 1.5, 4]


def test_canonical_order_forgets_rows_and_names(tmp_path):
    plain = read(tmp_path, ROWS).canonical()
    other = read(tmp_path, [row.replace("ann", "zoe").replace(",9,", ",3,") for row in reversed(ROWS)]).canonical()
    assert (plain.values == other.values).all()
    assert (plain.starts == other.starts).all()
    assert (plain.owner == other.owner).all()
    assert (plain.chosen == other.chosen).all()
    assert plain.values[plain.chosen, 0].tolist() == [4, 1.5, 7]


def test_spread_and_information(tmp_path):
    choices = read(tmp_path, ["a,1,1,0", "a,1,0,2", "a,2,1,5", "a,2,0,5"])
    assert choices.spread().ravel().tolist() == [-1, 1, 0, 0]
    assert choices.information().tolist() == [[0.5]]


@pytest.mark.parametrize(
    ("rows", "word"),
    [([], "no choices"), (["a,1,0,1", "a,1,0,2"], "exactly one"), (["a,1,1,1", "a,1,1,2"], "exactly one"),
     (["a,1,2,1"], "1 or 0"), (["a,1,1,x"], "finite"), (["a,,1,1"], "expected a name"), (["a,1,1"], "3 cells")],
)  # fmt: skip
def test_unusable_choices(tmp_path, rows, word):
    with pytest.raises(InputError, match=word):
        read(tmp_path, rows)


@pytest.mark.parametrize("options", [{"user": "who"}, {"chosen": "c"}, {"columns": ("y",)}, {"label": "z"}])
def test_missing_columns(tmp_path, options):
    with pytest.raises(InputError, match="no column"):
        read(tmp_path, ROWS, **options)


def test_labels_follow_their_rows(tmp_path):
    choices = read(tmp_path, ROWS, columns=("x",), label="x").canonical()
    assert [float(label) for label in choices.labels] == np.ravel(choices.values).tolist()
