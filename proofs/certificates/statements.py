"""What can be certified of a finite class: each statement with its sentence, the facts it computes and its proof."""

from __future__ import annotations

from fractions import Fraction

from proofs.certificates import rocq_text as text
from proofs.certificates.numbers.greedy import GreedyBound, Share
from proofs.certificates.numbers.pairs import PairBound
from proofs.certificates.rocq_file import Statement, computed, index, proved

MODELS = "(beliefs R instance_valid)"
_LEARNER = "(A : learner (users R instance_valid))"
_PAIR = "R _ instance_valid _ _ _ _ _ _ _ hidden stakes"


def diversity() -> Statement:
    """(D) holds."""
    return Statement(
        "diversity",
        "D",
        "User diversity (D) holds: no model confirms itself while another, for which its policy is not best, looks the"
        " same.",
        (computed("diversity_computed", "diverseZ instance"),),
        "Theorem diversity : diverse K." + proved("@certified_diverse R _ instance_valid diversity_computed"),
    )


def greedy(bound: GreedyBound, name: str) -> Statement:
    """Greedy's regret at one truth is at most a rational at every horizon."""
    m, theorem, shares = f"model_{bound.theta}", f"greedy_regret_{bound.theta}", f"shares_{bound.theta}"
    pair = f"{bound.numerator} {bound.denominator}"
    listed = text.wrapped(text.listed(map(_share, bound.shares)))
    return Statement(
        theorem,
        "T1",
        f"At the truth {name}, greedy's regret is at most {decimal(bound.value)} at every horizon, however it breaks"
        " ties before the context is seen.",
        (
            index(m, "models", bound.theta),
            f"Definition {shares} : seq share :=\n{listed}.",
            computed(f"{theorem}_computed", f"boundedZ instance {m} {shares} {pair}"),
        ),
        f"Theorem {theorem} {_LEARNER} : greedy_learner K A ->\n"
        f"  forall T, Regret A (K {m}) T <= fraction {pair}."
        + proved(f"@certified_greedy R _ instance_valid {m} {shares} {pair} {theorem}_computed A"),
    )


def _share(share: Share) -> str:
    halvings, bits, numerator = share
    return f"({halvings}%N, {bits}%N, {numerator}%BZ)"


def confusing(a: int, b: int, names: tuple[str, str]) -> list[Statement]:
    """Two models are a confusing pair, so that (D) fails."""
    fact = computed("hidden", f"confusingZ instance model_{a} model_{b}")
    lemmas = (index(f"model_{a}", "models", a), index(f"model_{b}", "models", b), fact)
    return [
        Statement(
            "confusing_pair",
            "D",
            f"User diversity (D) fails: serving what is best for {names[0]} shows nothing that tells {names[0]} from"
            f" {names[1]}, and is not best for {names[1]}.",
            lemmas,
            f"Theorem confusing_pair : confusing K model_{a} model_{b} /\\ ~ diverse K."
            + proved(
                "conj (@certified_confusing R _ instance_valid _ _ hidden)",
                "(@certified_not_diverse R _ instance_valid _ _ hidden)",
            ),
        )
    ]


def costly(bound: PairBound, names: tuple[str, str]) -> list[Statement]:
    """What a confusing pair whose believed model has unique optima costs every learner."""
    a, b = f"model_{bound.believed}", f"model_{bound.hidden}"
    stakes, rate = text.fraction(bound.stakes), text.fraction(bound.rate)
    facts = (
        computed("unique", f"uniqueZ instance {a}"),
        index("context_of_pair", "contexts", bound.context),
        computed("stakes", f"stakesZ instance {a} {b} context_of_pair {bound.least_gap} {bound.shortfall} {stakes}"),
        computed("rate", f"rateZ instance {a} {b} {rate}"),
    )
    unique = Statement(
        "unique_best_responses",
        "H3",
        f"The model {names[0]} has one best response in every context.",
        facts[:1],
        f"Theorem unique_best_responses : unique_optimum (K {a})."
        + proved("@certified_unique R _ instance_valid _ unique"),
    )
    worst = f"Num.max (Regret A (K {a}) T) (Regret A (K {b}) T)"
    of_both = f"B being the larger of its regrets at {names[0]} and at {names[1]}"
    if not bound.rate:
        return [unique, _linear(bound.stakes, worst, of_both, facts[1:])]
    return [
        unique,
        Statement(
            "every_learner",
            "T7",
            f"For every learner and every horizon T: T · {bound.stakes / 2} ≤ B exp(B · {bound.rate}), {of_both}.",
            facts[1:],
            f"Theorem every_learner {_LEARNER} T :\n  let B := {worst} in\n"
            f"  fraction {stakes} * T%:R / 2%:R <= B * expR (fraction {rate} * B)."
            + proved(f"@certified_logarithmic {_PAIR} _ _ rate A T"),
        ),
        Statement(
            "at_least_logarithmic",
            "T7",
            f"So B ≥ ln(T · {bound.rate * bound.stakes / 2}) · {1 / (2 * bound.rate)} for every T ≥ 1.",
            facts[1:],
            f"Theorem at_least_logarithmic {_LEARNER} T : (0 < T)%N ->\n"
            f"  ln (fraction {rate} * fraction {stakes} / 2%:R * T%:R) / (2%:R * fraction {rate})\n"
            f"    <= {worst}." + proved(f"@certified_logarithm {_PAIR} _ _ rate isT isT A T"),
        ),
    ]


def _linear(stakes: Fraction, worst: str, of_both: str, facts: tuple[str, ...]) -> Statement:
    return Statement(
        "every_learner",
        "T7",
        f"For every learner and every horizon T: T · {stakes} ≤ B, {of_both}; no deployment tells the two apart.",
        facts,
        f"Theorem every_learner {_LEARNER} T :\n  fraction {text.fraction(stakes)} * T%:R <= {worst}."
        + proved(f"@certified_linear {_PAIR} _ rate A T"),
    )


def decimal(value: Fraction) -> str:
    """Return a fraction as people read it: as a decimal where it has few digits, else as it is.

    >>> decimal(Fraction(5407, 100)), decimal(Fraction(1, 3))
    ('54.07', '1/3')
    """
    for digits in range(12):
        scaled = value * 10**digits
        if scaled.denominator == 1:
            return f"{scaled.numerator / 10**digits:.{digits}f}"
    return str(value)
