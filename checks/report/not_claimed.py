"""Limits of the review: what is not claimed, for every run and for this one."""

from __future__ import annotations

from collections.abc import Iterator

from checks.report.sources import NOT_RUN, Reading
from proofs.kernel.report import NOT_RUN as KERNEL_NOT_RUN
from theory.claims import LEDGER

STANDING = (
    "That the paper proves these statements in this form: its body was not available, and the model is our reading of "
    "its abstract.",
    "Anything about infinite classes of models, drifting tastes, other links than the logistic, feedback other than "
    "one comparison a round, or contexts that depend on the past.",
    "That the constants are the best possible: a tightness below 1 is the smallest slack that was found.",
    "That a real population satisfies the model: an audit takes its heads or choices as given.",
    "Anything about the language models of today: nothing here trains or queries one.",
)


def not_claimed(reading: Reading) -> Iterator[str]:
    """Yield what the review does not claim, one sentence each."""
    yield from STANDING
    unproved = [claim.id for claim in LEDGER if reading.verdict(claim) == "unrefuted"]
    if unproved:
        yield (
            f"That {_listed(unproved)} {'is' if len(unproved) == 1 else 'are'} proved: in this run no complete proof "
            "of the claim, or of one it rests on, was checked. Unrefuted is not verified."
        )
    absent = [claim.id for claim in LEDGER if reading.verdict(claim) in (NOT_RUN, "vacuous")]
    if absent:
        yield f"Anything about {_listed(absent)}: this run did not examine {'it' if len(absent) == 1 else 'them'}."
    unchecked = [
        name
        for name, entry in reading.entries.items()
        if any(statement["kernel"] == KERNEL_NOT_RUN for statement in entry["statements"])
    ]
    if unchecked:
        yield f"That the kernel accepted {_listed(unchecked)} in this run: its proofs were not built here."
    for claim in LEDGER:
        if claim.match.grade == "limit":
            yield f"More than {claim.id} leaves standing: {claim.match.difference}."


def unsettled(reading: Reading) -> str:
    """Return, in a sentence or two, what a run left open."""
    left = {
        "refuted": [claim.id for claim in LEDGER if reading.verdict(claim) in ("refuted", "error", "slack")],
        "tried, but not proved in this run": [claim.id for claim in LEDGER if reading.verdict(claim) == "unrefuted"],
        "not examined in this run": [claim.id for claim in LEDGER if reading.verdict(claim) in (NOT_RUN, "vacuous")],
    }
    said = [f"{_listed(names)}: {word}." for word, names in left.items() if names]
    return " ".join(said) or "Nothing was left open by this run, in the reading below."


def _listed(names: list[str]) -> str:
    return names[0] if len(names) == 1 else f"{', '.join(names[:-1])} and {names[-1]}"
