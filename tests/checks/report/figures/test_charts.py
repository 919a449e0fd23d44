import re
from typing import Any
from xml.etree import ElementTree

import pytest

from checks.report.figures.charts import charts


@pytest.fixture(scope="module")
def drawn(figures: dict[str, Any]) -> list[str]:
    return charts(figures)


def text_of(root: ElementTree.Element, tag: str) -> str:
    return next(element.text or "" for element in root.iter() if element.tag.endswith(f"}}{tag}"))


def test_four_panels_say_in_words_where_they_end(drawn: list[str]) -> None:
    roots = [ElementTree.fromstring(one) for one in drawn]
    titles = ["bounded regime", "logarithmic regime", "linear regime", "fading diversity"]
    assert [text_of(root, "title") for root in roots] == titles
    assert "optimistic, measured: 3 at 100; T1 (greedy, at most): 4 at 100." in text_of(roots[0], "desc")
    assert "greedy, measured: 8; T1: 64; T17: 125 at 0.125." in text_of(roots[3], "desc")


def test_the_charts_of_one_page_share_no_identifier_and_use_their_own(drawn: list[str]) -> None:
    named = [re.findall(r' id="([^"]*)"', one) for one in drawn]
    assert len(set().union(*named)) == sum(map(len, named))
    for one, names in zip(drawn, named, strict=True):
        used = re.findall(r'"#([^"]*)"|url\(#([^)]*)\)', one)
        assert used and {a or b for a, b in used} <= set(names)


def test_text_and_axes_take_the_colour_of_the_page(drawn: list[str]) -> None:
    assert all("currentColor" in one and "#000000" not in one and "<style" not in one for one in drawn)


def test_always_the_same(drawn: list[str], figures: dict[str, Any]) -> None:
    assert charts(figures) == drawn
