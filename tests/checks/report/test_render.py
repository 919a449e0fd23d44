from pathlib import Path

import pytest
from jinja2 import UndefinedError

from checks.report.render import environment, style


def rendered(template: str, **content) -> str:
    return environment().from_string(template).render(**content)


def test_what_is_not_marked_as_safe_is_escaped() -> None:
    assert rendered("{{ words }}", words="<b>&") == "&lt;b&gt;&amp;"
    assert rendered("{{ 'x' | inline }}").startswith("<math")


def test_a_name_that_is_missing_is_an_error() -> None:
    with pytest.raises(UndefinedError):
        rendered("{{ nothing }}")


def test_style_sheets_are_read_from_the_package() -> None:
    folder = Path(__file__).parents[3] / "checks/report"
    assert style("style.css") == (folder / "style.css").read_text("utf-8")
