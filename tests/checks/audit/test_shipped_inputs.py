"""The small inputs kept in ``files``, made after public reports, and their kinds."""

import json
import subprocess
import sys
from pathlib import Path

import pytest

from tests.checks.commands.test_audit import run, status

FILES = Path(__file__).parent / "files"


def document(*arguments):
    result = run(*arguments, "--json", "-")
    return status(result), json.loads(result.stdout)


def made(tmp_path, script, *arguments):
    subprocess.run([sys.executable, FILES / script, *map(str, arguments)], check=True, cwd=tmp_path)


def test_everybody_votes_the_same():
    code, found = document("--choices", FILES / "all_vote_the_same.csv")
    assert (code, found["verdict"], found["dimensions"]["certified"]) == (0, "undecided", 0)


def test_a_split_is_not_a_zero():
    code, found = document("--choices", FILES / "a_split_is_not_a_zero.csv")
    assert (code, found["verdict"], found["missing_directions"]) == (0, "undecided", [])


def test_one_task_each_is_unknown_and_says_why():
    code, found = document("--choices", FILES / "one_task_each.csv")
    assert (code, found["verdict"]) == (0, "undecided")
    assert found["strength"]["coefficient"] == {"value": None, "interval": [0.0, None]}
    assert "Nobody has two tasks" in " ".join(found["does_not_say"])


@pytest.mark.parametrize(("users", "tasks", "penalty"), [(100, 20, 0.01), (100, 20, 4), (100, 20, 100), (2000, 5, 4)])
@pytest.mark.slow
def test_one_line_of_heads_is_at_most_one_dimension(tmp_path, users, tasks, penalty):
    made(tmp_path, "one_line_of_heads.py", users, tasks, "choices.csv")
    code, found = document("--choices", tmp_path / "choices.csv", "--penalty", penalty)
    assert (code, found["verdict"]) == (0, "undecided")
    assert found["dimensions"]["certified"] <= 1


def test_rank_is_not_decided_on_rounding_errors(tmp_path):
    made(tmp_path, "low_rank_heads.py", "heads.npy", "heads.csv")
    for name in ("heads.npy", "heads.csv"):
        code, found = document(tmp_path / name)
        assert (code, found["verdict"]) == (0, "undecided")
        assert found["dimensions"] == {
            "relevant": 8, "exposed": 3, "exact": False, "at_rounding": 5, "certified": None
        }  # fmt: skip
        assert "exactly" not in found["says"][0]


def panels():
    """Panels that leave a fit nothing to stand on."""
    yield "one user", ["u,0,1,1,0", "u,0,0,0,1", "u,1,1,1,1", "u,1,0,0,0"]
    yield "one task", ["u,0,1,1,0", "u,0,0,0,1"]
    yield "one alternative", ["u,0,1,1,0", "u,1,1,0,1", "v,0,1,1,1", "v,1,1,1,0"]
    yield "identical profiles", [f"u{u},{t},{int(a == t % 2)},1,1" for u in range(3) for t in range(4) for a in (0, 1)]
    yield "separable", [f"u{u},{t},{a},{a},{a * t}" for u in range(6) for t in range(6) for a in (0, 1)]
    rare = [f"u{u},{t},{int(a == (u + t) % 2)},{a},{int(u == t == a == 0)}" for u in range(5) for t in range(5)
            for a in (0, 1)]  # fmt: skip
    yield "a rare attribute", rare
    yield "uneven", ["u,0,1,1,0", "u,0,0,0,1", *(f"v,{t},{int(a == t % 3 > 0)},{a},{t % 2}" for t in range(30)
                                                for a in (0, 1))]  # fmt: skip


@pytest.mark.parametrize(("name", "rows"), list(panels()), ids=[name for name, _ in panels()])
def test_every_panel_ends_in_a_verdict(tmp_path, name, rows):
    path = tmp_path / "c.csv"
    path.write_text("\n".join(["user,task,chosen,a,b", *rows]))
    result = run("--choices", path)
    assert status(result) in {0, 2}, name
    if status(result) == 0:
        assert "undecided" in result.stdout or "vacuous" in result.stdout


def test_a_table_written_by_a_data_frame_is_read():
    code, found = document("--choices", FILES / "written_by_a_data_frame.csv")
    assert (code, found["verdict"]) == (0, "undecided")
    assert found["population"]["coordinates"] == ["price", "range"]
    assert any("left out: an index" in note for note in found["data"]["notes"])


def test_a_spreadsheet_of_another_country_is_read():
    code, found = document(FILES / "semicolons_and_decimal_commas.csv")
    assert (code, found["verdict"], found["dimensions"]["exposed"]) == (0, "diverse as given", 2)
    assert found["data"]["notes"] == ["columns are separated by semicolons", "decimal commas are read as points"]
