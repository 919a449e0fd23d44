from fractions import Fraction

import pytest
from flint import arb, ctx

from theory.comparisons import (
    comparisons,
    exposed,
    exposed_uniformly,
    offline_comparisons,
    outcomes,
    pair_comparisons,
    uniform_comparisons,
)
from theory.files.instance_file import read
from theory.problem import Problem

HALF = Fraction(1, 2)

DOCUMENT = {
    "format": "user-diversity/instance/1",
    "contexts": [
        {"user": "ann", "prompt": "x", "probability": "1/4"},
        {"user": "bob", "prompt": "x", "probability": "3/4"},
    ],
    "responses": ["none", "some"],
    "comparators": [[["0", "1"], ["1/3", "2/3"]], [["1", "0"], ["1", "0"]]],
    "rewards": {"m": [["0", "1"], ["0", "-2"]], "t": [["0", "3"], ["0", "5"]]},
    "training": {
        "contexts": [{"user": "bob", "prompt": "x", "probability": "1"}],
        "behaviour": [["1/5", "4/5"]],
    },
}
PROBLEM = Problem.of(read(DOCUMENT))


def test_a_round_brings_every_comparison_the_policy_can_meet():
    assert comparisons(PROBLEM, (1, 0), 0, 1) == [
        (Fraction(1, 12), 1, 3),
        (Fraction(1, 6), 0, 0),
        (Fraction(3, 4), 0, 0),
    ]


def test_a_uniform_round_averages_over_deployed_responses():
    assert sorted(uniform_comparisons(PROBLEM, 0, 1)) == sorted(
        [
            (Fraction(1, 8), -1, -3),
            (Fraction(1, 24), 1, 3),
            (Fraction(1, 12), 0, 0),
            (Fraction(3, 8), 0, 0),
            (Fraction(3, 8), -2, 5),
        ]
    )


def test_an_offline_tuple_follows_q_beta_and_kappa():
    assert offline_comparisons(PROBLEM, 0, 1) == [(Fraction(1, 5), 0, 0), (Fraction(4, 5), 2, -5)]


def test_two_responses_are_one_offline_comparison_whichever_was_deployed():
    document = DOCUMENT | {"comparators": [[["0", "1"], ["1/3", "2/3"]], [["1/4", "3/4"], ["1", "0"]]]}
    problem = Problem.of(read(document))
    assert offline_comparisons(problem, 0, 1) == [
        (Fraction(1, 20), 0, 0),
        (Fraction(3, 20) + Fraction(4, 5), 2, -5),
    ]


def test_outcomes_take_both_signs():
    assert list(outcomes([(HALF, Fraction(1), Fraction(-2))])) == [(HALF, 1, -2), (HALF, -1, 2)]


def test_an_action_in_a_context_is_taken_for_sure():
    assert pair_comparisons(PROBLEM, 0, 1, 0, 1) == [(Fraction(1, 3), 1, 3), (Fraction(2, 3), 0, 0)]


def test_whole_gaps_over_their_parts_are_the_gaps():
    """Rewards of other denominators in each context and models that agree on nothing."""
    rewards = {"m": [["1/3", "1/2"], ["2", "-2/5"]], "t": [["-1", "3"], ["1/7", "5"]]}
    problem = Problem.of(read(DOCUMENT | {"rewards": rewards}))
    for exposure in (exposed(problem, (1, 0)), exposed(problem, (0, 1)), exposed_uniformly(problem)):
        whole = [(Fraction(g, over), Fraction(h, over)) for g, h, over in exposure.whole_gaps(problem, 0, 1)]
        assert whole == [(g, h) for _, g, h in exposure.gaps(problem, 0, 1)]


@pytest.mark.parametrize("precision", [53, 200])
def test_enclosed_weights_hold_the_weights_at_every_precision(precision):
    """Of a round, which is put together from its contexts, and of a uniform one, which is not."""
    for exposure in (exposed(PROBLEM, (1, 0)), exposed_uniformly(PROBLEM)):
        with ctx.workprec(precision):
            told = exposure.weights()
            assert len(told) == len(exposure.rows)
            for ball, row in zip(told, exposure.rows, strict=True):
                weight = arb(row[0].numerator) / row[0].denominator
                assert ball.overlaps(weight)
                assert ball.rad() < arb(2) ** (5 - precision)
