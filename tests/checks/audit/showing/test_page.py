"""The page of an audit: bars as long as they should be, next steps by option, names that cannot break out of it."""

import numpy as np
import pytest

from checks.audit.reading.tables import make_heads
from checks.audit.run import audit_heads
from checks.audit.showing.page import bars, next_steps, page
from checks.audit.writing import document

UNKNOWN = [None, None]


def spectrum(*values, certified=None):
    listed = [{"value": value, "interval": interval} for value, interval in values]
    return {"strength": {"spectrum": listed}, "dimensions": {"certified": certified}}


def test_bars_come_strongest_first_and_are_measured_against_it():
    given = spectrum((-1.0, UNKNOWN), (None, UNKNOWN), (2.0, UNKNOWN), (8.0, [7.0, 9.25]), certified=1)
    assert bars(given) == [
        {"told": "8 in [7, 9.25]", "width": 100.0, "sure": True},
        {"told": "2", "width": 25.0, "sure": False},
        {"told": "-1", "width": 0.0, "sure": False},
    ]


@pytest.mark.parametrize("certified", [None, 0])
def test_without_strength_there_are_no_bars_and_at_0_none_is_sure(certified):
    assert bars({"strength": None, "dimensions": {"certified": certified}}) == []
    assert bars(spectrum((0.0, UNKNOWN), certified=certified)) == [{"told": "0", "width": 0, "sure": False}]


@pytest.mark.parametrize(
    ("signal", "verdict", "picks", "against", "options"),
    [
        (None, "not diverse", [], None, ["--standard-errors,", "--candidates", "--against"]),
        ({}, "undecided", ["dan"], None, ["More", "--against"]),
        ({}, "diverse", ["dan"], {}, []),
    ],
)
def test_next_steps_are_what_was_not_given(signal, verdict, picks, against, options):
    given = {"signal": signal, "verdict": verdict, "recruiting": {"picks": picks}, "against": against}
    assert [step.split()[0] for step in next_steps(given)] == options


def test_a_page_needs_nothing_else_and_escapes_names():
    heads = make_heads(np.array([[1.0, 0.0], [2.0, 0.0]]), ("ann", "bob"), ("price", "<script>"))
    text = page(document(audit_heads(heads)))
    assert "&lt;script&gt;" in text and "<script>" not in text
    assert "src=" not in text and "http" not in text.replace("http://www.w3.org", "")
    assert "--candidates" in text and "Green" not in text
