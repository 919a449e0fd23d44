"""Every condition against its definition, quantifier by quantifier, on random instances."""

from __future__ import annotations

from fractions import Fraction
from itertools import product

from hypothesis import given, settings
from hypothesis import strategies as st

from checks import strategies
from theory.diversity import Conditions
from theory.instance import Instance
from theory.problem import Problem


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

    def strong(self, theta: int) -> bool:
        return not any(self.alike(g, m, theta) for g in self.models for m in self.models if self.regret(m, theta))

    def identifiable(self) -> bool:
        return not any(
            all(self.same(a, b, c, y) for c in self.contexts for y in self.responses) and self.regret(a, b)
            for a, b in product(self.models, repeat=2)
        )

    def offline(self) -> bool:
        q, beta = self.problem.q, self.problem.beta
        assert q is not None
        assert beta is not None
        shown = [(c, y) for c in range(len(q)) for y in self.responses if q[c] and beta[c][y]]
        return not any(
            all(self.same(a, b, c, y) for c, y in shown) and self.regret(a, b)
            for a, b in product(self.models, repeat=2)
        )


@settings(deadline=None, max_examples=150)
@given(st.one_of(strategies.online(models=4), strategies.confusing(models=4), strategies.factored(finite=True)))
def test_online_conditions_agree_with_their_definitions(instance: Instance) -> None:
    problem = Problem.of(instance)
    found, defined = Conditions(problem), Definition(problem)
    pairs = defined.pairs()
    assert [(pair.believed, pair.hidden) for pair in found.confusing_pairs()] == pairs
    assert found.diversity is (not pairs)
    assert found.global_identifiability is defined.identifiable()
    for theta in defined.models:
        assert found.strong_diversity(theta) is defined.strong(theta)
        assert found.pointwise_diversity(theta) is (theta not in {a for a, _ in pairs})


@settings(deadline=None, max_examples=150)
@given(st.one_of(strategies.offline(), strategies.untold()))
def test_offline_diversity_agrees_with_its_definition(instance: Instance) -> None:
    problem = Problem.of(instance)
    assert (Conditions(problem).offline_confusion is None) is Definition(problem).offline()


@settings(deadline=None, max_examples=100)
@given(st.one_of(strategies.online(models=4), strategies.confusing(models=4)))
def test_strong_implies_diverse_implies_identifiable(instance: Instance) -> None:
    found = Conditions(Problem.of(instance))
    if all(found.strong_diversity(theta) for theta in range(len(instance.model_names))):
        assert found.diversity
    if found.diversity:
        assert found.global_identifiability
