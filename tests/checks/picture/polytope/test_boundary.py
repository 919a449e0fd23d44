"""Lines through a decision boundary: what T24 asks of them holds, and its numbers are those of the ledger."""

from __future__ import annotations

from dataclasses import replace
from fractions import Fraction
from math import exp

import pytest

from checks.bench.bench_polytope import drawn
from checks.picture.polytope.boundary import Crossing, crossing
from theory.claims.polytope_scope import crossing as is_crossing
from theory.claims.scope import Scope
from theory.exact.enclosure import ball
from theory.instance import Heads, Instance
from theory.polytope.continuous import ContinuousClass
from theory.polytope.decision import decide

F = Fraction


def line(seed: int) -> tuple[Instance, ContinuousClass, Crossing | None]:
    instance = replace(drawn(3, 2, 3, seed), truth=(F(1, 3), F(-1, 5), F(1, 7)))
    problem = ContinuousClass.of(instance)
    decision = decide(problem)
    assert decision.strict is not None
    return instance, problem, crossing(problem, decision.strict.leaves.values())


def two(instance: Instance, found: Crossing, s: Fraction) -> Scope:
    """The two truths as a class of two models."""
    assert isinstance(instance.models, Heads)
    parameters = {"a": found.truth(s), "b": found.truth(-s)}
    return Scope(replace(instance, models=replace(instance.models, parameters=parameters), truth=None))


@pytest.mark.parametrize("seed", range(8))
def test_the_line_is_one_of_t24(seed: int) -> None:
    instance, problem, found = line(seed)
    assert found is not None
    for share in (1, 3, 50):
        s = found.reach / share
        assert problem.region.contains(found.truth(s)) and problem.region.contains(found.truth(-s))
        scope = two(instance, found, s)
        places = [c for c in range(2) if is_crossing(scope.problem, 0, 1, c)]
        assert any(problem.p[c] == found.mass for c in places)
        for rounds in (1, 7, 60):
            ledger = max(float(ball(scope.right_side("T24", "headline", a=0, b=1, c_0=c, T=rounds))) for c in places)
            assert 0 < found.least(s, rounds) <= ledger * (1 + 1e-9)


def test_the_envelope_is_what_the_best_distance_gives() -> None:
    _, _, found = line(0)
    assert found is not None
    first = int(4 / (found.spread * found.reach) ** 2) + 1
    assert found.envelope(first - 1) is None
    for rounds in (first, 10 * first):
        value = found.envelope(rounds)
        assert value is not None
        s = 2 / (float(found.spread) * rounds**0.5)
        by_hand = float(found.mass) * s / 4 * sum(exp(-t / rounds) for t in range(rounds))
        assert value <= by_hand <= value * (1 + 2 / rounds)


def test_a_class_of_one_policy_has_no_boundary() -> None:
    _, problem, _ = line(0)
    assert problem.theta is not None and crossing(problem, [problem.theta]) is None
