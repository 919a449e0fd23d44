"""Equivalent mutants: falsified claims that are true all the same, with the reason."""

from __future__ import annotations

from collections.abc import Mapping

from checks.refute.mutants.mutants import Mutant
from checks.refute.not_needed import NOT_NEEDED

TRUE: Mapping[tuple[str, str], str] = {
    ("T3", "D"): "no affinity exceeds 1, and where ρ(m, θ) or ρ_*(m, θ) is 1 the right side is at least 1",
    ("T12", "D_off"): "m leads with probability at most ρ_off(m, θ)^n; D_off only makes that tend to 0",
    ("T26", "G"): "where (G) fails two models agree on everything that can be exposed, which G+ excludes: G+ implies G",
}
"""Inequalities that hold without a hypothesis, although what is concluded from them does not."""


def reason(mutant: Mutant) -> str | None:
    """Return why a mutant without one of its hypotheses is true, if it is known to be."""
    claim, _, hypothesis = mutant.name.partition(": without ")
    known = TRUE.get((claim, hypothesis)) or NOT_NEEDED.get((claim, hypothesis))
    return None if known is None else str(known)
