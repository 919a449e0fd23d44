from fractions import Fraction

from proofs.certificates.numbers.pairs import PairBound, pair_bound
from proofs.certificates.numbers.tables import of_problem
from tests.proofs.certificates.draws import instance
from theory.diversity import Conditions
from theory.exact.enclosure import bounds
from theory.problem import Problem
from theory.quantities import altered_contexts, hidden_gap, information_per_regret, second_best_gap

DRAWN = [(kind, seed) for kind in ("rewards", "user heads") for seed in range(60)]


def found(kind: str, seed: int) -> tuple[Conditions, PairBound | None]:
    problem = Problem.of(instance(kind, seed))
    conditions = Conditions(problem)
    return conditions, pair_bound(conditions, of_problem(problem), problem.truth)


def test_the_constants_are_on_the_safe_side_and_close() -> None:
    pairs = 0
    for conditions, bound in (found(kind, seed) for kind, seed in DRAWN):
        if bound is None:
            continue
        pairs += 1
        problem, a, b, c = conditions.problem, bound.believed, bound.hidden, bound.context
        assert (
            b in conditions.hidden_from(a) and conditions.unique_optimum_of(a) and c in altered_contexts(problem, a, b)
        )
        gap, short = second_best_gap(problem, a, c), hidden_gap(problem, a, b, c)
        unit = of_problem(problem).reward_unit
        assert (Fraction(bound.least_gap, unit), Fraction(bound.shortfall, unit)) == (gap, short)
        exact = problem.p[c] * gap * short / (gap + short)
        assert exact * Fraction(99, 100) <= bound.stakes <= exact
        rate = information_per_regret(problem, a, b)
        assert bounds(rate)[1] <= bound.rate if not rate.is_zero() else bound.rate == 0
    assert pairs >= 10


def test_a_pair_is_found_wherever_one_has_unique_optima() -> None:
    for conditions, bound in (found(kind, seed) for kind, seed in DRAWN):
        pairs = list(conditions.confusing_pairs())
        assert (bound is not None) == any(conditions.unique_optimum_of(pair.believed) for pair in pairs)


def test_pairs_of_the_truth_come_first() -> None:
    for conditions, bound in (found(kind, seed) for kind, seed in DRAWN):
        truth = conditions.problem.truth
        if bound is not None and truth is not None:
            usable = [p for p in conditions.confusing_pairs() if conditions.unique_optimum_of(p.believed)]
            assert (truth in (bound.believed, bound.hidden)) == any(truth in (p.believed, p.hidden) for p in usable)
