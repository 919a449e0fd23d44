import json

import pytest

from checks.instance.check import check
from checks.picture.regimes import REGIMES, regime
from checks.report.instance_page import page
from tests.checks.report import pages
from tests.checks.report.conftest import HOSTILE, INSTANCE
from theory.files import instance_file as instance_format


@pytest.mark.parametrize("name", REGIMES)
def test_a_page_says_the_regime(name: str) -> None:
    instance = regime(name)
    shown = pages.check(page(instance, check(instance)))
    assert f"{name.capitalize()} regime" in " ".join(shown.words)


def test_hostile_names_are_text() -> None:
    instance = instance_format.loads(json.dumps({**INSTANCE, "note": "<img src=x onerror=alert(2)>"}))
    html = page(instance, check(instance))
    assert "<script" not in html and "<img" not in html and "<b>" not in html
    assert "".join(pages.check(html).words).count(HOSTILE) >= 3


def test_a_class_that_is_not_finite_shows_its_hidden_alternative() -> None:
    document = {
        "format": "user-diversity/instance/1",
        "contexts": [{"user": u, "prompt": "x", "probability": "1/2"} for u in ("ann", "bob")],
        "responses": ["baseline", "other"],
        "comparators": {"baseline": "baseline"},
        "heads": [[["0", "0"], ["1", "0"]], [["0", "0"], ["0", "1"]]],
        "parameters": "all",
        "truth": ["1", "-1"],
    }
    instance = instance_format.loads(json.dumps(document))
    html = page(instance, check(instance))
    pages.check(html)
    assert "a hidden alternative, which changes bob with x" in html
