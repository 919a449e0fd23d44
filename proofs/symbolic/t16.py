"""T16: user heads. (a) offline, target heads in the span of training heads; (b) baseline protocol; (c) full support.

Head coordinates are i = 1, …, k and feature coordinates j = 1, …, d, for arbitrary k and d.
"""

import sympy as sp

from proofs.symbolic.discharge import identity, kernel_only, polynomial_inequality, termwise
from proofs.symbolic.discharge.claimed import claimed
from proofs.symbolic.engine.ledger import entry
from proofs.symbolic.engine.step import ONE, ZERO, Proof, Step, eq, gt, lt, nonnegative
from proofs.symbolic.engine.symbols import d, i, j, k, n, s, total, x, y

LEDGER = entry(__name__)


HEAD, V, G, F, C, SHIFT, ALPHA = (
    sp.IndexedBase(letter, real=True) for letter in ("w", "v", "g", "f", "c", "z", "alpha")
)
HEADS, FEATURES = sp.IndexedBase("w", real=True), sp.IndexedBase("f", real=True)
user = sp.Symbol("u", integer=True)
users = sp.Symbol("U", integer=True)
SERVED, OTHER, BASE = (sp.IndexedBase(letter, real=True) for letter in ("phi_pi", "phi_y", "phi_0"))
MATRIX = sp.IndexedBase("B", real=True)
gap = sp.Symbol("gap", real=True)


def heads(term: sp.Expr) -> sp.Sum:
    """Return the sum over head coordinates."""
    return total(term, i, k)


def features(term: sp.Expr) -> sp.Sum:
    """Return the sum over feature coordinates."""
    return total(term, j, d)


def gap_of(first: sp.IndexedBase, second: sp.IndexedBase) -> sp.Sum:
    """Return wᵀ B (φ − φ') for two responses."""
    return heads(features(HEAD[i] * MATRIX[i, j] * (first[j] - second[j])))


CHANGE = heads(features(HEAD[i] * V[i] * G[j] * F[j]))
TARGET = heads(total(ALPHA[user] * HEADS[user, i], user, users) * SHIFT[i])
BY_USER = total(ALPHA[user] * heads(HEADS[user, i] * SHIFT[i]), user, users)

OFFLINE = (
    Step(
        "a rank-one change factorises",
        eq(CHANGE, heads(HEAD[i] * V[i]) * features(G[j] * F[j])),
        identity(),
        because="B + v gᵀ changes the gap of user u along f by ⟨w_u, v⟩⟨g, f⟩",
        mutant=eq(CHANGE, heads(HEAD[i] * V[i]) + features(G[j] * F[j])),
    ),
    Step(
        "some training direction meets g",
        eq(
            features(G[j] * total(C[n] * FEATURES[n, j], n, users)),
            total(C[n] * features(G[j] * FEATURES[n, j]), n, users),
        ),
        identity(),
        because="g = Σ c_n f_n lies in F and ⟨g, g⟩ > 0, so some ⟨g, f_n⟩ is not 0",
        mutant=eq(
            features(G[j] * total(C[n] * FEATURES[n, j], n, users)), total(features(G[j] * FEATURES[n, j]), n, users)
        ),
    ),
    Step(
        "hidden exactly if orthogonal to the head",
        sp.Equivalent(eq(x * y, ZERO), eq(x, ZERO)),
        polynomial_inequality(),
        given=(sp.Ne(y, 0),),
        because="x = ⟨w_u, v⟩ for a training user u, y = ⟨g, f⟩ for a training direction that meets g",
        mutant=sp.Equivalent(eq(x * y, ZERO), eq(y, ZERO)),
    ),
    Step(
        "a visible change can be scaled to alter a best response",
        lt(gap + s * x, ZERO),
        polynomial_inequality(),
        given=(sp.Ne(x, 0), eq(s * x, -gap - 1), *nonnegative(gap)),
        because="if ⟨w, v⟩⟨g, f'⟩ ≠ 0 for a target user, a multiple of v makes the served response worse",
        mutant=lt(gap + s * x, sp.Integer(-1)),
    ),
    Step(
        "an orthogonal change alters nothing",
        eq(gap + s * x * y, gap),
        polynomial_inequality(),
        given=(eq(x, ZERO),),
        mutant=eq(gap + s * x * y, gap + 1),
    ),
    Step(
        "a spanned head sees what its users see",
        eq(TARGET, BY_USER),
        identity(),
        because="w_v = Σ α_u w_u and z = M f' with f' ∈ F' ⊆ F",
        mutant=eq(TARGET, total(heads(HEADS[user, i] * SHIFT[i]), user, users)),
    ),
    Step(
        "if they see nothing, neither does it",
        eq(BY_USER, ZERO),
        termwise(polynomial_inequality()),
        given=(eq(heads(HEADS[user, i] * SHIFT[i]), ZERO),),
        mutant=eq(BY_USER, ONE),
    ),
    Step(
        "a head outside the span has a hidden direction",
        gt(x, ZERO),
        polynomial_inequality(),
        given=(eq(x, y), gt(y, ZERO)),
        because="v = the component of w orthogonal to the training heads: ⟨w, v⟩ = ‖v‖² > 0",
        mutant=gt(x, y),
    ),
    *(
        Step(f"(a) on the model, {kind}", words, kernel_only(theorem))
        for kind, words, theorem in (
            ("hidden", "B + v gᵀ with 0 ≠ g ∈ F is hidden iff ⟨w_u, v⟩ = 0 for every training user u.", "T16a_literal"),
            ("alters", "It can alter a best response iff ⟨w, v⟩ ≠ 0 for some target user w.", "T16a_literal"),
            ("spans", "D_off over ℝ^{k×d} iff the training heads span every target head.", "T16a_diverse_offline"),
        )
    ),
)

ONLINE = (
    Step(
        "differences of heads through the baseline",
        eq(gap_of(SERVED, OTHER), gap_of(SERVED, BASE) - gap_of(OTHER, BASE)),
        identity(),
        because="(b) Rel is spanned by what the baseline is compared with: Σ over responses of span{w_u} ⊗ e_y, while "
        "Exp keeps for y the users with π(u) = y only",
        mutant=eq(gap_of(SERVED, OTHER), gap_of(SERVED, BASE) + gap_of(OTHER, BASE)),
    ),
    Step(
        "full support exposes all differences",
        eq(gap_of(OTHER, BASE), gap_of(SERVED, BASE) - gap_of(SERVED, OTHER)),
        identity(),
        because="(c) Exp = Σ_x span{w_u} ⊗ F_x, whatever is served",
        mutant=eq(gap_of(OTHER, BASE), gap_of(SERVED, BASE) + gap_of(SERVED, OTHER)),
    ),
    Step(
        "(b) uniform diversity fails",
        "Over ℝ^{k×d} a model that serves everyone the baseline is confusable as soon as some head is not 0.",
        kernel_only("T16b_not_diverse"),
    ),
)

PROOF = Proof(
    LEDGER.id,
    (
        *OFFLINE,
        *ONLINE,
        claimed(LEDGER, "offline", theorem="T16a_diverse_offline"),
        claimed(LEDGER, "baseline", theorem="T16b_baseline"),
        claimed(LEDGER, "full support", theorem="T16c_full_support"),
    ),
)
