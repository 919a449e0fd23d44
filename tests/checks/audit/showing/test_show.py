import io

import numpy as np
import pytest
from rich.console import Console

from checks.audit.reading.tables import make_heads
from checks.audit.run import audit_choices, audit_heads
from checks.audit.showing.show import estimate, named, show
from checks.audit.writing import document
from checks.bench.bench_signal import choices


def shown(result):
    stream = io.StringIO()
    show(document(result), Console(file=stream, width=100))
    return stream.getvalue()


def test_everything_found_is_shown():
    heads = make_heads(np.array([[1.0, 0.0], [2.0, 0.0]]), ("[bold]ann", "bob"), ("price", "colour"))
    pool = make_heads(np.array([[0.0, 1.0]]), ("eve",), ("price", "colour"))
    text = shown(audit_heads(heads, candidates=pool, against=pool))
    for words in ("not diverse", "1 colour", "eve", "not covered", "It does not say", "unknown"):
        assert words in text


def test_choices_are_shown_with_their_certified_dimensions():
    rng = np.random.default_rng(0)
    text = shown(audit_choices(choices(2 * rng.standard_normal((60, 2)), 12, rng)))
    assert "certified at 99 %" in text
    assert "selections of a wrong model" in text


def test_nothing_to_show():
    rng = np.random.default_rng(0)
    assert "vacuous" in shown(audit_choices(choices(np.ones((3, 2)), 4, rng, alternatives=1)))
    assert named([]) == "no feature"


@pytest.mark.parametrize(
    ("interval", "words"),
    [([0.5, 2.0], "1 in [0.5, 2]"), ([1.0, 2.0], "1 in [1, 2]"), ([1.0, 1.0], "1"),
     ([None, None], "1, no interval known")],
)  # fmt: skip
def test_an_interval_is_told_unless_it_is_a_point(interval, words):
    assert estimate(1.0, interval) == words
