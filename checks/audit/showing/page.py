"""The answer of an audit as one page that needs nothing else."""

from __future__ import annotations

from importlib.resources import files
from typing import Any

from checks.audit.showing.data import told_of_data
from checks.audit.showing.show import WORDS, facts


def page(document: dict[str, Any]) -> str:
    """Write an audit document (see `checks.audit.writing.document`) as HTML."""
    from jinja2 import Environment

    template = files("checks.audit.showing").joinpath("page.j2").read_text(encoding="utf-8")
    population, dimensions = document["population"], document["dimensions"]
    sure = f"Green: certified at {100 * document['confidence']:g} %." if dimensions["certified"] is not None else ""
    return (
        Environment(autoescape=True)
        .from_string(template)
        .render(
            name=population["name"],
            words=WORDS[document["verdict"]],
            users=population["users"],
            coordinates=len(population["coordinates"]),
            says=document["says"],
            does_not_say=document["does_not_say"],
            data=told_of_data(document.get("data")),
            facts=facts(document),
            bars=bars(document),
            scale=f"Bars show the spread of the heads along each direction. {sure}",
            next=next_steps(document),
        )
    )


def bars(document: dict[str, Any]) -> list[dict[str, Any]]:
    """The spectrum as bars, strongest first, each with its interval where one is known."""
    if document["strength"] is None:
        return []
    spectrum = [v for v in document["strength"]["spectrum"][::-1] if v["value"] is not None]
    largest = max((v["value"] for v in spectrum), default=0.0)
    certified = document["dimensions"]["certified"] or 0
    return [
        {
            "told": _told(v),
            "width": round(100 * max(v["value"], 0.0) / largest, 2) if largest > 0 else 0,
            "sure": place < certified,
        }
        for place, v in enumerate(spectrum)
    ]


def _told(value: dict[str, Any]) -> str:
    low, high = value["interval"]
    return f"{value['value']:.3g}" + (f" in [{low:.3g}, {high:.3g}]" if low is not None and high is not None else "")


def next_steps(document: dict[str, Any]) -> list[str]:
    """What to give the audit next, by option."""
    steps = []
    if document["signal"] is None:
        steps.append("--standard-errors, --covariances or --replicate FILE: what is known of the noise of these heads.")
    elif document["verdict"] == "undecided":
        steps.append("More tasks a user, or more users, as the table says.")
    if not document["recruiting"]["picks"]:
        steps.append("--candidates FILE: whom of these people to recruit.")
    if document["against"] is None:
        steps.append("--against FILE: whether the users cover those of a target population.")
    return steps
