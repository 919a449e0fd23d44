"""The class decided (T23): bounded at every truth, not bounded, or a boundary case; with all that proves it.

Claim: T23.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Literal

from theory.instance import Vector
from theory.polytope.confusion import Excluded, Pair, Sight, confusions, made_strict
from theory.polytope.continuous import ContinuousClass, Policy
from theory.polytope.hull import Hull, coinciding
from theory.polytope.margins import Margins
from theory.polytope.trees import TooManyBranchesError, Tree, closed_policies, strict_policies

Verdict = Literal["bounded", "not bounded", "boundary"]

MOST_EXPANDED = 20_000
"""Up to so many policies of Π are examined one by one where responses coincide."""


@dataclass(frozen=True)
class Decision:
    """What is decided about a class.

    Attributes
    ----------
    verdict : str or None
        ``bounded``: careful greedy has bounded regret at every truth with a unique optimum. ``not bounded``: there is a
        confusing pair. ``boundary``: some responses coincide, and only policies outside Π° are confused. None where
        an enumeration went beyond its budget.
    strict : Tree or None
        Π°; None beyond the budget.
    closed : Tree or None
        Π; None beyond the budget.
    coinciding : list of (int, int, int)
        (c, y, y') with equal rewards on all of Θ.
    pair : Pair or None
        A confusing pair: with unique optima where the verdict is ``not bounded``.
    excluded : list of Excluded
        Why there is none, one for each response that exposure alone does not settle: over Π where the verdict is
        ``bounded`` and responses coincide, over Π° otherwise.
    hull : Hull
        Models that span Θ.
    """

    verdict: Verdict | None
    strict: Tree | None
    closed: Tree | None
    coinciding: list[tuple[int, int, int]]
    pair: Pair | None
    excluded: list[Excluded]
    hull: Hull


def decide(problem: ContinuousClass) -> Decision:
    """Decide a class.

    Raises
    ------
    InputError
        When Θ is empty.

    Claim: T23.

    Examples
    --------
    >>> from theory.files.instance_file import loads
    >>> segment = loads('''{"format": "user-diversity/instance/1", "responses": ["y0", "y1"],
    ...   "contexts": [{"user": "u", "prompt": "x", "probability": 1}], "comparators": {"baseline": "y0"},
    ...   "heads": [[[0], [1]]], "parameters": {"lower": [-1], "upper": [1]}}''')
    >>> found = decide(ContinuousClass.of(segment))
    >>> found.verdict, len(found.strict.leaves), found.pair.policy
    ('not bounded', 2, (0,))
    """
    hull = Hull.of(problem.region)
    same = coinciding(problem, hull)
    walker = Margins(problem)
    try:
        strict = strict_policies(problem, walker)
    except TooManyBranchesError:
        return Decision(None, None, None, same, None, [], hull)
    try:
        closed: Tree | None = closed_policies(problem, walker, strict)
    except TooManyBranchesError:
        closed = None
    pair, excluded = _examined(problem, strict.leaves)
    if pair is not None:
        pair = made_strict(problem, pair, strict.leaves[pair.policy])
        return Decision("not bounded", strict, closed, same, pair, [], hull)
    if not same:
        return Decision("bounded", strict, closed, same, None, excluded, hull)
    policies = None if closed is None else expanded(problem, closed)
    if policies is None:
        return Decision(None, strict, closed, same, None, excluded, hull)
    pair, further = _examined(problem, policies)
    if pair is not None:
        return Decision("boundary", strict, closed, same, pair, excluded, hull)
    return Decision("bounded", strict, closed, same, None, further, hull)


def _examined(problem: ContinuousClass, policies: Iterable[Policy]) -> tuple[Pair | None, list[Excluded]]:
    """Look for a confused policy, those that expose least first."""
    sights = [(policy, Sight.of(problem, policy)) for policy in policies]
    excluded = []
    for policy, sight in sorted(sights, key=lambda entry: (len(entry[1].basis), entry[0])):
        for answer in confusions(problem, policy, sight):
            if isinstance(answer, Pair):
                return answer, []
            excluded.append(answer)
    return None, excluded


def expanded(problem: ContinuousClass, tree: Tree) -> dict[Policy, Vector] | None:
    """Return every policy of a tree with a model of its closed cell; None beyond `MOST_EXPANDED`."""
    contexts, responses, _ = problem.shape
    if tree.count(contexts, responses) > MOST_EXPANDED:
        return None
    result = dict(tree.leaves)
    for prefix, point in tree.whole.items():
        waiting = [prefix]
        while waiting:
            policy = waiting.pop()
            if len(policy) == contexts:
                result[policy] = point
            else:
                waiting += [(*policy, y) for y in range(responses)]
    return result
