from itertools import islice

import pytest

from checks.refute.drawing.confusing import pair_population
from checks.refute.drawing.instance_families import hiding, sampler, tied, two_best
from checks.refute.searching.search import stream
from theory.claims import LEDGER
from theory.files.instance_file import read
from theory.files.writing import document
from theory.instance import Explicit
from theory.problem import Problem


def drawn(draw, count):
    return [draw(rng) for rng in islice(stream(4, "samplers"), count)]


@pytest.mark.parametrize("claim", LEDGER, ids=lambda claim: claim.id)
def test_a_family_draws_valid_instances(claim):
    for instance in drawn(sampler(claim.id), 8):
        assert read(document(instance)) == instance


def test_less_is_told_now_and_then():
    law = [isinstance(instance.comparators, Explicit) for instance in drawn(hiding(pair_population), 40)]
    assert any(law) and not all(law)


def test_second_optima_are_more_frequent():
    def ties(draw):
        problems = [Problem.of(instance) for instance in drawn(draw, 60)]
        return sum(bool((problem.optimal.sum(axis=2) > 1).any()) for problem in problems)

    assert ties(tied(pair_population)) > ties(pair_population)


def test_the_truth_has_two_best_responses():
    for instance in drawn(two_best, 5):
        problem = Problem.of(instance)
        assert problem.optimal[problem.truth, 0].tolist() == [True, True, False, False]
        assert not problem.optimal[:, 0, 2].any()
