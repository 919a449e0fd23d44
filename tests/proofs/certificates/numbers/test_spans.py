from fractions import Fraction

import pytest

from proofs.certificates.numbers.spans import Hidden, Spanned, span_certificate
from tests.proofs.certificates.draws import instance
from theory.instance import Vector
from theory.span.linear_problem import LinearProblem


def total(weights: list[Fraction], rows: list[Vector], size: int) -> Vector:
    return tuple(sum((w * row[i] for w, row in zip(weights, rows, strict=True)), Fraction(0)) for i in range(size))


@pytest.mark.parametrize("kind", ["all heads", "all user heads"])
def test_the_verdict_is_right_and_proves_itself(kind: str) -> None:
    kinds = set()
    for seed in range(40):
        problem = LinearProblem.of(instance(kind, seed))
        certificate = span_certificate(problem)
        kinds.add(type(certificate))
        tables = certificate.tables
        assert tuple(Fraction(x, tables.vector_unit) for x in tables.theta) == problem.theta
        assert tuple(Fraction(x, tables.head_unit) for x in tables.heads[0][1]) == problem.heads[0][1]
        if isinstance(certificate, Hidden):
            alternative = tuple(Fraction(x, tables.vector_unit) for x in certificate.alternative)
            assert problem.hides(alternative) is not None and not problem.spanning
        else:
            assert problem.spanning
            rows = [problem.difference(c, y) for c, y in certificate.basis]
            assert all(problem.kappa[c][problem.policy[c]][y] for c, y in certificate.basis)
            for c, combinations in enumerate(certificate.combinations):
                for y, (divisor, weights) in enumerate(combinations):
                    made = total([Fraction(x, divisor) for x in weights], rows, problem.dimension)
                    assert made == problem.difference(c, y)
    assert kinds == {Hidden, Spanned}
