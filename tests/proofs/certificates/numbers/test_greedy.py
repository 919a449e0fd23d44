from fractions import Fraction

import pytest

from checks.instance.check import check
from proofs.certificates.numbers.greedy import greedy_bound
from proofs.certificates.numbers.tables import of_problem
from tests.proofs.certificates.draws import instance
from theory.errors import InputError
from theory.instance import Baseline, Context, Instance, Rewards
from theory.problem import Problem


@pytest.mark.parametrize("seed", range(20))
@pytest.mark.parametrize("kind", ["rewards", "heads", "user heads"])
def test_the_bound_is_t1s_a_little_above(kind: str, seed: int) -> None:
    given = instance(kind, seed)
    problem = Problem.of(given)
    tables = of_problem(problem)
    truths = check(given, "all")["truths"]
    for theta, name in enumerate(problem.models):
        bound, true = greedy_bound(problem, tables, theta), truths[name]["greedy_regret_bound"]
        if true is None:
            assert bound is None
        else:
            assert bound is not None and bound.numerator == sum(n for *_, n in bound.shares)
            assert Fraction(true[0]) <= bound.value <= Fraction(true[1]) * Fraction(103, 100)


def test_models_that_are_too_close_are_refused() -> None:
    tiny = Fraction(1, 10**50)
    table = Rewards({"a": ((Fraction(0), tiny),), "b": ((Fraction(0), -tiny),)})
    close = Instance((Context("ann", "x", Fraction(1)),), ("y0", "y1"), Baseline("y0"), table)
    problem = Problem.of(close)
    with pytest.raises(InputError, match="the models a and b are too close"):
        greedy_bound(problem, of_problem(problem), 1)
