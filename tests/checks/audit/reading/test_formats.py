"""Twenty kinds of files, good and broken: each is read, or refused in one line."""

import gzip
import io
import json
import zipfile

import numpy as np
import pytest

from checks.audit.reading.choices import read_choices
from checks.audit.reading.tables import read_heads
from tests.checks.audit.refusals import refused

ROWS = [("ann", 0.5, 1.25), ("bob", 1.5, 0.75), ("cat", 2.0, -1.5)]
VALUES = [[0.5, 1.25], [1.5, 0.75], [2.0, -1.5]]


def text(delimiter=",", comma=False, end="\n"):
    lines = [delimiter.join(("user", "x", "y"))]
    for name, *numbers in ROWS:
        cells = [str(number).replace(".", ",") if comma else str(number) for number in numbers]
        lines.append(delimiter.join((name, *cells)))
    return end.join(lines) + end


def packed(kind):
    data = text().encode()
    if kind == "gz":
        return gzip.compress(data)
    if kind == "zip":
        buffer = io.BytesIO()
        with zipfile.ZipFile(buffer, "w") as archive:
            archive.writestr("heads.csv", data)
        return buffer.getvalue()
    import pyarrow

    return pyarrow.compress(data, codec="zstd", asbytes=True)


def arrow():
    import pyarrow

    return pyarrow.table({"user": [r[0] for r in ROWS], "x": [r[1] for r in ROWS], "y": [r[2] for r in ROWS]})


def parquet():
    import pyarrow.parquet

    buffer = io.BytesIO()
    pyarrow.parquet.write_table(arrow(), buffer)
    return buffer.getvalue()


def feather():
    import pyarrow.feather

    buffer = io.BytesIO()
    pyarrow.feather.write_feather(arrow(), buffer)
    return buffer.getvalue()


def sheet():
    import openpyxl

    book, buffer = openpyxl.Workbook(), io.BytesIO()
    for row in [("user", "x", "y"), *ROWS]:
        book.active.append(row)
    book.save(buffer)
    return buffer.getvalue()


def arrays(kind, **named):
    buffer = io.BytesIO()
    if kind == "npz":
        np.savez(buffer, **named)
    else:
        np.save(buffer, *named.values())
    return buffer.getvalue()


def tensors(**named):
    from safetensors.numpy import save

    return save(named)


def brain(*tables, names=("heads", "more")):
    """A safetensors file of BF16 tensors, by hand."""
    data, about = b"", {}
    for name, values in zip(names, tables, strict=False):
        table, start = np.array(values, dtype=np.float32), len(data)
        data += (table.view(np.uint32) >> 16).astype("<u2").tobytes()
        about[name] = {"dtype": "BF16", "shape": list(table.shape), "data_offsets": [start, len(data)]}
    header = json.dumps(about).encode()
    return len(header).to_bytes(8, "little") + header + data


def json_lines():
    return "\n".join(json.dumps({"user": name, "x": x, "y": y}) for name, x, y in ROWS) + "\n"


HEADS = np.array(VALUES)
GOOD = {
    "commas.csv": text(),
    "crlf.csv": text(end="\r\n"),
    "bom.csv": b"\xef\xbb\xbf" + text().encode(),
    "blank.csv": text() + "\n\n",
    "quoted.csv": text().replace("ann", '"ann"'),
    "index.csv": ",user,x,y\n" + "\n".join(f"{i},{n},{x},{y}" for i, (n, x, y) in enumerate(ROWS)),
    "tabs.tsv": text("\t"),
    "semicolons.csv": text(";", comma=True),
    "bars.dat": text("|"),
    "spaces.dat": text(" "),
    "packed.csv.gz": packed("gz"),
    "packed.csv.zst": packed("zst"),
    "packed.zip": packed("zip"),
    "lines.jsonl": json_lines(),
    "lines.ndjson.gz": gzip.compress(json_lines().encode()),
    "book.xlsx": sheet(),
    "table.parquet": parquet(),
    "table.feather": feather(),
    "array.npy": arrays("npy", heads=HEADS),
    "arrays.npz": arrays("npz", heads=HEADS, other=np.ones(3)),
    "tensor.safetensors": tensors(heads=HEADS.astype(np.float32)),
    "half.safetensors": tensors(heads=HEADS.astype(np.float16)),
    "brain.safetensors": brain(VALUES),
}


@pytest.mark.parametrize("name", GOOD)
def test_good_files_are_read(write, name):
    target = "packed.csv.zip" if name == "packed.zip" else name
    found = read_heads(write(target, GOOD[name]))
    assert found.values.tolist() == VALUES
    if name.endswith((".npy", ".npz", ".safetensors")):
        assert found.columns == ("x0", "x1")
    else:
        assert (found.users, found.columns) == (("ann", "bob", "cat"), ("x", "y"))


BROKEN = {
    "short.csv": ("user,x,y\nann,1\n", "2 cells"),
    "hole.csv": ("user,x\nann,\n", "missing"),
    "between.csv": ("user,x,y\nann,1,2\n\nbob,3,4\n", "blank line"),
    "mixed.csv": ("user;x\nann;0,5\nbob;0.5\n", "not a finite number"),
    "bytes.csv": (b"user,x\n\xff\xfe,1\n", "decode"),
    "empty.tsv": ("", "empty"),
    "twice.dat": ("user|x|x\nann|1|2\n", "twice"),
    "cut.csv.gz": (packed("gz")[:-9], "cannot be read"),
    "not.csv.zst": (b"plain text", "cannot be read"),
    "two.csv.zip": (b"PK\x03\x04", "cannot be read"),
    "bad.jsonl": ('{"user": "ann", "x": 1}\nnot json\n', "line 2"),
    "list.jsonl": ("[1, 2]\n", "an object"),
    "missing.jsonl": ('{"user": "ann", "x": 1}\n{"user": "bob"}\n', "line 2"),
    "bad.xlsx": (b"PK\x03\x04broken", "cannot be read"),
    "bad.parquet": (b"PAR1broken", ""),
    "bad.feather": (b"ARROW1broken", ""),
    "bad.npy": (b"\x93NUMPY\x01\x00", ""),
    "bad.npz": (b"PK\x03\x04", ""),
    "bad.safetensors": (b"\x10" + b"\0" * 7, "safetensors"),
    "cut.safetensors": (brain(VALUES)[:-1], ""),
    "heads.pickle": (b"\x80\x04.", "pickles run code"),
    "heads.xyz": (b"", "named columns"),
}


@pytest.mark.parametrize("name", BROKEN)
def test_broken_files_are_refused_in_one_line(write, name):
    content, words = BROKEN[name]
    refused(read_heads, write(name, content), words)


def test_enough_kinds():
    assert len(GOOD) >= 20 <= len(BROKEN)


def test_what_was_made_of_a_file_is_said(write):
    assert any("left out: an index" in note for note in read_heads(write("i.csv", GOOD["index.csv"])).notes)
    notes = read_heads(write("s.csv", GOOD["semicolons.csv"])).notes
    assert any("semicolons" in note for note in notes)
    assert any("decimal commas" in note for note in notes)
    weighted = "user,x,weights\n" + "\n".join(f"u{i},{i % 3}.5,{i}" for i in range(8))
    found = read_heads(write("w.csv", weighted))
    assert found.columns == ("x",)
    assert any("weight" in note for note in found.notes)
    assert read_heads(write("w.csv", weighted), columns=("x", "weights")).columns == ("x", "weights")
    counted = "user,x,line\n" + "\n".join(f"u{i},{i % 3}.5,{i + 4}" for i in range(8))
    assert any("counts the rows" in note for note in read_heads(write("c.csv", counted)).notes)


def test_several_tensors_are_named_and_chosen(write):
    path = write("model.safetensors", tensors(heads_a=HEADS, bias=np.ones(4)))
    refused(read_heads, path, "bias (4,)", "heads_a (3, 2)", "--array")
    assert read_heads(path, array="heads_a").values.tolist() == VALUES
    refused(lambda p: read_heads(p, array="none"), path, "several tensors")


def tables():
    import pandas
    import polars

    columns = {name: list(cells) for name, cells in zip(("user", "x", "y"), zip(*ROWS, strict=True), strict=True)}
    return {
        "numpy": HEADS, "lists": VALUES, "pandas": pandas.DataFrame(columns), "polars": polars.DataFrame(columns),
        "arrow": arrow(), "dictionary": columns,
    }  # fmt: skip


@pytest.mark.parametrize("kind", ["numpy", "lists", "pandas", "polars", "arrow", "dictionary"])
def test_tables_in_memory(kind):
    pytest.importorskip(kind if kind in {"pandas", "polars"} else "numpy")
    assert read_heads(tables()[kind]).values.tolist() == VALUES


def test_other_objects_are_refused():
    from theory.errors import InputError

    for bad in (object(), [[1], [1, 2]], {"a": [1], "b": [1, 2]}):
        with pytest.raises(InputError):
            read_heads(bad)


PAIRS = "user,chosen_price,chosen_size,rejected_price,rejected_size\nann,1,2,3,4\nann,2,2,1,0\nbob,0,1,1,1\n"


def test_pairs_with_features_in_columns(write):
    found = read_choices(write("p.csv", PAIRS))
    assert (found.columns, len(found.owner), found.users) == (("price", "size"), 3, ("ann", "bob"))
    assert found.values[found.chosen].tolist() == [[1, 2], [2, 2], [0, 1]]


def test_pairs_with_features_in_a_second_table(write):
    pairs = write("p.csv", "user,chosen,rejected\nann,a,b\nbob,b,c\n")
    features = write("f.csv", "response,price\na,1\nb,2\nc,5\n")
    found = read_choices(pairs, features=features)
    assert found.values.tolist() == [[1], [2], [2], [5]]
    refused(read_choices, pairs, "--features")
    refused(lambda p: read_choices(p, features=features), write("q.csv", "user,chosen,rejected\nann,a,z\n"), "'z'")


def test_a_preference_log_in_json_lines(write):
    log = [
        {"user": "ann", "prompt": "hi", "chosen": {"helpful": 1.5, "long": 2}, "rejected": {"helpful": 1, "long": 3}},
        {"user": "bob", "prompt": "yo", "chosen": {"helpful": 0, "long": 0}, "rejected": {"helpful": 1, "long": 1}},
    ]
    found = read_choices(write("log.jsonl", "\n".join(map(json.dumps, log))))
    assert (found.columns, found.users, len(found.owner)) == (("helpful", "long"), ("ann", "bob"), 2)
    vectors = [{"user": "ann", "chosen": [1, 2], "rejected": [3, 4]}]
    assert read_choices(write("v.jsonl", json.dumps(vectors[0]))).columns == ("0", "1")
    texts = json.dumps({"user": "ann", "chosen": "yes, sir", "rejected": "no"})
    refused(read_choices, write("t.jsonl", texts), "pairs need features")


CONTESTS = """judge,model_a,model_b,winner,x_a,x_b
ann,m,n,model_a,1,2
ann,n,m,tie (bothbad),2,1
bob,n,m,b,2,1
bob,m,n,tie,1,2
bob,m,n,n,1,2
"""


def test_contests_of_an_arena(write):
    found = read_choices(write("arena.csv", CONTESTS))
    assert (found.users, found.columns, len(found.owner)) == (("ann", "bob"), ("x",), 3)
    assert found.values[found.chosen].ravel().tolist() == [1, 1, 2]
    assert "2 ties give no choice" in " ".join(found.notes)
    assert "column judge names the users" in found.notes


def test_contests_with_features_in_a_second_table(write):
    lines = [
        {"user": u, "model_a": "m", "model_b": "n", "winner": w, "conversation_a": "hello", "conversation_b": "bye"}
        for u, w in (("ann", "model_b"), ("bob", "model_a"), ("bob", "tie"))
    ]
    log = write("arena.jsonl", "\n".join(map(json.dumps, lines)))
    found = read_choices(log, features={"response": ["m", "n"], "length": [3, 5]})
    assert (found.users, found.columns) == (("ann", "bob"), ("length",))
    assert found.values[found.chosen].ravel().tolist() == [5, 3]
    refused(read_choices, log, "pairs need features")


def test_a_winner_that_nobody_is(write):
    path = write("arena.csv", CONTESTS.replace("tie,", "draw,"))
    refused(read_choices, path, "line 5", "'winner'", "model_a, model_b or tie", "'draw'")


def test_a_wide_table(write):
    content = "user,task,price_a,price_b,chosen\nann,0,1,2,a\nann,1,3,1,b\nbob,0,5,5.5,a\n"
    found = read_choices(write("w.csv", content))
    assert (found.columns, len(found.owner)) == (("price",), 3)
    assert found.values[found.chosen].ravel().tolist() == [1, 1, 5]


def test_ranks_ratings_and_ties(write):
    content = "user,task,place,x\nann,0,2,20\nann,0,1,10\nann,0,3,30\nbob,0,1,1\nbob,0,1,2\nbob,0,2,3\nbob,0,3,4\n"
    found = read_choices(write("r.csv", content), order=("ranks", "place"))
    sets = [found.values[rows].ravel().tolist() for rows in found.tasks()]
    assert sorted(map(sorted, sets)) == [[3, 4], [10, 20, 30], [20, 30]]
    assert found.values[found.chosen].ravel().tolist() == [10, 20, 3]
    assert "1 shared places" in " ".join(found.notes)
    rated = read_choices(write("s.csv", content), order=("ratings", "place"))
    assert rated.values[rated.chosen].ravel().tolist() == [30, 20, 4, 3]
    tied = write("t.csv", "user,task,place,x\na,0,1,1\na,0,1,2\n")
    refused(lambda p: read_choices(p, order=("ranks", "place")), tied, "nothing")


@pytest.mark.parametrize("words", [("TRUE", "FALSE"), ("yes", "no"), ("1", "0")])
def test_words_for_one_and_zero(write, words):
    yes, no = words
    found = read_choices(write("c.csv", f"user,task,chosen,x\nann,0,{yes},1\nann,0,{no},2\n"))
    assert found.chosen.tolist() == [0]


def test_each_tensor_of_brain_floats_is_its_own(write):
    path = write("two.safetensors", brain(VALUES, [[0.25, 4.0]]))
    assert read_heads(path).values.tolist() == VALUES
    assert read_heads(path, array="more").values.tolist() == [[0.25, 4.0]]


def test_the_first_sheet_is_read(write):
    import openpyxl

    book, buffer = openpyxl.Workbook(), io.BytesIO()
    for row in [("user", "x"), ("ann", 0.5), ("bob", 1.5)]:
        book.active.append(row)
    book.create_sheet("later").append(("nothing", "here"))
    book.save(buffer)
    found = read_heads(write("b.xlsx", buffer.getvalue()))
    assert (found.users, found.values.tolist()) == (("ann", "bob"), [[0.5], [1.5]])
    assert "the first of 2 sheets is read" in found.notes


def test_the_index_of_a_data_frame_is_left_out_of_a_sheet_and_of_parquet(write):
    """As pandas writes them."""
    import pandas as pd

    frame = pd.DataFrame({"user": ["ann", "bob"], "x": [0.5, 1.5]}, index=[7, 3])
    for name, save in (("b.xlsx", frame.to_excel), ("b.parquet", frame.to_parquet)):
        buffer = io.BytesIO()
        save(buffer)
        found = read_heads(write(name, buffer.getvalue()))
        assert (found.users, found.columns, found.values.tolist()) == (("ann", "bob"), ("x",), [[0.5], [1.5]])
        assert any("index" in note and "left out" in note for note in found.notes)


def test_a_column_of_answers_is_no_alternative(write):
    """``x_pick`` is named like the feature x of an alternative ``pick``."""
    content = "user,task,x_a,x_b,x_pick\nann,0,1,2,a\nann,1,3,1,b\n"
    found = read_choices(write("w.csv", content), chosen="x_pick")
    assert [found.values[rows].ravel().tolist() for rows in found.tasks()] == [[1, 2], [3, 1]]


def test_only_a_column_that_counts_every_row_is_a_row_number(write):
    rows = "\n".join(f"u{i},{i % 3}.5,{number}" for i, number in enumerate([1, 2, 3, 5, 6, 7]))
    assert read_heads(write("c.csv", f"user,x,age\n{rows}\n")).columns == ("x", "age")
