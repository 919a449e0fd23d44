"""A polytope in which no believed model with unique optima is confused: multipliers for every policy, in integers.

Claim: T23.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from fractions import Fraction
from math import lcm

from proofs.certificates.numbers.spans import LinearTables, linear_tables
from proofs.certificates.numbers.tables import Row, cleared
from theory.errors import InputError
from theory.polytope.confusion import Excluded, Sight
from theory.polytope.continuous import ContinuousClass, Policy
from theory.polytope.decision import Decision
from theory.polytope.margins import Weights
from theory.span.hidden_alternative import coordinates
from theory.span.linear_problem import LinearProblem

MOST_BRANCHES = 500
"""Policies that are kept, and partial policies that are cut."""

Places = tuple[tuple[int, int, int], ...]
"""Context, response and weight."""


@dataclass(frozen=True)
class Cut:
    """Why no model prefers the responses of a partial policy strictly: weights of inequalities and of preferences."""

    policy: Policy
    region: Row
    prefers: Places


@dataclass(frozen=True)
class Exclusion:
    """Why a response gains nothing while a policy is believed; see `theory.polytope.confusion.Excluded`."""

    scale: int
    hidden: Row
    believed: Row
    prefers: Places
    alike: Places


@dataclass(frozen=True)
class UnconfusedClass:
    """What shows that no two models of a polytope confuse when the believed one has unique optima.

    Attributes
    ----------
    tables : LinearTables
        The heads, and some model.
    inequality_unit : int
        What normals and bounds are multiplied by.
    inequalities : tuple of (Row, int)
        The normals and bounds of the polytope.
    cuts : tuple of Cut
        One for each partial policy that is cut.
    keeps : tuple of (Policy, rows of Exclusion)
        For each policy that is kept, by context and response; None for the response that it serves.
    """

    tables: LinearTables
    inequality_unit: int
    inequalities: tuple[tuple[Row, int], ...]
    cuts: tuple[Cut, ...]
    keeps: tuple[tuple[Policy, tuple[tuple[Exclusion | None, ...], ...]], ...]


def unconfused_class(problem: ContinuousClass, decision: Decision) -> UnconfusedClass:
    """Return the multipliers of a class that is decided as bounded.

    Raises
    ------
    InputError
        When there are too many policies.
    """
    tree = decision.strict
    assert tree is not None and decision.verdict == "bounded"
    if (branches := len(tree.leaves) + len(tree.cut)) > MOST_BRANCHES:
        raise InputError("parameters", f"a certificate holds at most {MOST_BRANCHES} policies, not {branches}")
    some = next(iter(tree.leaves.values()), (Fraction(0),) * problem.region.dimension)
    tables, _ = linear_tables(LinearProblem(problem.heads, problem.kappa, some))
    rows, unit = cleared([(*n, q) for n, q in zip(problem.region.normals, problem.region.bounds, strict=True)])
    units = (unit, tables.head_unit)
    excluded = {(entry.policy, entry.context, entry.response): entry for entry in decision.excluded}
    cuts = tuple(_cut(policy, weights, units) for policy, weights in tree.cut.items())
    keeps = tuple((policy, _kept(problem, policy, excluded, units)) for policy in tree.leaves)
    return UnconfusedClass(tables, unit, tuple((row[:-1], row[-1]) for row in rows), cuts, keeps)


def _cut(policy: Policy, weights: Weights, units: tuple[int, int]) -> Cut:
    region = {i: w for (kind, i, _, _), w in weights.items() if kind == "region"}
    prefers = {(c, other): w for (kind, c, _, other), w in weights.items() if kind == "prefers"}
    factor = _factor(units, (region,), (prefers,))
    return Cut(policy, _dense(region, factor / units[0]), _placed(prefers, factor / units[1]))


def _kept(
    problem: ContinuousClass,
    policy: Policy,
    excluded: Mapping[tuple[Policy, int, int], Excluded],
    units: tuple[int, int],
) -> tuple[tuple[Exclusion | None, ...], ...]:
    sight = Sight.of(problem, policy)

    def excluding(c: int, y: int) -> Exclusion | None:
        if y == policy[c]:
            return None
        return _exclusion(excluded.get((policy, c, y)) or _settled(problem, policy, sight, (c, y)), units)

    contexts, responses, _ = problem.shape
    return tuple(tuple(excluding(c, y) for y in range(responses)) for c in range(contexts))


def _settled(problem: ContinuousClass, policy: Policy, sight: Sight, place: tuple[int, int]) -> Excluded:
    """A response whose gap is a combination of exposed ones has the same gap for both models."""
    c, y = place
    weights = coordinates([one.direction for one in sight.basis], problem.contrast(c, policy[c], y))
    alike = {(one.context, one.comparator): w for one, w in zip(sight.basis, weights, strict=True) if w}
    return Excluded(policy, c, y, {}, {}, {place: Fraction(1)}, alike)


def _exclusion(found: Excluded, units: tuple[int, int]) -> Exclusion:
    one = {(found.context, found.response): Fraction(1)}
    factor = _factor(units, (found.hidden, found.believed), (found.prefers, found.alike, one))
    inside, heads = factor / units[0], factor / units[1]
    return Exclusion(
        int(heads),
        _dense(found.hidden, inside),
        _dense(found.believed, inside),
        _placed(found.prefers, heads),
        _placed(found.alike, heads),
    )


def _factor(
    units: tuple[int, int],
    inside: tuple[Mapping[int, Fraction], ...],
    heads: tuple[Mapping[tuple[int, int], Fraction], ...],
) -> Fraction:
    """What to multiply by so that weights over the units of inequalities and heads become integers."""
    over = [w / units[0] for weights in inside for w in weights.values()]
    over += [w / units[1] for weights in heads for w in weights.values()]
    return Fraction(lcm(*(x.denominator for x in over)))


def _dense(weights: Mapping[int, Fraction], factor: Fraction) -> Row:
    return tuple(int(weights.get(i, 0) * factor) for i in range(max(weights, default=-1) + 1))


def _placed(weights: Mapping[tuple[int, int], Fraction], factor: Fraction) -> Places:
    return tuple((*place, int(w * factor)) for place, w in sorted(weights.items()) if w)
