"""Few models with training, in two checkouts."""

from __future__ import annotations

from fractions import Fraction
from pathlib import Path

import pytest

from checks.bench.waiting import training
from checks.bench.waiting.checkout import HERE, Ran
from checks.bench.waiting.training import trained, with_training
from theory.files.instance_file import loads
from theory.files.writing import dumps


@pytest.mark.parametrize("kind", ["diverse", "confused"])
def test_training_is_on_the_contexts_that_are_kept(kind: str) -> None:
    given = with_training(kind, 3, 4)
    assert loads(dumps(given)) == given and given.training is not None
    assert [c.probability for c in given.contexts] == [Fraction(1, 4)] * 4 and given.training.contexts == given.contexts


def test_the_least_of_each_checkout_counts(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    before, times = Path("before"), iter([9.0, 4.0, 8.0, 5.0])
    asked: list[Path] = []

    def python(checkout: Path, *words: str) -> Ran:
        asked.append(checkout)
        assert Path(words[3]).exists()
        return Ran("", next(times))

    monkeypatch.setattr(training, "python", python)
    assert trained(tmp_path, "diverse", 4, before, 2, models=3)["ratio"] == 0.5
    assert asked == [before, HERE, before, HERE] and not list(tmp_path.iterdir())
