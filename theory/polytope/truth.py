"""One truth of a continuous class: whether a wrong belief confirms itself (i), or survives right service (ii).

Claim: T23 (at a truth), T22.
"""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction

from theory.exact.linear import dot
from theory.exact.linear_program import Optimum, Row, solve
from theory.instance import Vector
from theory.polytope.continuous import ContinuousClass, Policy
from theory.polytope.margins import Margins
from theory.polytope.trees import TooManyBranchesError, Tree


@dataclass(frozen=True)
class SelfConfirming:
    """A policy that is wrong at the truth and a model of its closed cell that it cannot tell from the truth."""

    policy: Policy
    model: Vector


@dataclass(frozen=True)
class Survivor:
    """A model that looks like the truth while everybody is served rightly and for which a response does as well."""

    model: Vector
    context: int
    response: int


@dataclass(frozen=True)
class Resolved:
    """Multipliers of a bound: ⟨v, m⟩ ≥ value > 0 for v = h_c(π_θ(c)) − h_c(y) and all m that look like the truth.

    Σ alike E − Σ region A = v, region ≥ 0, and value = Σ alike ⟨E, θ⟩ − ⟨region, bounds⟩.

    Attributes
    ----------
    region : dict of int to Fraction
        Weights of the inequalities of Θ.
    alike : dict of (int, int) to Fraction
        (c', y') → weight of the exposed h_c'(π_θ(c')) − h_c'(y').
    """

    context: int
    response: int
    region: dict[int, Fraction]
    alike: dict[tuple[int, int], Fraction]


@dataclass(frozen=True)
class AtTruth:
    """What is decided at a truth.

    Attributes
    ----------
    unique_optimum : bool
        Whether θ has one best response in every context.
    tree : Tree or None
        The policies of Π whose closed cell holds a model that they cannot tell from θ; where a wrong one was found,
        what was seen before. None where there are too many.
    self_confirming : SelfConfirming or None
        A failure of (i).
    survivor : Survivor or None
        A failure of (ii): for the responses that are not best at θ.
    resolved : list of Resolved
        Where (ii) holds, why: one for each response that is not best at θ.
    """

    unique_optimum: bool
    tree: Tree | None
    self_confirming: SelfConfirming | None
    survivor: Survivor | None
    resolved: list[Resolved]

    @property
    def no_wrong_belief_confirms_itself(self) -> bool:
        """(i)."""
        return self.tree is not None and self.self_confirming is None

    @property
    def none_survives(self) -> bool:
        """(ii)."""
        return self.survivor is None


def examine(problem: ContinuousClass) -> AtTruth:
    """Decide (i) and (ii) at the truth of a class.

    Claim: T23.
    """
    theta = problem.theta
    assert theta is not None
    tree, found = _self_confirming(problem, theta)
    survivor, resolved = _survivor(problem, theta)
    return AtTruth(problem.unique_optimum(theta), tree, found, survivor, resolved)


class _FoundError(Exception):
    """A wrong policy confirms itself."""


def _self_confirming(problem: ContinuousClass, theta: Vector) -> tuple[Tree | None, SelfConfirming | None]:
    """Branch over the models that look like θ under the choices made so far."""
    walker, tree, best = Margins(problem, alike=theta), Tree(), problem.best(theta)
    found: list[SelfConfirming] = []

    def visit(prefix: Policy, point: Vector) -> None:
        tree.spend()
        c = len(prefix)
        if c == len(problem.heads):
            if any(y not in good for y, good in zip(prefix, best, strict=True)):
                found.append(SelfConfirming(prefix, point))
                raise _FoundError
            tree.leaves[prefix] = point
            return
        here = problem.best_in(c, point)
        for y in sorted(range(problem.shape[1]), key=lambda y: len(problem.exposed_in(c, y))):
            walker.push(y)
            if y in here and _alike(problem, c, y, point, theta):
                visit((*prefix, y), point)
            else:
                margin = walker.margin(weak=True)
                if margin.point is not None:
                    visit((*prefix, y), margin.point)
                else:
                    assert margin.weights is not None
                    tree.cut[(*prefix, y)] = margin.weights
            walker.pop()

    try:
        visit((), theta)
    except _FoundError:
        return tree, found[0]
    except TooManyBranchesError:
        return None, None
    return tree, None


def _alike(problem: ContinuousClass, c: int, served: int, point: Vector, theta: Vector) -> bool:
    return all(dot(seen.direction, point) == dot(seen.direction, theta) for seen in problem.exposed_in(c, served))


def _survivor(problem: ContinuousClass, theta: Vector) -> tuple[Survivor | None, list[Resolved]]:
    """Minimise each gap of the truth's policy over the models that look like the truth."""
    best, policy = problem.best(theta), problem.policy(theta)
    size, resolved = problem.region.dimension, []
    seen = problem.exposed(policy)
    given: list[tuple[tuple[str, int, int], Vector, Fraction]] = [
        (("region", i, 0), normal, bound)
        for i, (normal, bound) in enumerate(zip(problem.region.normals, problem.region.bounds, strict=True))
    ]
    for one in seen:
        value = dot(one.direction, theta)
        given.append((("alike", one.context, one.comparator), one.direction, value))
        given.append((("alike", one.context, ~one.comparator), tuple(-x for x in one.direction), -value))
    rows = [Row.of(vector, bound) for _, vector, bound in given]
    for c in range(len(problem.heads)):
        for y in range(problem.shape[1]):
            if y in best[c]:
                continue
            whole, scale = problem.whole_contrasts[c][y][policy[c]]
            found = solve(whole, rows, [2 * i + (x < 0) for i, x in enumerate(whole[:size])], ())
            assert isinstance(found, Optimum)
            if found.value >= 0:
                return Survivor(found.point, c, y), []
            weights = {i: weight / scale for i, weight in found.multipliers.items()}
            resolved.append(_resolved(c, y, weights, rows, given))
    return None, resolved


def _resolved(c: int, y: int, weights: dict[int, Fraction], rows: list[Row], given: list[tuple]) -> Resolved:  # type: ignore[type-arg]
    region, alike = dict[int, Fraction](), dict[tuple[int, int], Fraction]()
    for i, weight in weights.items():
        (kind, first, second), vector, _ = given[i]
        place = next((j for j, x in enumerate(vector) if x), None)
        if place is None:
            continue
        weight = weight * rows[i].coefficients[place] / vector[place]
        if kind == "region":
            region[first] = weight
        else:
            sign, other = (1, second) if second >= 0 else (-1, ~second)
            alike[first, other] = alike.get((first, other), Fraction(0)) - sign * weight
    return Resolved(c, y, region, {k: w for k, w in alike.items() if w})
