"""Multipliers of a bounded class in integers: they add up as `theory.polytope.confusion.Excluded` says, exactly."""

from __future__ import annotations

from collections.abc import Iterator
from fractions import Fraction
from itertools import product

import pytest

from proofs.certificates.numbers import unconfused
from proofs.certificates.numbers.polytopes import decided_class
from proofs.certificates.numbers.unconfused import Exclusion, Places, UnconfusedClass, unconfused_class
from tests.proofs.certificates.draws import POLYTOPE, SMALL, instance
from tests.proofs.certificates.test_certificate import polytope
from theory.errors import InputError
from theory.instance import Instance
from theory.polytope.continuous import ContinuousClass, Policy
from theory.polytope.decision import decide

Vector = list[int]


def bounded() -> Iterator[tuple[Instance, UnconfusedClass]]:
    for seed in range(25):
        given = instance(POLYTOPE, seed, SMALL)
        try:
            found = decided_class(given)
        except InputError:
            continue
        if isinstance(found, UnconfusedClass):
            yield given, found


def sides(found: UnconfusedClass, weights: tuple[int, ...]) -> tuple[Vector, int]:
    """Σ weight · normal and Σ weight · bound."""
    total, value = [0] * found.tables.dimension, 0
    for weight, (normal, bound) in zip(weights, found.inequalities, strict=False):
        total, value = [a + weight * b for a, b in zip(total, normal, strict=True)], value + weight * bound
    return total, value


def gaps(found: UnconfusedClass, policy: Policy, places: Places) -> Vector:
    """Σ weight · (h_c(π(c)) − h_c(y)), heads in their unit."""
    total = [0] * found.tables.dimension
    for c, y, weight in places:
        head = found.tables.heads[c]
        total = [t + weight * (a - b) for t, a, b in zip(total, head[policy[c]], head[y], strict=True)]
    return total


def test_cuts_exclude_strict_preferences() -> None:
    cuts = 0
    for _, found in bounded():
        for cut in found.cuts:
            total, value = sides(found, cut.region)
            assert total == gaps(found, cut.policy, cut.prefers) and value <= 0
            assert min(cut.region, default=0) >= 0 and {w > 0 for *_, w in cut.prefers} == {True}
            cuts += 1
    assert cuts >= 10


def test_exclusions_add_up_for_every_response_that_is_not_served() -> None:
    excluded = 0
    for given, found in bounded():
        kappa = ContinuousClass.of(given).kappa
        for policy, rows in found.keeps:
            for (c, row), y in product(enumerate(rows), range(len(given.responses))):
                one = row[y]
                assert (one is None) == (y == policy[c])
                if one is not None:
                    adds_up(found, policy, (c, y), one)
                    assert all(kappa[k][policy[k]][z] for k, z, _ in one.alike)
                    excluded += 1
    assert excluded >= 10


def adds_up(found: UnconfusedClass, policy: Policy, place: tuple[int, int], one: Exclusion) -> None:
    hidden, most = sides(found, one.hidden)
    believed, more = sides(found, one.believed)
    alike, prefers = (gaps(found, policy, places) for places in (one.alike, one.prefers))
    step = [-x for x in gaps(found, policy, ((*place, one.scale),))]
    assert hidden == [a + b for a, b in zip(step, alike, strict=True)]
    assert believed == [a - b for a, b in zip(prefers, alike, strict=True)]
    assert most + more <= 0 < one.scale
    assert min((*one.hidden, *one.believed, *(w for *_, w in one.prefers)), default=0) >= 0


def test_policies_that_are_kept_and_cut_are_all_there_are() -> None:
    for given, found in bounded():
        ended = {policy for policy, _ in found.keeps} | {cut.policy for cut in found.cuts}
        for policy in product(range(len(given.responses)), repeat=len(given.contexts)):
            assert sum(policy[: len(branch)] == branch for branch in ended) == 1


def test_too_many_policies_are_refused_in_one_line(monkeypatch: pytest.MonkeyPatch) -> None:
    problem = ContinuousClass.of(polytope(2))
    decision = decide(problem)
    assert decision.verdict == "bounded" and unconfused_class(problem, decision).inequality_unit == Fraction(2)
    monkeypatch.setattr(unconfused, "MOST_BRANCHES", 1)
    with pytest.raises(InputError, match=r"at most 1 policies, not \d+$"):
        unconfused_class(problem, decision)
