"""Enumeration of a learner that keeps something in mind beside the feedback: a node is a state with a memory."""

from __future__ import annotations

from flint import arb

from checks.exact.enumerate import Enumeration, Level, Limit, OutOfBudgetError, View
from checks.exact.states import ROOT
from checks.learner_protocol import Learner, Memory, Rows
from theory.problem import Problem

Node = tuple[int, Memory]


class Remembering(Enumeration):
    """The levels of a learner with a memory; the keys of their weights are nodes, numbered as they are reached.

    Parameters
    ----------
    problem : Problem
        A finite problem.
    learner : Learner
        One with ``recalls`` that remembers the feedback of every round.
    """

    def __init__(self, problem: Problem, learner: Learner) -> None:
        self._nodes: list[Node] = [(ROOT, ())]
        self._found: dict[Node, int] = {self._nodes[0]: 0}
        super().__init__(problem, learner)

    def _view(self, node: int) -> View:
        state, memory = self._nodes[node]
        return View(self.states, state, memory)

    def _node(self, state: int, memory: Memory) -> int:
        number = self._found.setdefault((state, memory), len(self._nodes))
        if number == len(self._nodes):
            self._nodes.append((state, memory))
        return number

    def _advance(self, level: Level, limit: Limit) -> dict[int, arb]:
        t, size, after = len(self.levels), len(self.states), dict[int, arb]()
        try:
            for rows, members in level.groups:
                for node in members:
                    limit.check(len(self._nodes))
                    self._spread(node, rows, t, level.weights[node], after)
        except OutOfBudgetError:
            self.states.forget(size)
            raise
        self.states.settle()
        return after

    def _spread(self, node: int, rows: Rows, t: int, weight: arb, after: dict[int, arb]) -> None:
        """Hand the weight of a node on to those that may follow it."""
        state, recalled = self._nodes[node][0], self._recalled(node, t)
        for memory, contexts in recalled.items():
            moves = self.states.moves(rows, tuple(contexts))
            if moves.stay is not None:
                child = self._node(state, memory)
                after[child] = after.get(child, arb(0)) + weight * moves.stay
            for kind, step, mass in moves.steps:
                child = self._node(self.states.reach(state, kind, step), memory)
                after[child] = after.get(child, arb(0)) + weight * mass

    def _recalled(self, node: int, t: int) -> dict[Memory, list[int]]:
        """Return what may be kept in mind after round t, each with the contexts that lead to it."""
        view, recalls = self._view(node), self.learner.recalls
        assert recalls is not None
        found: dict[Memory, list[int]] = {}
        for c in self.problem.deployed:
            found.setdefault(recalls(view, t, c), []).append(c)
        return found

    def _level(self, t: int, weights: dict[int, arb]) -> Level:
        groups: dict[int, tuple[Rows, list[int]]] = {}
        for node in weights:
            rows = self.states.shared(self.plan(self._view(node), t))
            groups.setdefault(id(rows), (rows, []))[1].append(node)
        return Level(weights, list(groups.values()))

    def probabilities(self, theta: int, t: int) -> dict[int, arb]:
        """The law of the node before round t under truth θ."""
        ratios = self.ratios(theta)
        return {node: weight * ratios[self._nodes[node][0]] for node, weight in self.levels[t - 1].weights.items()}
