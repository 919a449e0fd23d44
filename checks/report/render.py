"""Rendering of templates; everything that is not marked as safe is escaped."""

from __future__ import annotations

from collections.abc import Mapping
from functools import lru_cache
from importlib import resources
from typing import Any

from jinja2 import Environment, PackageLoader, StrictUndefined
from markupsafe import Markup

from checks.report import tables
from checks.report.words.formulas import mathml


@lru_cache(maxsize=1)
def environment() -> Environment:
    """Return the templates."""
    result = Environment(
        loader=PackageLoader("checks.report", "."),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    result.filters |= {
        "inline": lambda latex: Markup(mathml(latex)),
        "block": lambda latex: Markup(mathml(latex, True)),
        "comparators": tables.comparators,
        "number": tables.number,
        "values": lambda values: tables.table(
            "numbers", ["", "value"], [(name, tables.number(value)) for name, value in values.items()]
        ),
        "learner": _learner,
    }
    return result


def render(template: str, title: str, **content: Any) -> str:
    """Return a whole page.

    Parameters
    ----------
    template : str
        Its file in this package.
    title : str
        Of the page.
    **content
        What the template shows.
    """
    page = environment().get_template(template)
    return page.render(title=title, style=Markup(style("style.css")), **content)


def style(*files: str) -> str:
    """Return style sheets of this package as text."""
    return "".join((resources.files("checks.report") / name).read_text("utf-8") for name in files)


def _learner(learner: Mapping[str, Any]) -> str:
    more = (f"; {name}: {_said(value, name)}" for name, value in learner.items() if name != "name")
    return str(learner["name"]) + "".join(more)


def _said(value: Any, key: str = "") -> str:
    """Return part of a learner in words: names, lists of them, what it does in each context, pairs that arrive."""
    if isinstance(value, Mapping):
        return " → ".join(_said(part, name) for name, part in value.items())
    if isinstance(value, list):
        inner = "context" if key == "arrivals" else ""
        return (" with " if key == "context" else ", ").join(_said(part, inner) for part in value)
    return str(value)
