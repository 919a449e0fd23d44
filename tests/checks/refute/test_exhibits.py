from numpy.random import default_rng

from checks.refute.exhibits import EXHIBITS, not_all, not_relevant, pointwise
from checks.refute.searching.document import WITNESSES
from theory.claims import claim
from theory.files.instance_file import load


def test_the_ledger_names_what_is_exhibited() -> None:
    for name, exhibit in EXHIBITS.items():
        assert exhibit.name == name and name in claim(exhibit.claim).witnesses


def test_each_witness_exhibits_its_own_and_not_the_other() -> None:
    everything, less = (load(WITNESSES / f"T20-{name}.json") for name in ("not-all", "not-relevant"))
    assert not_all(everything) is not None and not_relevant(everything) is None
    assert not_relevant(less) is not None and not_all(less) is None
    assert pointwise(load(WITNESSES / "T21.json")) is not None


def test_most_that_is_drawn_exhibits_nothing() -> None:
    exhibit = EXHIBITS["T20-not-relevant"]
    assert any(exhibit.observe(exhibit.candidate(default_rng(seed))) is None for seed in range(20))
