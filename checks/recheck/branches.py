"""Enumerations checked: every policy is a leaf or under a cut branch, and the reason of each cut excludes it."""

from __future__ import annotations

from collections.abc import Mapping
from fractions import Fraction
from typing import Any

from checks.recheck.model import Model, Numbers, combined, demand, inner

Document = dict[str, Any]
Choices = frozenset[tuple[int, int]]


def policies(model: Model, tree: Document, kind: str) -> dict[tuple[int, ...], Numbers]:
    """Check an enumeration and return its leaves, each with its model.

    Parameters
    ----------
    model : Model
        The instance.
    tree : dict
        Leaves, whole subtrees, cut branches and the reasons of the cuts.
    kind : str
        ``strict``: unique optima. ``closed``: closed cells. ``alike``: closed cells of models that look like the truth.

    Raises
    ------
    RejectedError
        When something is not as it says.
    """
    leaves = {tuple(policy): numbers(point) for policy, point in tree["leaves"]}
    whole = {tuple(policy): numbers(point) for policy, point in tree["whole"]}
    demand(len(leaves) == len(tree["leaves"]) and len(whole) == len(tree["whole"]), "a branch is listed twice")
    for policy, point in (*leaves.items(), *whole.items()):
        demand(model.inside(point), f"the model of {policy} is outside the class")
        demand(model.optimal(policy, point, kind == "strict"), f"{policy} is not optimal for its model")
        if kind == "alike":
            assert model.theta is not None
            demand(model.same(policy, point, model.theta), f"the model of {policy} does not look like the truth")
    demand(all(len(policy) == len(model.heads) for policy in leaves), "a leaf is no policy")
    demand(kind == "closed" or not whole, "only an enumeration of closed cells has whole subtrees")
    for policy, point in whole.items():
        later = range(len(policy), len(model.heads))
        demand(all(len(set(model.values(c, point))) == 1 for c in later), f"not every response ties below {policy}")
    reasons = [_reason(model, reason, kind) for reason in tree["reasons"]]
    cut = {tuple(policy): reasons[index] for policy, index in tree["cut"]}
    demand(len(cut) == len(tree["cut"]), "a branch is cut twice")
    for policy, choices in cut.items():
        demand(all(k < len(policy) and policy[k] == y for k, y in choices), f"the reason to cut {policy} is another's")
    _covered(model, leaves, whole, cut)
    return leaves


def numbers(entries: list[str]) -> Numbers:
    """Read a vector."""
    return [Fraction(x) for x in entries]


def _reason(model: Model, reason: Document, kind: str) -> Choices:
    """Check multipliers, and return the choices that they exclude."""
    region = {int(i): Fraction(w) for i, w in reason["region"]}
    prefers = {(c, y, z): Fraction(w) for c, y, z, w in reason["prefers"]}
    alike = {(c, y, z): Fraction(w) for c, y, z, w in reason["alike"]}
    demand(min((*region.values(), *prefers.values(), Fraction(0))) >= 0, "a weight is negative")
    demand(any(prefers.values()), "a reason weighs no preference")
    demand(kind == "alike" or not alike, "a reason uses the truth")
    demand(all(z in model.seen[c][y] for c, y, z in alike), "a reason uses what is not exposed")
    size = len(model.sides[0][0])
    left = combined(((w, model.sides[i][0]) for i, w in region.items()), size)
    exposed = [(w, model.difference(c, y, z)) for (c, y, z), w in alike.items()]
    right = combined([*((w, model.difference(c, y, z)) for (c, y, z), w in prefers.items()), *exposed], size)
    demand(left == right, "the weights of a reason do not match")
    value = sum((w * model.sides[i][1] for i, w in region.items()), Fraction(0))
    if exposed:
        assert model.theta is not None
        value -= sum((w * inner(row, model.theta) for w, row in exposed), Fraction(0))
    demand(value <= 0 if kind == "strict" else value < 0, "a reason excludes nothing")
    return frozenset((c, y) for c, y, _ in (*prefers, *alike))


def _covered(model: Model, *parts: Mapping[tuple[int, ...], Any]) -> None:
    """Check that every policy is in exactly one part, and that no part lists more than that."""
    listed = sum(len(part) for part in parts)
    responses, met = len(model.heads[0]), 0
    waiting: list[tuple[int, ...]] = [()]
    inner_nodes = {branch[:k] for part in parts for branch in part for k in range(len(branch))}
    while waiting:
        branch = waiting.pop()
        here = sum(branch in part for part in parts)
        if branch in inner_nodes:
            demand(here == 0, f"{branch} ends and goes on")
            waiting += [(*branch, y) for y in range(responses)]
        else:
            demand(here == 1, f"the branch {branch} is missing or listed twice")
            met += 1
    demand(met == listed, "a branch is out of the tree")
