from fractions import Fraction

import pytest

from proofs.certificates.numbers.tables import of_problem
from tests.proofs.certificates.draws import instance
from theory.problem import Problem


@pytest.mark.parametrize("seed", range(30))
@pytest.mark.parametrize("kind", ["rewards", "heads", "user heads"])
def test_the_integers_are_the_instance(kind: str, seed: int) -> None:
    problem = Problem.of(instance(kind, seed))
    tables = of_problem(problem)
    models, contexts, responses = problem.shape
    assert tables.others == responses - 1
    assert [Fraction(w, tables.total) for w in tables.weights] == list(problem.p)
    for c in range(contexts):
        for y in range(responses):
            assert [Fraction(k, tables.comparator_unit) for k in tables.comparators[c][y]] == list(problem.kappa[c][y])
            for m in range(models):
                assert Fraction(tables.rewards[m][c][y], tables.reward_unit) == problem.reward(m, c, y)
    assert [list(row) for row in tables.served] == problem.policy.tolist()
