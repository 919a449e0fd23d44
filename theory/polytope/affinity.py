"""How well models can hide: certified bounds on the largest affinity ρ over the cells, by branch and bound.

The deficit is bounded from below on branches (`theory.polytope.bounding`). Branches decide what is deployed in
one more context, or split the range of a gap. The other end is the deficit at a model that was met.

Claim: L1, T17, T22.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from fractions import Fraction
from functools import cached_property
from heapq import heappop, heappush
from itertools import count

from flint import arb

from theory.exact.enclosure import ball, bounds
from theory.exact.linear import dot
from theory.instance import Vector
from theory.polytope.bounding import Bounding
from theory.polytope.continuous import ContinuousClass, Exposed, Policy
from theory.polytope.hiding.minorants import HELLINGER, Loss
from theory.polytope.hiding.proof import NEAR, Branch, Choice, Deficit, Node, Proof


@dataclass
class _Met:
    """A branch on the heap: its node, and what the solver found in it."""

    node: Node
    point: Vector


@dataclass(eq=False)
class Hiding:
    """The search for the model that hides best from a truth with a unique optimum.

    Attributes
    ----------
    problem : ContinuousClass
        With its truth.
    loss : Loss
        Of one comparison.
    budget : int
        How many branches may be bounded in one search.
    """

    problem: ContinuousClass
    loss: Loss = HELLINGER
    budget: int = 300

    @cached_property
    def bounding(self) -> Bounding:
        """What bounds the branches of all searches."""
        return Bounding(self.problem, self.loss)

    def mistakes(self) -> Iterator[Choice]:
        """Yield the (c, y) with y ≠ π_θ(c)."""
        for c, served in enumerate(self.bounding.served):
            yield from ((c, y) for y in range(self.problem.shape[1]) if y != served)

    def believed(self) -> Deficit:
        """Bound 1 − ρ̂: a wrong policy is deployed while a model of its cell is believed."""
        return self._least([Branch((place,), (place,)) for place in self.mistakes()], tied=True)

    def cell(self, policy: Policy) -> Deficit:
        """Bound 1 − ρ̂_π: the least deficit in a policy's closed cell while it is deployed."""
        places = tuple(enumerate(policy))
        return self._least([Branch(places, places)], tied=True)

    def settled(self) -> Deficit:
        """Bound 1 − ρ̂_*: the truth's policy is deployed and a model of a wrong policy's cell survives."""
        deployed = tuple(enumerate(self.bounding.served))
        return self._least([Branch((place,), deployed) for place in self.mistakes()], tied=False)

    def strong(self, level: bool = False) -> Deficit:
        """Bound 1 − ρ̄: anything is deployed; with ``level``, over the facets of the truth's cell alone."""
        return self._least([Branch((place,), (), (), level) for place in self.mistakes()], tied=False)

    def _least(self, roots: Sequence[Branch], tied: bool) -> Deficit:
        """Search best first for the smallest deficit; ``tied``: what is deployed is best for the model."""
        order, heap, found = count(), list[tuple[Fraction, int, _Met]](), Deficit(Fraction(1), Fraction(1))

        def consider(branch: Branch, around: Proof | None) -> Node:
            found.programs += 1
            proof, point = self.bounding.bounded(branch)
            if around is not None and proof.low is not None and around.low is not None and around.low > proof.low:
                proof = around
            node = Node(branch, proof)
            if proof.low is not None:
                assert point is not None
                found.high = min(found.high, self._deficit(branch, point, tied))
                heappush(heap, (proof.low, next(order), _Met(node, point)))
            return node

        found.roots = [consider(root, None) for root in roots]
        while heap and found.programs < self.budget and heap[0][0] < NEAR * found.high:
            met = heap[0][2]
            parts = self._parts(met, tied)
            if not parts:
                break
            heappop(heap)
            met.node.parts = [consider(branch, met.node.proof) for branch in parts]
        if heap:
            found.low = heap[0][0]
            found.high = max(found.low, found.high)
        return found

    def _parts(self, met: _Met, tied: bool) -> list[Branch]:
        """Decide the context that adds most, or split the gap whose lines are furthest from it."""
        branch, point = met.node.branch, met.point
        c, gain = self._open(branch, point, tied)
        seen, loose = self._loosest(branch, point)
        if c is not None and (gain >= loose or seen is None):
            choices = [(c, y) for y in range(self.problem.shape[1])]
            return [
                Branch((*branch.wins, one) if tied else branch.wins, (*branch.deployed, one), branch.cuts, branch.level)
                for one in choices
            ]
        if seen is None:
            return []
        place = seen.context, seen.deployed, seen.comparator
        lines = self.bounding.lines(branch, seen)
        middle, room = dot(seen.direction, point), (lines.high - lines.low) / 8
        middle = _short(min(max(middle, lines.low + room), lines.high - room))
        cuts = (place, 1, middle), (place, -1, -middle)
        return [Branch(branch.wins, branch.deployed, (*branch.cuts, cut), branch.level) for cut in cuts]

    def _open(self, branch: Branch, point: Vector, tied: bool) -> tuple[int | None, float]:
        """Return the undecided context that would add most at a model, and what."""
        decided = {c for c, _ in branch.deployed}
        most: tuple[int | None, float] = None, 0.0
        for c in range(len(self.problem.heads)):
            if c not in decided:
                served = [self.problem.best_in(c, point)[0]] if tied else range(self.problem.shape[1])
                gain = min(self._added(c, y, point) for y in served)
                if most[0] is None or gain > most[1]:
                    most = c, gain
        return most

    def _added(self, c: int, y: int, point: Vector) -> float:
        seen = self.problem.exposed_in(c, y)
        return sum(float(one.weight) * float(self.bounding.value(one, point).mid()) for one in seen)

    def _loosest(self, branch: Branch, point: Vector) -> tuple[Exposed | None, float]:
        """Return the comparison whose lines are furthest below it at a model, and how far."""
        furthest: tuple[Exposed | None, float] = None, 0.0
        for one in self.bounding.terms(branch):
            lines, gap = self.bounding.lines(branch, one), float(dot(one.direction, point))
            if lines.high > lines.low:
                height = max(float(v) + float(s) * gap for s, v in lines.lines)
                far = float(one.weight) * (float(self.bounding.value(one, point).mid()) - height)
                if furthest[0] is None or far > furthest[1]:
                    furthest = one, far
        return furthest

    def _deficit(self, branch: Branch, model: Vector, tied: bool) -> Fraction:
        """Return an upper bound of the deficit of a model, what is open being deployed as it hides best.

        Where only what is best for the model may be deployed, its first best response is.
        """
        deployed = dict(branch.deployed)
        for c in range(len(self.problem.heads)):
            if c not in deployed:
                choices = [self.problem.best_in(c, model)[0]] if tied else range(self.problem.shape[1])
                deployed[c] = min(choices, key=lambda y: self._added(c, y, model))
        total = arb(0)
        for c, y in deployed.items():
            for seen in self.problem.exposed_in(c, y):
                total += ball(seen.weight) * self.bounding.value(seen, model)
        return bounds(total)[1]


def _short(x: Fraction) -> Fraction:
    return Fraction(round(x * 4096), 4096)
