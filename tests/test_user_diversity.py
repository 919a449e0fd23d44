"""The library's front door."""

from __future__ import annotations

import json
import os
import subprocess
import sys
import tomllib
from collections.abc import Callable
from fractions import Fraction
from pathlib import Path

import numpy as np
import pytest

import user_diversity as ud
from checks.cli import run
from theory.errors import InputError

INSTANCE = ud.Instance.from_arrays(
    {"a": [[0, 1], [1, 0]], "b": [[1, 0], [1, 0]]}, comparators="y0", truth="a", name="two users"
)


def test_dir_lists_exactly_the_public_names() -> None:
    assert dir(ud) == sorted(ud.__all__)
    assert all(
        getattr(ud, name) is not None and f"`{name}`" in (ud.__doc__ or "") for name in ud.__all__ if name[0] != "_"
    )
    with pytest.raises(AttributeError):
        ud.nonsense  # noqa: B018


def test_the_command_and_the_function_agree(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    from theory import dumps

    (tmp_path / "i.json").write_text(dumps(INSTANCE))
    for line, document in (
        (["check"], ud.check(INSTANCE)),
        (["exact", "--horizon", "3"], ud.exact(INSTANCE, horizon=3)),
        (["simulate", "--horizon", "9", "--runs", "5"], ud.simulate(INSTANCE, horizon=9, runs=5)),
        (["counterexample"], ud.counterexample(instance=INSTANCE)),
    ):
        run([line[0], str(tmp_path / "i.json"), *line[1:], "--json"])
        assert json.loads(capsys.readouterr().out) == json.loads(json.dumps(document))
    assert ud.load(tmp_path / "i.json") == INSTANCE


def test_a_learner_of_ones_own_is_played_by_both() -> None:
    class Cautious:
        def plan(self, history, t):  # type: ignore[no-untyped-def]
            return [[0.5, 0.5] if t == 1 else row for row in history.policy(history.leader)]

    low, high = map(float, ud.exact(INSTANCE, Cautious, horizon=3)["regret"])
    found = ud.simulate(INSTANCE, Cautious(), horizon=3, runs=400, confidence=1 - 1e-11)["regret"]["interval"]
    assert 0 < low <= high and found[0] <= high and low <= found[1]


@pytest.mark.parametrize(
    ("place", "call"),
    [
        ("instance", lambda: ud.check("pair.json")),
        ("instance", lambda: ud.exact(None)),
        ("instance", lambda: ud.counterexample(instance="pair.json")),
        ("max_pairs", lambda: ud.check(INSTANCE, max_pairs=-1)),
        ("horizon", lambda: ud.exact(INSTANCE, horizon=-1)),
        ("horizon", lambda: ud.exact(INSTANCE, horizon=1.5)),
        ("horizon", lambda: ud.exact(INSTANCE, horizon="inf")),
        ("tolerance", lambda: ud.exact(INSTANCE, horizon=None, tolerance=0)),
        ("horizon", lambda: ud.simulate(INSTANCE, horizon=0)),
        ("runs", lambda: ud.simulate(INSTANCE, runs=0)),
        ("seed", lambda: ud.simulate(INSTANCE, seed=-1)),
        ("confidence", lambda: ud.simulate(INSTANCE, confidence=1)),
        ("confidence", lambda: ud.simulate(INSTANCE, confidence=float("nan"))),
        ("confidence", lambda: ud.audit([[1, 0], [0, 1]], confidence=99)),
        ("seed", lambda: ud.counterexample("T6", "H3", seed=True)),
    ],
)
def test_arguments_out_of_range_are_refused_by_name(place: str, call: Callable[[], object]) -> None:
    with pytest.raises(ud.InputError) as caught:
        call()
    assert caught.value.place == place


@pytest.mark.parametrize("kind", [Fraction, np.float32, np.float64])
def test_fractions_and_numpy_floats_are_numbers(kind: Callable[[float], float]) -> None:
    half = kind(0.5)
    assert ud.exact(INSTANCE, "greedy", horizon=2, tolerance=half)["format"] == "user-diversity/exact/1"
    found = ud.simulate(INSTANCE, "greedy", horizon=2, runs=3, confidence=half)
    assert json.loads(json.dumps(found))["confidence"] == 0.5
    assert ud.audit([[1, 0], [0, 1]], confidence=half).verdict == "diverse as given"


def test_bad_calls_say_what_is_missing() -> None:
    for call in (lambda: ud.counterexample(), lambda: ud.counterexample("T6", "H99"), lambda: ud.exact(INSTANCE, 3)):
        with pytest.raises(InputError):
            call()


def test_documents_show_as_tables() -> None:
    assert "<th>regime</th>" in ud.check(INSTANCE)._repr_html_()
    assert "&lt;b&gt;" in ud.Document({"x": "<b>"})._repr_html_()


def test_importing_loads_nothing_heavy() -> None:
    code = "import sys, user_diversity; print(sorted({'sympy', 'numpy', 'flint', 'click'} & set(sys.modules)))"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"


def test_audit_reads_what_is_in_memory() -> None:
    numpy, pandas = pytest.importorskip("numpy"), pytest.importorskip("pandas")
    rows, columns = [[1, 0], [0, 1]], {"price": [1, 0], "range": [0, 1]}
    for heads in (rows, numpy.array(rows), columns, pandas.DataFrame(columns)):
        assert ud.audit(heads).verdict == "diverse as given"
    assert ud.audit([[1, 0], [2, 0]]).verdict != "diverse as given"
    assert ud.audit(rows, against=[[1, 1]]).coverage == "covered as given"
    assert ud.audit([[1, 0], [2, 0]], against=[[1, 1]]).coverage != "covered as given"
    assert ud.audit([[1, 0], [2, 1]], features=[[0, 0], [1, 0], [3, 0]]).population.relevant == 1
    assert ud.audit([[1, 0], [2, 1]], standard_errors=[[9, 9], [9, 9]]).verdict == "undecided"


def test_every_public_function_and_class_has_an_example() -> None:
    without = [name for name in ud.__all__ if callable(getattr(ud, name)) and ">>>" not in getattr(ud, name).__doc__]
    assert without == []


USER = """import user_diversity as ud

instance: ud.Instance = ud.load("x.json")
reveal_type(instance)
reveal_type(ud.check(instance))
reveal_type(ud.learners)
ud.exact(instance, horizon="soon")
"""


def test_an_installed_copy_is_typed() -> None:
    """PEP 561: a package with the marker in it, and the packaging takes both."""
    assert ud.__file__ is not None
    root = Path(__file__).resolve().parents[1]
    setuptools = tomllib.loads((root / "pyproject.toml").read_text("utf-8"))["tool"]["setuptools"]
    assert (Path(ud.__file__).parent / "py.typed").is_file()
    assert setuptools["package-data"]["user_diversity"] == ["py.typed"]
    assert "user_diversity*" in setuptools["packages"]["find"]["include"]


def test_mypy_finds_the_types_from_a_file_of_a_user(tmp_path: Path) -> None:
    (tmp_path / "mine.py").write_text(USER)
    root = Path(__file__).resolve().parents[1]
    command = [sys.executable, "-m", "mypy", "--strict", "--follow-imports=silent", "mine.py"]
    environment = {**os.environ, "MYPYPATH": str(root)}
    done = subprocess.run(command, cwd=tmp_path, env=environment, capture_output=True, text=True)
    for told in ('"theory.instance.Instance"', '"user_diversity.Document"', '"tuple[str, ...]"'):
        assert told in done.stdout, done.stdout
    assert "arg-type" in done.stdout and "Found 1 error" in done.stdout
