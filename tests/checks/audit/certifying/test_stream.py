import numpy as np
import pytest

from checks.audit.certifying.exact_rank import exact_rank
from checks.audit.certifying.stream import blocks, moments
from checks.audit.reading.numbers import from_floats
from theory.errors import InputError


@pytest.mark.parametrize("dtype", [np.float16, np.float32, np.float64, ">f4", ">f8"])
def test_moments_are_those_of_the_table(tmp_path, dtype, monkeypatch):
    monkeypatch.setattr("checks.audit.certifying.stream.BLOCK_BYTES", 4096)
    values = np.random.default_rng(0).standard_normal((5000, 3)).astype(dtype)
    values[:, 2] = values[:, 0] * 2
    np.save(tmp_path / "h.npy", values)
    kept = moments(tmp_path / "h.npy")
    exact = values.astype(np.float64).T @ values.astype(np.float64)
    whole = exact_rank(from_floats(values))
    assert (kept.users, kept.columns, kept.rank.rank, kept.rank.nullspace) == (5000, 3, 2, whole.nullspace)
    scale = np.sqrt(np.outer(exact.diagonal(), exact.diagonal()))
    assert (np.abs(kept.gram - exact) <= kept.error * scale).all()
    assert sum(len(block) for block in blocks(str(tmp_path / "h.npy"))) == 5000


def test_double_precision_on_demand(tmp_path):
    values = np.random.default_rng(0).standard_normal((3000, 2)).astype(np.float32)
    np.save(tmp_path / "h.npy", values)
    kept = moments(tmp_path / "h.npy", double=True)
    wide = values.astype(np.float64)
    assert kept.error < 1e-11
    assert np.allclose(kept.gram, wide.T @ wide, rtol=1e-12)


@pytest.mark.parametrize("bad", [np.nan, np.inf, -np.inf])
@pytest.mark.parametrize("row", [0, 2999])
def test_one_bad_number_is_found_and_named(tmp_path, bad, row):
    values = np.ones((3000, 2), dtype=np.float32)
    values[row, 1] = bad
    np.save(tmp_path / "h.npy", values)
    with pytest.raises(InputError, match=f"row {row}, column 1"):
        moments(tmp_path / "h.npy")


def test_squares_that_overflow_in_single_precision_do_not_in_double(tmp_path):
    np.save(tmp_path / "h.npy", np.full((2000, 2), 1e30, dtype=np.float32))
    assert np.isfinite(moments(tmp_path / "h.npy").gram).all()
    np.save(tmp_path / "h.npy", np.full((2000, 2), 1e300))
    with pytest.raises(InputError, match="overflow"):
        moments(tmp_path / "h.npy")


@pytest.mark.parametrize(
    "array", [np.ones(3), np.ones((0, 3)), np.ones((3, 3), dtype=int), np.asfortranarray(np.ones((3, 2)))]
)
def test_other_tables_are_refused(tmp_path, array):
    np.save(tmp_path / "h.npy", array)
    with pytest.raises(InputError):
        moments(tmp_path / "h.npy")


def test_a_file_cut_short_is_refused(tmp_path):
    np.save(tmp_path / "h.npy", np.ones((100, 4)))
    whole = (tmp_path / "h.npy").read_bytes()
    (tmp_path / "h.npy").write_bytes(whole[:-8])
    with pytest.raises(InputError, match="size of the file"):
        moments(tmp_path / "h.npy")
