"""Every condition against its definition, quantifier by quantifier, on random instances."""

from __future__ import annotations

from dataclasses import FrozenInstanceError, replace
from fractions import Fraction
from itertools import product

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from checks import strategies
from theory.diversity import Conditions, ConfusingPair, Unexposed, Unidentified
from theory.files.instance_file import loads
from theory.instance import Instance
from theory.problem import Problem, tabular

TRAP = Conditions(tabular({"a": [[0, -1]], "b": [[0, 1]]}, baseline=0))
TOLD = Conditions(tabular({"a": [[0, -1]], "b": [[0, 1]], "c": [[0, 2]]}))
BLIND = Conditions(
    Problem.of(
        loads("""{"format": "user-diversity/instance/1", "responses": ["y0", "y1"],
          "contexts": [{"user": "u", "prompt": "x", "probability": "1/3"},
                       {"user": "v", "prompt": "x", "probability": "2/3"}],
          "comparators": [[[0, 1], [1, 0]], [[1, 0], [0, 1]]],
          "rewards": {"a": [[0, 2], [0, 1]], "b": [[0, 2], [0, -1]], "c": [[1, 0], [0, -1]]},
          "training": {"contexts": [{"user": "u", "prompt": "x", "probability": 1}], "behaviour": [[0, 1]]}}""")
    )
)
"""Nothing is ever compared in the second context: there a and b differ, and b and c do not."""

TIED = Conditions(tabular({"a": [[0, 1], [0, -1]], "b": [[0, 1], [0, 0]], "c": [[1, 0], [0, 2]]}))


def test_the_trap_by_hand():
    assert list(TRAP.confusing_pairs()) == [ConfusingPair(believed=0, hidden=1)]
    assert TRAP.hidden_counts.tolist() == [1, 0]
    assert [TRAP.hidden_from(m).tolist() for m in range(2)] == [[1], []]
    assert [TRAP.pointwise_diversity(m) for m in range(2)] == [False, True]
    assert TRAP.unexposed == {1: Unexposed(deployed=0, wrong=0), 0: Unexposed(deployed=0, wrong=1)}
    assert (TRAP.strong_diversity(0), TRAP.diversity) == (False, False)
    assert TRAP.unidentified is None
    assert (TRAP.unique_optimum, TRAP.global_identifiability, TRAP.regime) == (True, True, "logarithmic")


def test_what_is_told_apart_by_hand():
    assert list(TOLD.confusing_pairs()) == []
    assert (TOLD.unexposed, TOLD.unidentified, TOLD.regime) == ({}, None, "bounded")
    assert TOLD.views.shape == (1, 2, 3)
    assert ((TRAP._looks > 1).tolist(), (TOLD._looks > 1).tolist()) == ([[False, True]], [[True, True]])
    assert Conditions(tabular({"a": [[0, 1]], "b": [[2, 3]]}))._looks.max() == 1
    assert TOLD.alike(np.array([0]), 1).tolist() == [1]
    assert TRAP.alike(np.array([0]), 1).tolist() == [0, 1]
    assert TRAP.alike(np.array([1]), 1).tolist() == [1]


def test_what_nothing_tells_apart_by_hand():
    assert list(BLIND.confusing_pairs()) == [ConfusingPair(0, 1), ConfusingPair(1, 0)]
    assert BLIND.unidentified == Unidentified(first=0, second=1)
    assert (BLIND.regime, BLIND.strong_diversity(2)) == ("linear", True)
    assert BLIND.unexposed == {0: Unexposed(0, 1), 1: Unexposed(0, 0)}
    assert BLIND.offline_confusion == Unidentified(0, 1)


def test_ties_by_hand():
    assert [TIED.unique_optimum_of(m) for m in range(3)] == [True, False, True]
    assert (TIED.unique_optimum, TIED.regime) == (False, None)


@pytest.mark.parametrize("contexts", [1, 21, 22, 43, 190, 200])
def test_what_differs_in_one_context_of_many(contexts):
    """Three responses each: the last context alone is altered, wherever it lies in the bits that hold it."""
    same = [[0, -1, -2]] * (contexts - 1)
    rewards = {"a": [*same, [0, -1, -2]], "b": [*same, [0, -1, 5]], "c": [*same, [0, -1, -3]]}
    found = Conditions(tabular(rewards, baseline=0))
    assert list(found.confusing_pairs()) == [ConfusingPair(0, 1), ConfusingPair(2, 1)]
    assert (found.hidden_from(1).tolist(), found.regime) == ([], "logarithmic")


def test_what_only_both_contexts_tell_apart():
    """Four models with two gaps in each of two contexts: one context leaves pairs, whichever comes first."""
    rewards = {f"{one}{two}": [[0, -one], [0, -two]] for one, two in product((1, 2), repeat=2)}
    found = Conditions(tabular(rewards))
    assert [found.alike(np.array([0, 0]), m).tolist() for m in range(4)] == [[0], [1], [2], [3]]


def test_the_first_wrong_policy_is_found_among_many():
    """Served the baseline, nothing is told; the first model finds eleven responses as good and the twelfth worse."""
    others = {f"m{k}": [[int(y == k) for y in range(12)]] for k in range(1, 12)}
    found = Conditions(tabular({"tied": [[0] * 11 + [-1]], **others}, baseline=0))
    assert found.unexposed[0] == Unexposed(deployed=0, wrong=11)
    assert found.unexposed[1] == Unexposed(deployed=0, wrong=0)


def test_what_is_found_cannot_be_changed():
    for found in (ConfusingPair(0, 1), Unidentified(0, 1), Unexposed(0, 1), TRAP):
        with pytest.raises(FrozenInstanceError):
            setattr(found, next(iter(found.__dataclass_fields__)), 5)
    assert Conditions(TRAP.problem) != TRAP
    assert len({Conditions(TRAP.problem), TRAP}) == 2


def test_offline_diversity_takes_training():
    for problem in (TRAP.problem, replace(BLIND.problem, q=None), replace(BLIND.problem, beta=None)):
        with pytest.raises(AssertionError):
            _ = Conditions(problem).offline_confusion


class Definition:
    """The definitions of section 1, spelt out on Fractions."""

    def __init__(self, problem: Problem) -> None:
        models, _, responses = problem.shape
        self.problem, self.models, self.responses = problem, range(models), range(responses)
        self.contexts = [c for c, mass in enumerate(problem.p) if mass]

    def served(self, m: int, c: int) -> int:
        return max(self.responses, key=lambda y: (self.problem.reward(m, c, y), -y))

    def regret(self, m: int, theta: int) -> Fraction:
        r = self.problem.reward
        return sum(
            (
                self.problem.p[c] * (max(r(theta, c, y) for y in self.responses) - r(theta, c, self.served(m, c)))
                for c in self.contexts
            ),
            Fraction(0),
        )

    def same(self, a: int, b: int, c: int, y: int) -> bool:
        gap = self.problem.gap
        return all(gap(a, c, y, z) == gap(b, c, y, z) for z in self.responses if self.problem.kappa[c][y][z])

    def alike(self, g: int, a: int, b: int) -> bool:
        return all(self.same(a, b, c, self.served(g, c)) for c in self.contexts)

    def pairs(self) -> list[tuple[int, int]]:
        return [(a, b) for a, b in product(self.models, repeat=2) if self.alike(a, a, b) and self.regret(a, b)]

    def unexposed(self, theta: int) -> tuple[int, int] | None:
        found = ((g, m) for g in self.models for m in self.models if self.regret(m, theta) and self.alike(g, m, theta))
        return next(found, None)

    def unidentified(self) -> tuple[int, int] | None:
        shown = list(product(self.contexts, self.responses))
        return self.undecided(shown)

    def undecided(self, shown: list[tuple[int, int]]) -> tuple[int, int] | None:
        pairs = product(self.models, repeat=2)
        return next((p for p in pairs if all(self.same(*p, c, y) for c, y in shown) and self.regret(*p)), None)

    def unique(self, m: int) -> bool:
        rewards = ([self.problem.reward(m, c, y) for y in self.responses] for c in self.contexts)
        return all(row.count(max(row)) == 1 for row in rewards)

    def offline(self) -> tuple[int, int] | None:
        q, beta = self.problem.q, self.problem.beta
        assert q is not None
        assert beta is not None
        shown = [(c, y) for c in range(len(q)) for y in self.responses if q[c] and beta[c][y]]
        return self.undecided(shown)


def pair(found: Unidentified | None) -> tuple[int, int] | None:
    return None if found is None else (found.first, found.second)


@settings(deadline=None, max_examples=120)
@given(st.one_of(strategies.online(models=4), strategies.confusing(models=4), strategies.factored(finite=True)))
def test_online_conditions_agree_with_their_definitions(instance: Instance) -> None:
    problem = Problem.of(instance)
    found, defined = Conditions(problem), Definition(problem)
    pairs = defined.pairs()
    assert [(pair.believed, pair.hidden) for pair in found.confusing_pairs()] == pairs
    assert found.diversity is (not pairs)
    assert pair(found.unidentified) == defined.unidentified()
    for theta in defined.models:
        witness = found.unexposed.get(theta)
        assert (witness and (witness.deployed, witness.wrong)) == defined.unexposed(theta)
        assert found.strong_diversity(theta) is (witness is None)
        assert found.pointwise_diversity(theta) is (theta not in {a for a, _ in pairs})
        assert found.unique_optimum_of(theta) is defined.unique(theta)
        assert found.hidden_from(theta).tolist() == [b for a, b in pairs if a == theta]
    unique = all(map(defined.unique, defined.models))
    regime = "bounded" if not pairs else "linear" if defined.unidentified() else "logarithmic"
    assert found.unique_optimum is unique
    assert found.regime == (regime if unique else None)


@settings(deadline=None, max_examples=120)
@given(st.one_of(strategies.offline(), strategies.untold()))
def test_offline_diversity_agrees_with_its_definition(instance: Instance) -> None:
    problem = Problem.of(instance)
    assert pair(Conditions(problem).offline_confusion) == Definition(problem).offline()


@settings(deadline=None, max_examples=60)
@given(st.one_of(strategies.online(models=4), strategies.confusing(models=4)))
def test_strong_implies_diverse_implies_identifiable(instance: Instance) -> None:
    found = Conditions(Problem.of(instance))
    if all(found.strong_diversity(theta) for theta in range(len(instance.model_names))):
        assert found.diversity
    if found.diversity:
        assert found.global_identifiability
