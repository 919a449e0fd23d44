import pytest

from checks.bench.bench_counterexample import Run, figure, runs
from checks.refute.registry import named
from checks.refute.searching.observation import Dropped
from checks.refute.witnesses import path
from theory.files.instance_file import load

pytestmark = pytest.mark.slow


def test_runs_find_and_count():
    (first, second) = runs([named("T1", "D")], seeds=(1, 2))
    assert first.found and second.found and first.name == "T1-drop-D"
    assert (first.seed, second.seed) == (1, 2) and first.searched > 0


def test_what_finds_nothing_is_said():
    instance = load(path("T1-drop-D"))
    (run,) = runs([Dropped("T1", "D", lambda rng: instance, lambda instance: None)], seeds=(1,))
    assert not run.found and run.searched > 1000


def test_the_figure_counts_what_was_found():
    shown = figure([Run("a", 1, 5, 0.25, True), Run("a", 2, 9, 1.5, True), Run("b", 1, 2, 0.5, False)])
    assert shown == "2 of 3 found, for 2 hypotheses; the slowest in 1.5 s (a), at most 9 candidates (a)"
