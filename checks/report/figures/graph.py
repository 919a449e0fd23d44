"""The dependency graph of the claims as inline SVG, coloured by computed verdict."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from html import escape
from textwrap import shorten, wrap

from theory.claims import LEDGER, Claim

WIDTH, HEIGHT, STEP_X, STEP_Y, MARGIN = 112, 46, 122, 92, 10
LETTERS = 20
"""What fits into one line of a box."""

Place = tuple[float, float]


def levels(claims: Sequence[Claim] = LEDGER) -> list[list[Claim]]:
    """Return the claims by level: each above what rests on it; last, those that stand alone.

    Examples
    --------
    >>> [claim.id for claim in levels()[0]]
    ['L1', 'L3', 'L4', 'T15']
    """
    ids = {claim.id for claim in claims}
    used = {identifier for claim in claims for identifier in claim.rests_on}
    depth: dict[str, int] = {}
    for claim in claims:
        _depth(claim, {c.id: c for c in claims}, depth)
    alone = [c for c in claims if not set(c.rests_on) & ids and c.id not in used]
    joined = [c for c in claims if c not in alone]
    rows = [[c for c in joined if depth[c.id] == n] for n in range(1 + max((depth[c.id] for c in joined), default=-1))]
    return _ordered(rows) + ([alone] if alone else [])


def _depth(claim: Claim, known: Mapping[str, Claim], depth: dict[str, int]) -> int:
    if claim.id not in depth:
        depth[claim.id] = 1 + max(
            (_depth(known[name], known, depth) for name in claim.rests_on if name in known), default=-1
        )
    return depth[claim.id]


def _ordered(rows: list[list[Claim]]) -> list[list[Claim]]:
    """Order every level but the first by the mean place of what its claims rest on."""
    place: dict[str, float] = {}
    result = []
    for row in rows:
        above = place.copy()
        ordered = sorted(row, key=lambda c: _mean([above[name] for name in c.rests_on if name in above]))
        place |= {c.id: (n + 0.5) / len(ordered) for n, c in enumerate(ordered)}
        result.append(ordered)
    return result


def _mean(values: list[float]) -> float:
    return sum(values) / len(values) if values else 0.0


def svg(verdict: Callable[[Claim], str], claims: Sequence[Claim] = LEDGER) -> str:
    """Return the graph; each node links to the claim's section and has its verdict as a class.

    Parameters
    ----------
    verdict : callable
        From a claim to its verdict.
    claims : sequence of Claim
        Which claims.
    """
    rows = levels(claims)
    widest = max(map(len, rows))
    width, height = widest * STEP_X + 2 * MARGIN, (len(rows) - 1) * STEP_Y + HEIGHT + 2 * MARGIN
    places = {
        claim.id: (width / 2 + (n - (len(row) - 1) / 2) * STEP_X, MARGIN + HEIGHT / 2 + level * STEP_Y)
        for level, row in enumerate(rows)
        for n, claim in enumerate(row)
    }
    edges = "".join(
        _edge(places[name], places[claim.id]) for claim in claims for name in claim.rests_on if name in places
    )
    nodes = "".join(_node(claim, verdict(claim), places[claim.id]) for row in rows for claim in row)
    label = "; ".join(f"{c.id} rests on {', '.join(c.rests_on)}" for c in claims if c.rests_on)
    return (
        f'<svg class="graph" viewBox="0 0 {width} {height}" width="{width}" height="{height}" role="img" '
        f'aria-labelledby="graph-title graph-text"><title id="graph-title">Which claim rests on which</title>'
        f'<desc id="graph-text">{escape(label)}.</desc><g class="edges">{edges}</g>{nodes}</svg>'
    )


def _edge(start: Place, end: Place) -> str:
    (x1, y1), (x2, y2) = (start[0], start[1] + HEIGHT / 2), (end[0], end[1] - HEIGHT / 2)
    bend = (y2 - y1) / 2
    return f'<path d="M{x1:g} {y1:g}C{x1:g} {y1 + bend:g} {x2:g} {y2 - bend:g} {x2:g} {y2:g}"/>'


def _node(claim: Claim, verdict: str, place: Place) -> str:
    x, y = place
    name = escape(f"{claim.id} {claim.title}: {verdict}")
    return (
        f'<a href="#{claim.id}" class="node {verdict.replace(" ", "-")}" aria-label="{name}"><title>{name}</title>'
        f'<rect x="{x - WIDTH / 2:g}" y="{y - HEIGHT / 2:g}" width="{WIDTH}" height="{HEIGHT}" rx="5"/>'
        f'<text x="{x:g}" y="{y - 6:g}">{claim.id}{_title(claim.title, x, y)}</text></a>'
    )


def _title(title: str, x: float, y: float) -> str:
    """Return a title in at most two lines."""
    first, *rest = wrap(title, LETTERS)
    second = shorten(" ".join(rest), LETTERS, placeholder=" …") if rest else ""
    lines = (first, second) if second else (first,)
    return "".join(f'<tspan x="{x:g}" y="{y + 6 + 11 * n:g}">{escape(line)}</tspan>' for n, line in enumerate(lines))
