"""T5: comparators of full support give strong diversity for every population, ties included.

The letters are the rewards, in one context, of the served response, of y and of y' under the model m and the truth.
"""

import sympy as sp

from proofs.symbolic.discharge import follows, kernel_only, polynomial_inequality
from proofs.symbolic.discharge.claimed import claimed
from proofs.symbolic.engine.ledger import entry
from proofs.symbolic.engine.step import Proof, Step, eq, ge, lt

LEDGER = entry(__name__)


m_served, m_y, m_other = sp.symbols("m_pi m_y m_y'", real=True)
t_served, t_y, t_other = sp.symbols("theta_pi theta_y theta_y'", real=True)
SEEN_Y, SEEN_OTHER = eq(m_served - m_y, t_served - t_y), eq(m_served - m_other, t_served - t_other)
wrong, differs, below_one = map(sp.Symbol, ("m is wrong", "m differs in an exposed gap", "ρ_π(m, θ) < 1"))

PROOF = Proof(
    LEDGER.id,
    (
        Step(
            "equal exposed gaps make all gaps equal",
            eq(m_y - m_other, t_y - t_other),
            polynomial_inequality(),
            given=(SEEN_Y, SEEN_OTHER),
            because="a gap is a difference of two gaps of the served response, which meets every comparator",
            mutant=eq(m_y - m_other, t_other - t_y),
        ),
        Step(
            "the best responses are the same",
            ge(t_y, t_other),
            polynomial_inequality("equal exposed gaps make all gaps equal"),
            given=(SEEN_Y, SEEN_OTHER, ge(m_y, m_other)),
            mutant=ge(t_y, t_other + 1),
        ),
        Step(
            "a wrong model differs in an exposed gap",
            sp.Or(sp.Ne(m_served - m_y, t_served - t_y), sp.Ne(m_served - m_other, t_served - t_other)),
            polynomial_inequality(),
            given=(ge(m_y, m_other), lt(t_y, t_other)),
            because="y is what m serves, y' what is better under θ, whatever was deployed",
            mutant=sp.Ne(m_served - m_y, t_served - t_y),
        ),
        Step(
            "strong diversity",
            sp.Implies(wrong, below_one),
            follows(L5=sp.Implies(differs, below_one)),
            given=(sp.Implies(wrong, differs),),
            because="different gaps have a coefficient below 1 (L1), and one of positive weight is enough (L5)",
            mutant=sp.Implies(wrong, sp.Not(below_one)),
        ),
        Step(
            "benchmark",
            "With comparators of full support, greedy's regret is bounded for every class, whatever the horizon.",
            kernel_only("T5_benchmark"),
        ),
        claimed(LEDGER, "headline", theorem="T5_benchmark"),
    ),
)
