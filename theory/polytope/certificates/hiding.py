"""The proof of a bound on how well models hide, as a document: every branch with its lines and multipliers.

Claim: T22.
"""

from __future__ import annotations

from collections.abc import Iterator
from fractions import Fraction
from typing import Any

from theory.polytope.affinity import Hiding
from theory.polytope.continuous import ContinuousClass
from theory.polytope.hiding.proof import Deficit, Node, Proof
from theory.polytope.hull import extreme, weights

Document = dict[str, Any]
Comparison = tuple[int, int, int]


def hiding_document(hiding: Hiding, found: Deficit) -> Document:
    """Return the proof that no deficit is below ``found.low``.

    ``ranges`` bound the gaps of the comparisons that are used, by sides of Θ; ``roots`` hold, for each response that is
    not best at the truth, the models that like it best, divided until the bound is reached.
    """
    used = sorted({place for root in found.roots for leaf in _leaves(root) for place, line in _lines(leaf.proof)})
    return {
        "low": str(found.low),
        "ranges": [_range(hiding.problem, place) for place in used],
        "roots": [[*root.branch.wins[0], _node(hiding, root)] for root in found.roots],
    }


def _leaves(node: Node) -> Iterator[Node]:
    if not node.parts:
        yield node
    for part in node.parts:
        yield from _leaves(part)


def _lines(proof: Proof) -> list[tuple[Comparison, tuple[Fraction, Fraction]]]:
    return [(place, line) for place, line in sorted(proof.lines.items()) if any(line)]


def _range(problem: ContinuousClass, place: Comparison) -> Document:
    c, y, other = place
    whole, scale = problem.whole_contrasts[c][y][other]
    ends = {}
    for name, sign in (("high", 1), ("low", -1)):
        found = extreme(problem.region, tuple(sign * x for x in whole))
        sides = [[i, str(weight / scale)] for i, weight in sorted(weights(problem.region, found).items())]
        ends[name] = {"at": str(sign * found.value / scale), "sides": sides}
    return {"comparison": list(place), **ends}


def _node(hiding: Hiding, node: Node) -> Document:
    if not node.parts:
        return _leaf(hiding, node)
    first = node.parts[0].branch
    if len(first.deployed) > len(node.branch.deployed):
        by: list[Any] = ["context", first.deployed[-1][0]]
    else:
        place, _, bound = first.cuts[-1]
        by = ["gap", *place, str(bound)]
    return {"by": by, "parts": [_node(hiding, part) for part in node.parts]}


def _leaf(hiding: Hiding, node: Node) -> Document:
    proof, rows = node.proof, []
    places = hiding.bounding.places(proof.branch)
    for i, weight in sorted(proof.multipliers.items()):
        kind, which, factor = places[i]
        rows.append([kind, *(which if isinstance(which, tuple) else (which,)), str(weight * factor)])
    return {
        "low": None if proof.low is None else str(proof.low),
        "lines": [[*place, *map(str, line)] for place, line in _lines(proof)],
        "rows": rows,
    }
