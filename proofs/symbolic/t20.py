"""T20: diversity is weaker than full rank, exhibited by two populations of exact rational heads."""

from collections.abc import Callable
from fractions import Fraction

import sympy as sp

from proofs.symbolic.discharge import exhibited, follows
from proofs.symbolic.discharge.claimed import claimed
from proofs.symbolic.engine.ledger import entry
from proofs.symbolic.engine.step import ZERO, Proof, Step, eq, gt, lt
from theory.diversity import Conditions
from theory.exact.linear import rank
from theory.instance import Baseline, Comparators, Context, Heads, Instance, Uniform
from theory.problem import Problem
from theory.span.linear_problem import LinearProblem

LEDGER = entry(__name__)


spans, nothing_hidden = sp.Symbol("Exp = Rel at every model"), sp.Symbol("no parameter of ℝ^d is hidden")
diverse, hidden = sp.Symbol("D"), sp.Symbol("an alternative is hidden over all of ℝ^d")
wrong, exposed, relevant, dimension = sp.symbols("wrong_pairs dim_Exp dim_Rel d", real=True)
CLASS = {
    "a": ("2", "1", "0"),
    "b": ("2", "1/2", "0"),
    "c": ("1", "2", "0"),
    "d": ("3/2", "2", "0"),
}


def population(comparators: Comparators) -> Instance:
    """Return one user, a response of reward 0, one for each of two coordinates, and a third coordinate nobody uses."""
    heads = ((0, 0, 0), (1, 0, 0), (0, 1, 0))
    return Instance(
        (Context("u", "x", Fraction(1)),),
        ("y0", "y1", "y2"),
        comparators,
        Heads(
            (tuple(tuple(map(Fraction, row)) for row in heads),), {m: tuple(map(Fraction, v)) for m, v in CLASS.items()}
        ),
        truth="a",
    )


def wrong_pairs(problem: Problem) -> int:
    """Return how many ordered pairs of models have Δ > 0: D must not hold for want of anything to learn."""
    models = range(len(problem.models))
    return sum(problem.shortfall(b, 0, int(problem.policy[a, 0])) > 0 for a in models for b in models)


def readings(instance: Instance) -> dict[sp.Symbol, Callable[[], object]]:
    """Return what each symbol of a statement is worth on the instance; directions are those at the truth."""
    problem, linear = Problem.of(instance), LinearProblem.of(instance)
    return {
        diverse: lambda: Conditions(problem).diversity,
        hidden: lambda: linear.adversary() is not None,
        wrong: lambda: wrong_pairs(problem),
        exposed: lambda: rank(linear.exposed_rows),
        relevant: lambda: rank(linear.relevant_rows),
        dimension: lambda: linear.dimension,
    }


PROOF = Proof(
    LEDGER.id,
    (
        Step(
            "spanning at every model suffices",
            sp.Implies(spans, diverse),
            follows(T15=sp.Implies(spans, nothing_hidden)),
            given=(sp.Implies(nothing_hidden, diverse),),
            because="Θ lies in ℝ^d, so that what nothing of ℝ^d hides from, no model of Θ hides from",
            mutant=sp.Implies(diverse, spans),
        ),
        Step(
            "diverse although the exposed directions do not span the space",
            sp.And(diverse, gt(wrong, ZERO), eq(exposed, relevant), lt(exposed, dimension)),
            exhibited(readings(population(Uniform()))),
            because="one coordinate is never used: it cannot alter a best response",
            mutant=sp.And(diverse, eq(exposed, dimension)),
        ),
        Step(
            "diverse although they do not span what is relevant",
            sp.And(diverse, gt(wrong, ZERO), lt(exposed, relevant), hidden),
            exhibited(readings(population(Baseline("y0")))),
            because="over all of ℝ^d there would be a hidden alternative (T15); within Θ none alters a best response",
            mutant=sp.And(diverse, eq(exposed, relevant)),
        ),
        claimed(LEDGER, "spanning suffices", "spanning at every model suffices"),
        claimed(LEDGER, "not necessary", "diverse although they do not span what is relevant"),
    ),
)
