"""Samples enumerated for the checks, against a calculation by hand."""

from __future__ import annotations

from dataclasses import replace
from fractions import Fraction
from math import exp

import pytest

from checks.claims.samples import sizes, suboptimality
from theory.problem import Problem, tabular

ONE, ZERO = Fraction(1), Fraction(0)


def sampled(beta: tuple[Fraction, Fraction]) -> Problem:
    """Two models that disagree about one context; y1 is compared with the baseline y0."""
    problem = tabular({"a": [[0, -1]], "b": [[0, 2]]}, baseline=0)
    return replace(problem, q=(ONE,), beta=(beta,))


def test_before_any_sample_the_first_model_is_deployed() -> None:
    found = suboptimality(sampled((ZERO, ONE)), {0: 0, 1: 1})
    assert float(found[0][0]) == 0.0 and float(found[1][0]) == 2.0


def test_one_sample_deploys_the_model_that_makes_its_answer_more_likely() -> None:
    """Under b, y1 loses with probability σ(−2), which speaks for a, at a cost of 2.

    Under a it wins with probability σ(−1), at a cost of 1.
    """
    found = suboptimality(sampled((ZERO, ONE)), {0: 0, 1: 1})
    assert float(found[1][1]) == pytest.approx(2 / (1 + exp(2)), rel=1e-12)
    assert float(found[0][1]) == pytest.approx(1 / (1 + exp(1)), rel=1e-12)


def test_samples_that_tell_nothing_change_nothing() -> None:
    found = suboptimality(sampled((ONE, ZERO)), {1: 1})
    assert [float(value) for value in found[1]] == [2.0] * len(sizes(sampled((ONE, ZERO))))


def test_answers_may_follow_another_model_than_suboptimality_is_measured_at() -> None:
    """The truth is b, and the answers are those of a: y1 wins with σ(−1), which speaks for b."""
    found = suboptimality(sampled((ZERO, ONE)), {1: 0})
    assert float(found[1][1]) == pytest.approx(2 * (1 - 1 / (1 + exp(1))), rel=1e-12)
