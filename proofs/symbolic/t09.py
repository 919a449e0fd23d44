"""T9: the best worst-case regret is O(1), Θ(log T) or Θ(T), and D and G decide which."""

import sympy as sp

from proofs.symbolic.discharge import follows, polynomial_inequality
from proofs.symbolic.discharge.claimed import claimed
from proofs.symbolic.engine.ledger import entry
from proofs.symbolic.engine.step import ONE, ZERO, Proof, Step, eq, positive
from proofs.symbolic.engine.symbols import g, x

LEDGER = entry(__name__)


D, G = sp.Symbol("D"), sp.Symbol("G")
same_everywhere, same_where_believed, altered, confusing = map(
    sp.Symbol, ("equal gaps everywhere", "equal gaps under π_a", "Δ(a, b) > 0", "(a, b) is a confusing pair")
)
at_most_1, at_most_log, at_least_log, at_least_linear = map(sp.Symbol, ("O(1)", "O(log T)", "Ω(log T)", "Ω(T)"))
greedy_bounded = sp.Symbol("greedy has O(1)")

ORDERS = (sp.Not(sp.And(at_most_1, at_least_log)), sp.Not(sp.And(at_most_log, at_least_linear)))
TRICHOTOMY = sp.And(
    sp.Equivalent(at_most_1, D),
    sp.Equivalent(sp.And(at_most_log, at_least_log), sp.And(G, sp.Not(D))),
    sp.Equivalent(at_least_linear, sp.Not(G)),
    sp.Implies(D, greedy_bounded),
)
SUFFICIENCY = sp.Implies(D, sp.And(greedy_bounded, at_most_1))
EXPLORATION = sp.Implies(G, at_most_log)
NECESSITY = sp.And(sp.Implies(sp.Not(D), at_least_log), sp.Implies(sp.Not(G), at_least_linear))

PROOF = Proof(
    LEDGER.id,
    (
        Step(
            "without G there is a confusing pair",
            confusing,
            follows(),
            given=(
                sp.And(same_everywhere, altered),
                sp.Implies(same_everywhere, same_where_believed),
                sp.Implies(sp.And(same_where_believed, altered), confusing),
            ),
            because="equal gaps on everything exposed are equal gaps where π_a is deployed",
            mutant=sp.Not(confusing),
        ),
        Step(
            "and it has K = 0",
            eq(x / g, ZERO),
            polynomial_inequality(),
            given=(eq(x, ZERO), *positive(g)),
            because="no response reveals anything (the divergence of equal gaps is 0, L3): linear regret by T7",
            mutant=eq(x / g, ONE),
        ),
        Step(
            "trichotomy",
            TRICHOTOMY,
            follows(T1=SUFFICIENCY, T7=NECESSITY, T11=EXPLORATION),
            given=(*ORDERS, sp.Implies(D, G)),
            because="every regret is O(T); the orders exclude one another",
            mutant=sp.Equivalent(at_most_1, G),
        ),
        claimed(LEDGER, "bounded", theorem="T9_trichotomy"),
        claimed(LEDGER, "logarithmic", theorem="T9_trichotomy"),
    ),
)
