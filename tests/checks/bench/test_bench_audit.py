import numpy as np
import pytest

from checks.audit.certifying.stream import moments
from checks.bench import bench_audit

pytestmark = pytest.mark.slow


@pytest.mark.parametrize(("kind", "rank"), [("generic", 64), ("zero-column", 63), ("zero-sum", 63)])
def test_tables_are_of_their_kind(tmp_path, kind, rank):
    bench_audit.write(tmp_path / "h.npy", 70_000, kind)
    assert np.load(tmp_path / "h.npy", mmap_mode="r").shape == (70_000, 64)
    assert moments(tmp_path / "h.npy").rank.rank == rank


def test_memory_stays_below_a_gigabyte_and_time_is_measured(tmp_path):
    found = bench_audit.measure(200_000, "generic", 1, str(tmp_path))
    assert 0 < found["audit_megabytes"] < 1000
    assert found["ratio"] == pytest.approx(found["audit_seconds"] / found["numpy_seconds"])
