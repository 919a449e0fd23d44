"""Which policies are best for some model: the tree of partial policies, with a model or multipliers for each branch.

Contexts are decided one after the other. A branch is kept while some model of Θ prefers its responses, strictly for
Π° and weakly for Π; every branch that is cut has multipliers that exclude such a model.

Claim: T23.
"""

from __future__ import annotations

from dataclasses import dataclass, field

from theory.exact.linear import independent_rows
from theory.exact.linear_program import Infeasible, Row, solve
from theory.instance import Vector
from theory.polytope.continuous import ContinuousClass, Policy
from theory.polytope.margins import Margin, Margins, Weights

MOST_BRANCHES = 400_000
"""Beyond so many branches an enumeration is given up."""


class TooManyBranchesError(Exception):
    """An enumeration has more than `MOST_BRANCHES` branches."""


@dataclass
class Tree:
    """The leaves and cut branches of an enumeration.

    Attributes
    ----------
    leaves : dict of Policy to Vector
        Policy → a model in its cell.
    whole : dict of Policy to Vector
        Partial policy → a model of its cell that ties all responses of all later contexts: every continuation is kept.
    cut : dict of Policy to Weights
        Partial policy → why its cell is empty, or has no interior.
    """

    leaves: dict[Policy, Vector] = field(default_factory=dict)
    whole: dict[Policy, Vector] = field(default_factory=dict)
    cut: dict[Policy, Weights] = field(default_factory=dict)

    def count(self, contexts: int, responses: int) -> int:
        """Return the number of policies."""
        below: list[int] = [responses ** (contexts - len(prefix)) for prefix in self.whole]
        return len(self.leaves) + sum(below)

    def spend(self) -> None:
        """Count one branch.

        Raises
        ------
        TooManyBranchesError
            Beyond the budget.
        """
        if len(self.leaves) + len(self.cut) > MOST_BRANCHES:
            raise TooManyBranchesError


def strict_policies(problem: ContinuousClass, walker: Margins) -> Tree:
    """Enumerate Π°: the policies that are the unique optimum of some model of Θ.

    Parameters
    ----------
    problem : ContinuousClass
        Θ and the heads.
    walker : Margins
        The programs of its partial policies.
    """
    tree = Tree()

    def visit(prefix: Policy, point: Vector | None) -> None:
        tree.spend()
        c = len(prefix)
        if c == len(problem.heads):
            assert point is not None
            tree.leaves[prefix] = point
            return
        served = _only(problem.best_in(c, point)) if point is not None else None
        for y in range(problem.shape[1]):
            walker.push(y)
            margin = Margin(1, point, None) if y == served else walker.margin()
            if margin.sign > 0:
                visit((*prefix, y), margin.point)
            else:
                assert margin.weights is not None
                tree.cut[(*prefix, y)] = margin.weights
            walker.pop()

    visit((), None)
    return tree


def _only(best: tuple[int, ...]) -> int | None:
    return best[0] if len(best) == 1 else None


def closed_policies(problem: ContinuousClass, walker: Margins, strict: Tree) -> Tree:
    """Enumerate Π: the policies whose closed cell is not empty.

    Parameters
    ----------
    problem : ContinuousClass
        Θ and the heads.
    walker : Margins
        The programs of its partial policies.
    strict : Tree
        The policies of Π°, all of which are in Π.
    """
    tree = Tree()
    known = {policy[:k]: point for policy, point in strict.leaves.items() for k in range(1, len(policy) + 1)}

    def visit(prefix: Policy, point: Vector | None) -> None:
        tree.spend()
        c, last = len(prefix), len(problem.heads)
        if point is not None and all(
            len(problem.best_in(later, point)) == problem.shape[1] for later in range(c, last)
        ):
            (tree.leaves if c == last else tree.whole)[prefix] = point
            return
        best = problem.best_in(c, point) if point is not None else ()
        for y in range(problem.shape[1]):
            branch = (*prefix, y)
            walker.push(y)
            if y in best:
                visit(branch, point)
            elif branch in known:
                visit(branch, known[branch])
            else:
                margin = walker.margin(weak=True)
                if margin.sign >= 0:
                    visit(branch, margin.point)
                else:
                    assert margin.weights is not None
                    tree.cut[branch] = margin.weights
            walker.pop()

    visit((), everywhere_tied(problem))
    return tree


def everywhere_tied(problem: ContinuousClass) -> Vector | None:
    """Return a model of Θ that ties all responses of all contexts, or None when there is none."""
    contrasts = [row for block in problem.contrasts for row in block[0][1:]]
    rows = [Row.of(normal, bound) for normal, bound in zip(problem.region.normals, problem.region.bounds, strict=True)]
    size = problem.region.dimension
    for i in independent_rows(contrasts):
        equal = Row.of(contrasts[i], contrasts[i][0] * 0)
        rows += [equal, equal.negated()]
    found = solve((0,) * size, rows, [2 * i for i in range(size)], ())
    return None if isinstance(found, Infeasible) else found.point
