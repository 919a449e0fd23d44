"""Tables from files, by the ending of their name."""

import pytest

from checks.audit.reading import frames
from checks.audit.reading.table_files import kind_of, read_frame, read_json_lines
from theory.errors import InputError


@pytest.mark.parametrize(
    ("name", "kind"), [("a.csv", ".csv"), ("A.CSV.GZ", ".csv"), ("a.tsv.zst", ".tsv"), ("a.b.parquet", ".parquet"),
     ("a", "")]
)  # fmt: skip
def test_the_ending_behind_what_packs_it(name, kind):
    assert kind_of(name) == kind


@pytest.mark.parametrize("name", ["t.pkl", "t.pickle"])
def test_pickles_are_never_opened(name, tmp_path):
    for other in (name, "t.exe"):
        (tmp_path / other).write_bytes(b"cos\nsystem\n(S'false'\ntR.")
    with pytest.raises(InputError, match="run code"):
        read_frame(tmp_path / name)
    with pytest.raises(InputError, match="named columns is needed"):
        read_frame(tmp_path / "t.exe")


def written(tmp_path, text):
    path = tmp_path / "t.jsonl"
    path.write_text(text)
    return str(path)


def test_vectors_and_objects_become_columns_and_numbers_keep_their_digits(tmp_path):
    frame = read_json_lines(
        written(tmp_path, '{"u": "a", "x": [0.10, 2], "m": {"k": 1e400}}\n\n{"u": "b", "x": [3, 4]}\n')
    )
    assert frame.names == ("u", "x.0", "x.1", "m.k")
    assert frame.columns["x.0"] == ["0.10", "3"] and frame.columns["m.k"] == ["1e400", ""]
    assert frame.place(0, "u").endswith("line 1, column 'u'")


@pytest.mark.parametrize(
    ("text", "why"), [('{"u": 1}\n[1]\n', "line 2.*an object"), ('{"u": 1}\n{\n', "line 2.*not JSON")]
)
def test_the_line_that_is_wrong_is_named(tmp_path, text, why):
    with pytest.raises(InputError, match=why):
        read_json_lines(written(tmp_path, text))


def test_there_is_a_limit(tmp_path, monkeypatch):
    monkeypatch.setattr(frames, "MAX_COLUMNS", 2)
    with pytest.raises(InputError, match=r"line 1.*too many cells"):
        read_json_lines(written(tmp_path, '{"a": 1, "b": 2, "c": 3}\n'))
