import re
from typing import Any
from xml.etree import ElementTree

from checks.report.figures.charts import panels, sheet, svg, words


def test_four_panels_say_in_words_where_they_end(figures: dict[str, Any]) -> None:
    shown = panels(figures)
    assert [panel.title for panel in shown] == [
        "bounded regime",
        "logarithmic regime",
        "linear regime",
        "fading diversity",
    ]
    assert "optimistic, measured: 3 at 100" in words(shown[0])


def test_curves_stay_in_the_drawing_and_are_cut_at_the_axes(figures: dict[str, Any]) -> None:
    for n, panel in enumerate(panels(figures)):
        root = ElementTree.fromstring(svg(panel, f"c{n}"))
        lines = [
            e.get("d") for e in root.iter() if (e.get("class") or "").startswith("line") and "L" in (e.get("d") or "")
        ]
        assert len(lines) == len(panel.lines)
        xs = [float(x) for line in lines for x in re.findall(r"[ML](\S+) ", line)]
        assert min(xs) >= 46 - 0.1 and max(xs) <= 332 + 0.1


def test_a_taller_value_is_drawn_higher(figures: dict[str, Any]) -> None:
    root = ElementTree.fromstring(svg(panels(figures)[2], "c"))
    path = next(e.get("d") for e in root.iter() if e.get("class") == "line" and "L" in (e.get("d") or ""))
    heights = [float(y) for y in re.findall(r" ([\d.]+)(?=L|$)", path)]
    assert heights == sorted(heights, reverse=True)


def test_the_sheet_is_one_file_and_always_the_same(figures: dict[str, Any]) -> None:
    one, two = (sheet(panels(figures), "text { }", "a < b") for _ in range(2))
    assert one == two and ElementTree.fromstring(one).tag.endswith("svg")
