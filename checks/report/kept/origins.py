"""Where each kind of number on the review comes from: computed now, or kept, and the command that makes it again."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from checks.report.kept.documents import COMMAND, FIGURES, is_kept

NOW, EVIDENCE, KEPT = "computed for this page", "kept beside the evidence", "kept with the project"

Row = tuple[str, str, str]


def origins(verify: str, figures: Mapping[str, Any], audits: Mapping[str, Mapping[str, Any]]) -> list[Row]:
    """Return what is shown, where it comes from, and the command that makes it again.

    Parameters
    ----------
    verify : str
        The command of the run.
    figures : mapping
        The document ``user-diversity/picture/1``.
    audits : mapping
        Case → the document of its audit.

    Examples
    --------
    >>> origins("user-diversity verify", {"seed": 1, "runs": 2, "horizon": 10}, {})[2][1:]
    ('computed for this page', 'user-diversity picture --runs 2 --horizon 10 --seed 1')
    """
    return [
        ("verdicts, trials, axioms of theorems", "the run of verify", verify),
        ("statements, symbolic steps, readings, what rests on what", NOW, "user-diversity review"),
        ("numbers of the figures", *of_figures(figures)),
        *((f"audit of {case}", *of_audit(case, audit["seed"])) for case, audit in audits.items()),
        ("figures and audits that are kept, all at once", KEPT, COMMAND),
        ("tightest instances of bounds", KEPT, "python -m checks.refute.mutants.tightness --write"),
        ("falsified forms", KEPT, "python -m checks.refute.mutants.catalogue --write"),
        ("counterexamples and exhibits", KEPT, "python -m checks.refute.witnesses"),
    ]


def of_figures(figures: Mapping[str, Any]) -> tuple[str, str]:
    """Return where the numbers of the figures come from, and the command that measures them again."""
    options = " ".join(f"--{name} {figures[name]}" for name in ("runs", "horizon", "seed"))
    return KEPT if is_kept(FIGURES, figures["seed"]) else NOW, f"user-diversity picture {options}"


def of_audit(case: str, seed: int) -> tuple[str, str]:
    """Return where the audit of a shipped population comes from, and the command that makes it again."""
    return KEPT if is_kept(case, seed) else EVIDENCE, f"user-diversity audit --case {case} --seed {seed}"
