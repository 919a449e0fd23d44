import numpy as np
import pytest

from checks.audit.reading.tables import make_heads
from checks.audit.run import audit_big, audit_choices, audit_heads
from checks.audit.showing.pictures import draw
from checks.bench.bench_signal import choices
from theory.errors import InputError


def heads():
    return make_heads(np.random.default_rng(0).standard_normal((40, 3)), columns=("a<b>", "$b", "c"))


@pytest.mark.parametrize("covariances", [None, 0.04 * np.eye(3)])
@pytest.mark.slow
def test_three_pictures_the_same_every_time(tmp_path, covariances):
    result = audit_heads(heads(), noise=covariances)
    written = draw(result, tmp_path / "one")
    assert [path.name for path in written] == ["spectrum.svg", "weakest.svg", "coverage.svg"]
    again = draw(result, tmp_path / "two")
    assert [path.read_bytes() for path in written] == [path.read_bytes() for path in again]
    assert "a&lt;b&gt;" in written[2].read_text()
    assert result.verdict in written[0].read_text()


def test_heads_that_were_not_kept_are_not_drawn(tmp_path):
    np.save(tmp_path / "h.npy", heads().values)
    assert [path.name for path in draw(audit_big(tmp_path / "h.npy"), tmp_path)] == ["spectrum.svg", "coverage.svg"]


def test_a_folder_that_cannot_be_written(tmp_path):
    (tmp_path / "file").write_text("")
    with pytest.raises(InputError, match="file"):
        draw(audit_heads(heads()), tmp_path / "file")


def test_choices_are_drawn_without_an_interval_nobody_knows(tmp_path):
    rng = np.random.default_rng(0)
    result = audit_choices(choices(rng.standard_normal((20, 2)), 6, rng))
    assert "units of noise" not in draw(result, tmp_path)[0].read_text()
