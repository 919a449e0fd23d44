"""The mutation job: what it leaves alone, how it counts, and that it notices both good and idle tests."""

from __future__ import annotations

from pathlib import Path

import pytest

from checks.bench.robustness import mutation
from checks.bench.robustness.mutants_in_forks import LATE, sample
from checks.bench.robustness.mutation import TARGETS, Outcome, annotated

pytestmark = pytest.mark.slow

SMALL = """
from __future__ import annotations


def larger(x: int | None, y: int) -> int | None:
    if x > y:
        return x
    return y


def nothing(x: int) -> int:
    while x:
        x -= 1
    return x
"""
NOTICES = "from small import *\ndef test(): assert (larger(1, 2), larger(2, 1), nothing(3)) == (2, 2, 0)\n"


def test_annotations_are_left_alone() -> None:
    lines = SMALL.splitlines()
    found = {lines[row - 1][column:end] for (row, column), (_, end) in annotated(SMALL)}
    assert found == {"int | None", "int"}
    assert len(annotated(SMALL)) == 5


def test_the_count_is_of_what_the_tests_noticed() -> None:
    killed = {"test_outcome": "killed", "output": "", "diff": "a"}
    late = {**killed, "output": LATE}
    survived = {"test_outcome": "survived", "output": "", "diff": "b"}
    found = mutation._counted([killed, survived, late, killed])
    assert found == Outcome(4, 3, 1, 4, ("b",))
    assert str(found) == "3 of 4 killed (75.0 %), 1 by time"
    sample = mutation._counted([killed, None, survived])
    assert sample == Outcome(2, 1, 0, 3, ("b",))
    assert str(sample) == "1 of 2 killed (50.0 %), 0 by time, a random sample of 3"


def test_a_seed_names_a_sample() -> None:
    """Whatever order the mutants come in, and no more of them than there are."""

    class Item:
        def __init__(self, name: str) -> None:
            self.mutations = name

    items = [Item(f"{i:03}") for i in range(50)]
    drawn = [item.mutations for item in sample(items, 10, 4)]
    assert [item.mutations for item in sample(items[::-1], 10, 4)] == drawn
    assert len(set(drawn)) == 10 and [item.mutations for item in sample(items, 10, 5)] != drawn
    assert len(sample(items, 99, 4)) == 50


def test_sources_and_tests_are_there() -> None:
    for target in TARGETS.values():
        for source, tests in target.items():
            assert (mutation.ROOT / source).is_file()
            assert (mutation.ROOT / tests).is_file()


def test_what_is_measured_is_written_down(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    kept = []
    monkeypatch.setattr(mutation, "measure", lambda target, most, seed: Outcome(10, 9, 0, 10, ("-x\n+y",)))
    monkeypatch.setattr(mutation, "record", lambda name, figure: kept.append((name, figure.figure)))
    mutation.main(["bounds", "--survivors"])
    assert capsys.readouterr().out == "bounds: 9 of 10 killed (90.0 %), 0 by time\n-x\n+y\n"
    mutation.main(["--record"])
    assert kept == [(f"mutation_{name}", "9 of 10 killed (90.0 %), 0 by time") for name in TARGETS]


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    pytest.importorskip("cosmic_ray")
    (tmp_path / "small.py").write_text(SMALL)
    return tmp_path


def test_mutants_are_killed_by_tests_that_notice_and_by_no_others(folder: Path) -> None:
    (folder / "test_small.py").write_text(NOTICES)
    found = mutation.run(folder, {"small.py": "test_small.py"})
    assert (found.total, found.killed, found.late) == (9, 8, 2)
    assert [line for diff in found.survivors for line in diff.splitlines() if line.startswith("+ ")] == [
        "+    if x >= y:"
    ]
    assert (folder / "small.py").read_text() == SMALL


def test_tests_that_fail_without_a_mutant_measure_nothing(folder: Path) -> None:
    (folder / "test_small.py").write_text("def test(): assert False\n")
    with pytest.raises(RuntimeError, match="as they are"):
        mutation.run(folder, {"small.py": "test_small.py"})
