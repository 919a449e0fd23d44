"""The answer of an audit as a table for people."""

from __future__ import annotations

from typing import Any

from rich.console import Console
from rich.markup import escape
from rich.table import Table

from checks.audit.showing import classes, new_users
from checks.audit.showing.data import some, told_of_data
from checks.runtime.output import wrapped

WORDS = {
    "diverse": "diverse: every relevant direction rises above the noise",
    "diverse as given": "diverse on the numbers as given; nothing is known of their noise",
    "undecided": "undecided: not every relevant direction is certain, and none is certainly missing",
    "not diverse": "not diverse: some relevant direction is seen by no head",
    "vacuous": "vacuous: nothing can alter a best response",
}


LARGEST = 1e6
"""Largest bound that says anything."""


def estimate(value: float | None, interval: list[float | None], digits: int = 4) -> str:
    """An estimate with its interval, as far as they are known."""
    low, high = interval
    told = "unknown" if value is None else f"{value:.{digits}g}"
    if low is None or high is None:
        return f"{told}, no interval known"
    ends = f"{low:.{digits}g}", f"{high:.{digits}g}"
    return told if ends == (told, told) else f"{told} in [{', '.join(ends)}]"


def named(features: list[dict[str, Any]]) -> str:
    """A direction in words: the features with their loadings."""
    return ", ".join(f"{item['loading']:+.2f} {item['feature']}" for item in features) or "no feature"


def show(document: dict[str, Any], console: Console) -> None:
    """Print an audit document (see `checks.audit.writing.document`)."""
    population = document["population"]
    coordinates = len(population["coordinates"])
    console.print(f"{escape(population['name'])}: {population['users']} users, {coordinates} coordinates")
    for line in told_of_data(document.get("data")):
        console.print(escape(wrapped(f"  {line}")), soft_wrap=True)
    console.print(f"[bold]{WORDS[document['verdict']]}[/bold]")
    for line in document["says"]:
        console.print(escape(wrapped(f"  {line}")), soft_wrap=True)
    table = Table(show_header=False, box=None, pad_edge=False)
    for name, value in facts(document):
        table.add_row(name, escape(value))
    console.print(table)
    console.print("It does not say:")
    for line in document["does_not_say"]:
        console.print(escape(wrapped(f"  {line}")), soft_wrap=True)


def facts(document: dict[str, Any]) -> list[tuple[str, str]]:
    """The numbers of an audit document, each with what it is."""
    dimensions = document["dimensions"]
    certified = "unknown" if dimensions["certified"] is None else str(dimensions["certified"])
    rows = [("relevant dimensions", str(dimensions["relevant"]))]
    rows.append((f"exposed, {'exactly' if dimensions['exact'] else 'above rounding'}", str(dimensions["exposed"])))
    rows.append((f"certified at {100 * document['confidence']:g} %", certified))
    rows += [("direction no head sees", _direction(v)) for v in document["missing_directions"][:3]]
    rows += _strength(document["strength"])
    for weak in document["weakest"]:
        rows.append(("weak direction", named(weak["features"])))
        rows.append(("  carried by", _carriers(weak["carriers"])))
    return rows + _more(document)


def _carriers(carriers: list[dict[str, Any]]) -> str:
    """Name the users who carry a direction; a share that would be shown as 0 % is none.

    Examples
    --------
    >>> _carriers([{"user": "ann", "share": 0.9}, {"user": "bob", "share": 0.001}]), _carriers([])
    ('ann (90%)', 'nobody')
    >>> _carriers([{"user": "ann", "share": 0.001}])
    'many users, each with less than 1 %'
    """
    named_ones = [f"{item['user']} ({item['share']:.0%})" for item in carriers[:3] if item["share"] >= 0.01]
    return ", ".join(named_ones) or ("many users, each with less than 1 %" if carriers else "nobody")


def _direction(vector: dict[str, Any]) -> str:
    parts = [f"{value} {name}" for name, value in vector.items() if value not in ("0", 0.0)]
    return ", ".join(parts[:8]) + (", …" if len(parts) > 8 else "")


def _strength(strength: dict[str, Any] | None) -> list[tuple[str, str]]:
    if strength is None:
        return []
    rows = []
    for name, key in (("diversity coefficient μ", "coefficient"), ("distance from the boundary", "distance")):
        rows.append((name, estimate(**strength[key])))
    scale = strength["regret_scale"]
    if scale is not None:
        bound = "no bound" if scale["selections"] is None else f"at most {scale['selections']:.2g}"
        if scale["selections"] is not None and scale["selections"] > LARGEST:
            bound = "the bound says nothing at this size"
        rows.append(
            (
                "selections of a wrong model (T17)",
                f"{bound}, with B = {scale['gap_bound']:.3g}, g = {scale['smallest_gap']:.2g}",
            )
        )
    return rows


def _more(document: dict[str, Any]) -> list[tuple[str, str]]:
    rows = []
    recruiting, audiences, against = document["recruiting"], document["audiences"], document["against"]
    dimensions = document["dimensions"]
    if recruiting["users_needed"] is not None:
        what = f"users drawn like these that span all {dimensions['exposed']} dimensions"
        bound = recruiting["users_needed"]
        at = f"with {document['confidence']:.4g} (T18)"
        rows.append((what, f"{bound:,} {at}" if bound <= LARGEST else "the bound says nothing at this size"))
    rows += _recruit(recruiting["picks"], dimensions)
    signal = document["signal"]
    if signal is not None and signal["needed_for_one_more"] is not None:
        rows.append(("for one more direction", _needed(signal["needed_for_one_more"])))
    elif signal is not None and signal["users_to_certify"]:
        needed = signal["users_to_certify"][0]
        rows.append(("users for the next direction", "no sign of one" if needed is None else f"about {needed:,.0f}"))
    if audiences["responses"]:
        rows.append(("responses served, not spanning", some(audiences["lacking"])))
        rows.append(("responses served to nobody", some(audiences["unserved"])))
    if against is not None:
        rows.append(("coverage of the target", str(against["coverage"])))
        rows += [("  not known to be covered", named(direction)) for direction in against["directions"]]
    return rows + new_users.rows(document["new_users"]) + classes.rows(document["bounded_gaps"])


def _recruit(picks: list[dict[str, Any]], dimensions: dict[str, Any]) -> list[tuple[str, str]]:
    now = dimensions["exposed"] if dimensions["certified"] is None else dimensions["certified"]
    if not picks:
        return []
    rows = [
        (
            "recruiting",
            f"{now} of {dimensions['relevant']} dimensions now, {picks[-1]['dimensions']} with these {len(picks)}",
        )
    ]
    for pick in picks:
        after = f"smallest eigenvalue {pick['smallest_before']:.4g} → {pick['smallest_after']:.4g}"
        rows.append(("  recruit", f"{pick['candidate']}: {pick['dimensions']} dimensions, {after}"))
    return rows


def _needed(needed: dict[str, Any]) -> str:
    tasks, users = needed["tasks_a_user"], needed["users_with_these_tasks"]
    told = [f"about {tasks:,.0f} tasks a user"] if tasks is not None else []
    told += [f"about {users:,.0f} users with these tasks"] if users is not None else []
    return ", or ".join(told) or "no sign of one"
