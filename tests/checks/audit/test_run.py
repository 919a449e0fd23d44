"""From a file to an answer: columns are matched by name, big files are read in one pass with the same answer."""

import numpy as np
import pytest

from checks.audit import run
from checks.audit.reading.tables import make_heads
from checks.audit.run import audit_big, audit_choices, audit_heads, matched, streamed
from checks.bench.bench_signal import choices
from theory.errors import InputError


def test_columns_are_matched_by_their_names():
    table = make_heads(np.array([[1.0, 2.0, 3.0]]), columns=("a", "b", "c"))
    assert matched(table, ("c", "a", "b")).values.tolist() == [[3.0, 1.0, 2.0]]
    for columns in (("a", "b"), ("a", "b", "d")):
        with pytest.raises(InputError, match="is not in both tables") as error:
            matched(table, columns)
        assert "\n" not in str(error.value)


def test_whoever_adds_a_dimension_is_recruited_first():
    heads = make_heads(np.array([[1.0, 0, 0], [0, 1.0, 0]]), columns=("a", "b", "c"))
    pool = make_heads(np.array([[2.0, 0, 0], [1.0, 1, 0], [0, 0, 1.0]]), ("like", "between", "new"), ("a", "b", "c"))
    picks = audit_heads(heads, candidates=pool, picks=1).picks
    assert [pick.name for pick in picks] == ["new"]


@pytest.mark.parametrize("rank", [1, 2, 3])
def test_a_file_in_one_pass_has_the_answer_of_its_heads(tmp_path, rank):
    rng = np.random.default_rng(rank)
    values = rng.integers(-3, 4, (40, rank)) @ rng.integers(-3, 4, (rank, 3)).astype(float)
    np.save(tmp_path / "heads.npy", values)
    big, whole = audit_big(tmp_path / "heads.npy"), audit_heads(values)
    assert big.verdict == whole.verdict
    assert big.population.exact.rank == whole.population.exact.rank == np.linalg.matrix_rank(values)


def test_only_large_arrays_are_read_in_one_pass(tmp_path, monkeypatch):
    np.save(tmp_path / "heads.npy", np.eye(2))
    (tmp_path / "heads.csv").write_text("a,b\n1,0\n")
    assert not streamed(tmp_path / "heads.npy")
    monkeypatch.setattr(run, "STREAMED_BYTES", 1)
    assert streamed(tmp_path / "heads.npy")
    assert not streamed(tmp_path / "heads.csv") and not streamed(tmp_path / "none.npy")


def test_bad_input_is_named():
    with pytest.raises(InputError, match=r"big\.npy: too many heads"):
        audit_big("big.npy", np.zeros((2, 3, 3)))
    rng = np.random.default_rng(0)
    two, three = (choices(rng.standard_normal((4, size)), 3, rng) for size in (2, 3))
    with pytest.raises(InputError, match="where the target has"):
        audit_choices(two, three)
