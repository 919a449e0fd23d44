"""Hypotheses that a claim does not need, each with its reason and, where there is one, a kernel theorem.

A kernel theorem speaks for a pair if its statement, in ``Headline.v``, does not contain what the hypothesis is called
there. The tests read the file.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

ABOUT_OBJECTS = ("linear", "finite-linear", "factored", "polytope", "slate")
"""Hypotheses that say what kind of object a claim is about; without them it says nothing."""

SPELT: Mapping[str, tuple[str, ...]] = {
    "D": ("diverse",),
    "H3": ("unique_optimum",),
    "H4": ("full_support",),
    "H5": ("exp ", "expR"),
    "some-wrong": ("(0 < #|",),
}
"""What would be found in the statement of a kernel theorem that assumed a hypothesis."""


ANY_KNOWN_LINK: Mapping[str, str] = {
    "L5": "L5_potential_step",
    "L6": "L6_divergence",
    "T1": "T1_greedy_bounded",
    "T2": "T2_geometric_tail",
    "T3": "T3_exponential_convergence",
    "T4": "T4_log_class",
    "T6": "T6_two_point",
    "T7": "T7_logarithmic",
    "T8": "T8_admissible",
    "T9": "T9_trichotomy",
    "T11": "T11_forced_exploration",
    "T12": "T12_max_likelihood",
    "T13": "T13_lower_bound",
}
"""Where H5 is needed for the link to be known, but not for it to be logistic: the kernel theorem that speaks of every
positive, symmetric and injective link."""


@dataclass(frozen=True)
class Survival:
    """Why a claim survives without a hypothesis.

    Attributes
    ----------
    reason : str
        The proof, in a sentence.
    kernel : str
        A theorem of ``Headline.v`` that states the claim without it; empty where the reason is all there is.
    """

    reason: str
    kernel: str = ""

    def __str__(self) -> str:
        return f"{self.reason} (kernel: {self.kernel})" if self.kernel else self.reason


_TIES = "a tie is broken in the same way whenever a model is selected, and the proof asks for nothing else of π"

NOT_NEEDED: Mapping[tuple[str, str], Survival] = {
    ("L6", "H4"): Survival(
        "the chain rule adds up what each round reveals given its context, and K bounds that by the regret of the same "
        "round, whatever law the contexts follow, as long as it is the same under both models",
        "L6_divergence",
    ),
    ("T1", "H3"): Survival(_TIES, "T1_greedy_bounded"),
    ("T2", "D"): Survival("the potential of T2 never uses D: where ρ(m, θ) = 1 the bound is 1", "T2_geometric_tail"),
    ("T2", "H2"): Survival(
        "the argument looks at one model m at a time; the class may be infinite as long as a maximum-likelihood "
        "model exists"
    ),
    ("T2", "H3"): Survival(_TIES, "T2_geometric_tail"),
    ("T3", "some-wrong"): Survival(
        "where W is empty there are no mistakes, and the sum over W is 0", "T3_exponential_convergence"
    ),
    ("T4", "H3"): Survival(_TIES, "T4_log_class"),
    ("T4", "some-wrong"): Survival("where W is empty there are no mistakes"),
    ("T5", "H3"): Survival(
        "under full support the deployed response is compared with every other: equal gaps along any policy are equal "
        "gaps everywhere, so that the best responses are the same",
        "T5_benchmark",
    ),
    ("T7", "informative"): Survival("as K → 0 the bound tends to p0·δ·T/2, and T6 gives p0·δ·T where K = 0"),
    ("T8", "informative"): Survival("where K = 0, T6 gives R_T(a)/δ_a + R_T(b)/δ_b ≥ p0·T, so R_T(a)/ln T → ∞ = 1/K"),
    ("T10", "H3"): Survival(
        "while a is deployed no likelihood moves, and the tie goes to a for ever, whichever best response π_a picks",
        "T10_trap",
    ),
    ("T11", "H3"): Survival(_TIES, "T11_forced_exploration"),
    ("T12", "H3"): Survival(_TIES, "T12_max_likelihood"),
    ("T13", "altered"): Survival("where π_a(c0) is optimal for b, δ_b = 0, so δ = 0 and the right side is 0"),
    ("T14", "altered"): Survival("where π_a(c0) is optimal for b, δ_b = 0, so δ = 0 and the right side is 0"),
    ("T14", "H5"): Survival(
        "equal gaps give equal laws of the data whatever the link, and nothing else is used", "T14_blind"
    ),
    ("T19", "H6"): Survival(
        "the bound holds in every round for every response that ignores the user, whatever is observed"
    ),
    ("T27", "H2"): Survival(
        "every model is looked at by itself, as in T1 and T2: where W is infinite the sums may be infinite "
        "and the bound on a round is 1, as long as a maximum-likelihood model exists"
    ),
    ("T27", "H3"): Survival(
        "right models are those that cost nothing, and each of them draws slates that tell every wrong model from θ: "
        "no policy needs to be unique",
        "T27_slates",
    ),
    ("T27", "some-wrong"): Survival("where W is empty there are no mistakes, and nothing is left to tell apart"),
    ("T21", "D_theta"): Survival(
        "in a class {a, θ}, D fails at the truth only if π_θ never tells a from θ; then one round of π_θ makes a "
        "likelier with probability q = 0, and the right side is 0"
    ),
}
"""By claim and hypothesis."""
