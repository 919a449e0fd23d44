import json

import numpy as np
import pytest
from click.testing import CliRunner
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from checks.commands.audit import command
from checks.runtime.declared import command_of
from theory.errors import InputError

app = command_of("audit", command, ())


def run(*arguments):
    return CliRunner().invoke(app, [str(a) for a in arguments], standalone_mode=False)


def status(result):
    """The exit status the program ends with; anything but bad input in one line is a failure."""
    if isinstance(result.exception, InputError):
        assert "\n" not in str(result.exception)
        assert str(result.exception).isprintable()
        return 2
    if result.exception is not None and not isinstance(result.exception, SystemExit):
        raise result.exception
    return result.return_value if result.exit_code == 0 else result.exit_code


@pytest.fixture
def heads(tmp_path):
    path = tmp_path / "h.csv"
    path.write_text("user,a,b\nann,1,2\nbob,2,1\neve,1,1\n")
    return path


def test_a_table_for_people_and_a_document_for_programs(heads, tmp_path):
    assert "diverse on the numbers as given" in run(heads).stdout
    found = json.loads(run(heads, "--json", "-").stdout)
    assert (found["format"], found["verdict"]) == ("user-diversity/audit/1", "diverse as given")
    assert status(run(heads, "--json", tmp_path / "out.json", "--plots", tmp_path / "plots")) == 0
    assert json.loads((tmp_path / "out.json").read_text()) == found
    assert (tmp_path / "plots" / "spectrum.svg").is_file()


def test_exit_statuses(heads, tmp_path):
    assert status(run(heads)) == 0
    assert status(run(heads, "--centre-rows")) == 1
    assert status(run(heads, "--require", "spanning")) == 0
    assert status(run(heads, "--require", "diverse")) == 1
    assert status(run(heads, "--require", "signal:1")) == 1
    assert status(run(heads, "--require", "covered")) == 1
    assert status(run(heads, "--against", heads, "--require", "covered")) == 0
    assert status(run(heads, "--require", "nonsense")) == 2
    assert status(run(heads, "--case", "d3code")) == 2
    assert status(run()) == 2
    assert status(run("--case", "nowhere")) == 2
    assert status(run("--case", "seattle", "--confidence", "1")) == 2
    assert status(run(tmp_path / "none.csv")) == 2


def test_noise_decides(heads, tmp_path):
    errors = tmp_path / "s.csv"
    errors.write_text("user,a,b\nann,.001,.001\nbob,.001,.001\neve,.001,.001\n")
    assert status(run(heads, "--standard-errors", errors, "--require", "diverse", "--require", "signal:2")) == 0
    errors.write_text("user,a,b\nann,9,9\nbob,9,9\neve,9,9\n")
    assert status(run(heads, "--standard-errors", errors, "--require", "diverse")) == 1
    assert status(run(heads, "--standard-errors", errors, "--centre-rows")) == 2


def test_every_option_of_heads(heads, tmp_path):
    (tmp_path / "f.csv").write_text("response,a,b\nx,0,0\ny,1,0\nz,0,1\n")
    np.save(tmp_path / "c.npy", 0.01 * np.eye(2))
    result = run(
        heads,
        "--features",
        tmp_path / "f.csv",
        "--covariances",
        tmp_path / "c.npy",
        "--candidates",
        heads,
        "--json",
        "-",
    )
    found = json.loads(result.stdout)
    assert len(found["recruiting"]["picks"]) == 2
    assert len(found["audiences"]["responses"]) == 3
    assert found["dimensions"]["certified"] is not None


def test_choices(tmp_path):
    """Everybody takes each alternative in half of their tasks, so that on x alone every head is exactly 0."""
    rows = [
        f"u{u},{t},{int(a == (u + t) % 2)},{a},{t % 3 * a},car{a}" for u in range(9) for t in range(6) for a in range(2)
    ]
    path = tmp_path / "c.csv"
    path.write_text("\n".join(["who,task,chosen,x,y,car", *rows]))
    found = json.loads(run("--choices", path, "--user", "who", "--label", "car", "--json", "-").stdout)
    assert found["dimensions"]["relevant"] == 2
    assert {a["response"] for a in found["audiences"]["responses"]} == {"car0", "car1"}
    assert status(run("--choices", path)) == 2
    assert status(run("--choices", path, "--user", "who", "--columns", "x")) == 0
    assert status(run("--choices", path, "--user", "who", "--columns", "x", "--against", path)) == 0


def test_a_big_file_is_streamed(tmp_path, monkeypatch):
    monkeypatch.setattr("checks.audit.run.STREAMED_BYTES", 100)
    np.save(tmp_path / "h.npy", np.random.default_rng(0).standard_normal((100, 3)))
    assert json.loads(run(tmp_path / "h.npy", "--json", "-").stdout)["population"]["users"] == 100
    assert status(run(tmp_path / "h.npy", "--centre-rows")) == 2


def test_a_page_is_written(heads, tmp_path):
    page = tmp_path / "audit.html"
    assert status(run(heads, "--html", page, "--candidates", heads)) == 0
    text = page.read_text(encoding="utf-8")
    for words in ("diverse on the numbers as given", "What it does not say", "--standard-errors", "Recruiting"):
        assert words.lower() in text.lower(), words
    heads.write_text("user,<b>,b\nann,1,2\nbob,2,1\n")
    run(heads, "--html", page)
    assert "<b>" not in page.read_text(encoding="utf-8")


def test_a_second_table_tells_the_noise(heads, tmp_path):
    rng = np.random.default_rng(0)
    truth, names = rng.standard_normal((60, 2)) * [5, 0], [f"u{i}" for i in range(60)]
    for path in ("a.csv", "b.csv"):
        noisy = truth + 0.1 * rng.standard_normal((60, 2))
        rows = [f"{name},{x},{y}" for name, (x, y) in zip(names, noisy, strict=True)]
        (tmp_path / path).write_text("\n".join(["user,x,y", *rows]))
    found = json.loads(run(tmp_path / "a.csv", "--replicate", tmp_path / "b.csv", "--json", "-").stdout)
    assert (found["signal"]["method"], found["dimensions"]["certified"]) == ("replicated", 1)
    assert status(run(heads, "--replicate", tmp_path / "b.csv")) == 2
    both = ("--replicate", tmp_path / "b.csv", "--standard-errors", tmp_path / "b.csv")
    assert status(run(tmp_path / "a.csv", *both)) == 2


def test_votes_are_audited_like_the_shipped_conversation(tmp_path):
    """The shipped conversation as it is kept, which is what is computed (`tests.checks.report.kept.test_documents`)."""
    from checks.data import FOLDER
    from checks.report.kept.documents import kept

    path = FOLDER / "polis" / "15-per-hour-seattle" / "participants-votes.csv"
    found = json.loads(run("--votes", path, "--json", "-").stdout)
    assert found["dimensions"] == kept("seattle")["dimensions"]
    (tmp_path / "v.csv").write_text("participant,1,2\na,1,-1\n")
    assert status(run("--votes", tmp_path / "v.csv")) == 2
    (tmp_path / "v.csv").write_text("participant,1,2\na,7,-1\n")
    assert status(run("--votes", tmp_path / "v.csv")) == 2


def test_three_paths_of_new_users(tmp_path):
    from safetensors.numpy import save_file

    from checks import audit_heads

    table = np.random.default_rng(0).standard_normal((30, 3)).astype(np.float32)
    save_file({"user_heads": table, "bias": table[0]}, tmp_path / "model.safetensors")
    assert status(run(tmp_path / "model.safetensors")) == 2
    assert "3 of 3" in run(tmp_path / "model.safetensors", "--array", "user_heads").stdout
    rows = [{"user": f"u{i % 5}", "chosen": [i % 3, 1], "rejected": [1, i % 2]} for i in range(40)]
    (tmp_path / "log.jsonl").write_text("\n".join(map(json.dumps, rows)))
    assert "undecided" in run("--choices", tmp_path / "log.jsonl").stdout
    assert audit_heads(table).verdict == "diverse as given"


@pytest.mark.parametrize(
    ("what", "options"),
    [
        ("HEADS", [("--label", "x"), ("--ranks", "x")]),
        ("--choices", [("--standard-errors", "f"), ("--array", "a"), ("--centre-rows",)]),
        ("--votes", [("--replicate", "f"), ("--ratings", "x"), ("--candidates", "f"), ("--columns", "1")]),
        ("--case", [("--against", "f"), ("--columns", "x"), ("--centre-rows",), ("--covariances", "f")]),
    ],
)
def test_an_option_that_says_nothing_of_what_is_audited_is_refused(what, options):
    for option in options:
        result = run(*(["h.csv"] if what == "HEADS" else [what, "d3code"]), *option)
        assert status(result) == 2
        assert str(result.exception) == f"{option[0]}: does not go with {what}"


def test_a_table_of_features_goes_with_pairs_alone(tmp_path):
    (tmp_path / "c.csv").write_text("user,task,chosen,x\nu,1,1,0\nu,1,0,1\n")
    (tmp_path / "f.csv").write_text("response,x\na,1\n")
    result = run("--choices", tmp_path / "c.csv", "--features", tmp_path / "f.csv")
    assert status(result) == 2 and "goes with pairs" in str(result.exception)


def test_the_data_are_reported_before_the_verdict(tmp_path):
    rows = [f"u{u},{t},{int(a == 0)},{a},{t},{a * (u == 0)}" for u in range(6) for t in range(6) for a in range(2)]
    (tmp_path / "c.csv").write_text("\n".join(["user,task,chosen,x,constant,rare", *rows]))
    result = run("--choices", tmp_path / "c.csv", "--json", "-")
    data = json.loads(result.stdout)["data"]
    assert data["constant_within_tasks"] == ["constant"]
    assert data["informing"] == {"x": 2, "constant": 0, "rare": 1}
    assert (data["identical_answer_blocks"], data["straight_liners"]) == (4, 6)
    assert data["tasks_a_user"] == {"0": 6.0, "25": 6.0, "50": 6.0, "75": 6.0, "100": 6.0}
    shown = run("--choices", tmp_path / "c.csv").stdout
    assert shown.index("tasks a user") < shown.index("undecided")


cells = st.one_of(
    st.sampled_from(
        ["", "1", "0", "-2.5", "nan", "inf", "1e308", "1e-300", "1e400", "x", "ann", '"', '"a,b"', "\x00", "\x1b[0m"]
    ),
    st.text(max_size=6),
)
tables = st.lists(st.lists(cells, min_size=1, max_size=4), min_size=1, max_size=6)


def text(rows, header):
    return "\n".join([header, *(",".join(row) for row in rows)])


@settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(tables, st.sampled_from(["user,a,b", "user,a", "a,b,c", "user,task,chosen,x", "response,a", "", "a,a", "user"]))
@pytest.mark.slow
def test_any_table_of_heads_ends_in_one_line_or_a_verdict(tmp_path, rows, header):
    path = tmp_path / "h.csv"
    path.write_text(text(rows, header), encoding="utf-8", errors="replace")
    assert status(run(path)) in {0, 1, 2}


@settings(max_examples=100, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    st.lists(st.tuples(st.sampled_from("ab"), st.sampled_from("12"), st.sampled_from("01"), cells, cells), max_size=10),
    st.sampled_from(["user,task,chosen,x,y", "user,task,chosen,x,x"]),
)
@pytest.mark.slow
def test_any_table_of_choices_ends_in_one_line_or_a_verdict(tmp_path, rows, header):
    path = tmp_path / "c.csv"
    path.write_text(text(rows, header), encoding="utf-8", errors="replace")
    assert status(run("--choices", path)) in {0, 1, 2}


extreme = st.sampled_from([0.0, 1.0, -1.0, 1e-300, 1e300, 5e-324, 1.7e308, 0.1, 3.0])


@settings(max_examples=80, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.integers(1, 3).flatmap(lambda k: st.lists(st.lists(extreme, min_size=k, max_size=k), min_size=1, max_size=5)))
def test_numbers_at_the_edge_of_the_floats(tmp_path, rows):
    np.save(tmp_path / "h.npy", np.array(rows))
    assert status(run(tmp_path / "h.npy", "--json", "-")) in {0, 1, 2}


@settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    st.binary(max_size=200),
    st.sampled_from(["npy", "npz", "safetensors", "parquet", "csv", "csv.gz", "tsv"]),
    st.booleans(),
)
@pytest.mark.slow
def test_any_bytes_end_in_one_line(tmp_path, content, kind, magic):
    starts = {"npy": b"\x93NUMPY\x01\x00", "npz": b"PK\x03\x04", "safetensors": b"\x10" + b"\0" * 7, "parquet": b"PAR1",
              "csv": b"user,a\n", "csv.gz": b"\x1f\x8b\x08\x00", "tsv": b"a\tb\n"}  # fmt: skip
    path = tmp_path / f"h.{kind}"
    path.write_bytes((starts[kind] if magic else b"") + content)
    assert status(run(path)) in {0, 1, 2}


def write_choices(path):
    rng = np.random.default_rng(3)
    rows = ["user,task,chosen,a,b"]
    for user, task in np.ndindex(30, 12):
        traits = rng.integers(-2, 3, (2, 2))
        chosen = int(traits[1].sum() > traits[0].sum())
        rows += [f"u{user},{task},{int(y == chosen)},{traits[y, 0]},{traits[y, 1]}" for y in range(2)]
    path.write_text("\n".join(rows) + "\n")
    return path


def test_out_of_budget_is_status_three_and_says_what_is_certain(heads, tmp_path, monkeypatch):
    from checks.audit import verdict
    from checks.audit.running import session

    choices = write_choices(tmp_path / "c.csv")
    result = run("--choices", choices, "--budget", "1e-9", "--json", "-")
    assert status(result) == 3
    assert json.loads(result.stdout)["verdict"] is None
    assert "out of time while" in result.stderr
    assert "certain: nothing yet" in result.stderr

    spent = session.OutOfTimeError("counting")
    monkeypatch.setattr(verdict.recruiting, "escapes", lambda *_: (_ for _ in ()).throw(spent))
    for wanted, arguments in {"undecided": [heads], "not diverse": [heads, "--centre-rows"]}.items():
        result = run(*arguments, "--budget", "1000", "--json", "-")
        assert status(result) == 3
        found = json.loads(result.stdout)
        assert found["verdict"] == wanted
        assert found["dimensions"]["relevant"] == 2
        assert "the heads span" in result.stderr


def test_an_interrupt_is_status_three_and_says_what_is_certain(heads, monkeypatch):
    from checks.audit import verdict

    def interrupted(*_):
        raise KeyboardInterrupt

    monkeypatch.setattr(verdict.recruiting, "escapes", interrupted)
    result = run(heads, "--centre-rows", "--json", "-")
    assert status(result) == 3
    assert json.loads(result.stdout)["verdict"] == "not diverse"
    assert result.stderr.startswith("user-diversity: interrupted while ")
    assert result.stderr.endswith("certain: as given, the heads span 1 of 2 relevant dimensions\n")


def test_rewards_with_bounded_gaps_are_decided(heads, tmp_path):
    found = json.loads(run(heads, "--box", "3/2", "--json", "-").stdout)["bounded_gaps"]
    assert found["decision"] == "logarithmic at best" and found["decision_with_recruits"] == "bounded"
    assert "this stays hidden" in run(heads, "--box", "2.5").stdout
    assert "bounded gaps" not in run(heads).stdout
    assert status(run(heads, "--box", "1", "--require", "bounded")) == 1
    (tmp_path / "all.csv").write_text("user,a,b\nann,1,0\nbob,-1,0\neve,0,1\ndan,0,-1\n")
    assert status(run(tmp_path / "all.csv", "--box", "1", "--require", "bounded")) == 0
    (tmp_path / "f.csv").write_text("response,a,b\nx,0,0\ny,1,0\nz,0,1\n")
    told = run(heads, "--features", tmp_path / "f.csv", "--box", "data", "--baseline", "y", "--json", "-")
    assert json.loads(told.stdout)["bounded_gaps"]["baseline"] == "y"
    assert status(run(heads, "--box", "1", "--evidence", tmp_path / "pair.json")) == 0
    assert "hidden" in json.loads((tmp_path / "pair.json").read_text())["rewards"]
    for words in (
        ["--box", "0"],
        ["--evidence", "x.json"],
        ["--box", "data"],
        ["--baseline", "x"],
        ["--box", "1", "--baseline", "x"],
    ):
        assert status(run(heads, *words)) == 2
    assert status(run("--case", "seattle", "--box", "1")) == 2
