"""The catalogue of falsified claims, as committed data: for each mutant the smallest instance found that refutes it.

``python -m checks.refute.mutants.catalogue --write`` searches again and keeps what it finds in ``catalogue.json``:
what is refuted, what is true all the same and why, and what was neither refuted nor proved within the budget. The
weakened bounds are tried on the tightest instances that `checks.refute.mutants.tightness` keeps.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping
from typing import Any

from checks.refute.mutants.equivalent_mutants import reason
from checks.refute.mutants.falsify import BUDGET, Refutation, mildest, refute, violated
from checks.refute.mutants.job import commit, committed, kept_of_others, options
from checks.refute.mutants.mutants import Mutant, mutants, weakened
from checks.refute.mutants.sides import same, side
from checks.refute.mutants.tightness import kept_tightest
from checks.runtime.job_figures import Figure, record
from theory.claims import LEDGER, Claim, claim
from theory.files import instance_file as instance_format
from theory.files import writing

NAME = "catalogue"
FORMAT = "user-diversity/catalogue/1"


def catalogue(seed: int, budget: int, only: Collection[str] | None = None) -> Iterator[Refutation]:
    """Yield what became of every mutant of every claim, or of some."""
    tightest = kept_tightest()
    for one in LEDGER:
        if only is not None and one.id not in only:
            continue
        for mutant in mutants(one):
            yield refute(mutant, seed, budget)
        yield from mildest(one, tightest.get(one.id, {}), seed, budget)


def named(name: str) -> Mutant:
    """Return the mutant of a name.

    Examples
    --------
    >>> named("T5: without full-support").claim.hypotheses
    ()
    """
    return next(mutant for mutant in every_mutant(claim(name.split(":")[0])) if mutant.name == name)


def every_mutant(one: Claim) -> list[Mutant]:
    """Return all mutants of a claim, weakened constants included."""
    return [*mutants(one), *(mutant for ladder in weakened(one) for mutant in ladder)]


def says(mutant: Mutant, statement: str) -> str:
    """Return a statement of a mutant in words of the language, with its hypotheses."""
    told = next(one for one in mutant.claim.statements if one.name == statement)
    assumed = ", ".join(mutant.claim.assumed(told))
    return f"{assumed} ⟹ {told}" if assumed else str(told)


def document(seed: int, budget: int, entries: list[Refutation], only: Collection[str] | None = None) -> dict[str, Any]:
    """Return the catalogue as JSON values; that of the other claims as it is committed.

    Raises
    ------
    InputError
        Where what is kept of the other claims has another seed or budget.
    """
    others = kept_of_others(NAME, seed, budget, only)
    rows: dict[str, list[dict[str, Any]]] = {
        part: [one for one in others.get(part, []) if one["mutant"].split(":")[0] not in (only or ())]
        for part in ("refuted", "true", "open")
    }
    for one in entries:
        why = reason(one.mutant)
        if one.instance is not None:
            rows["refuted"].append(_refuted(one))
        elif why is not None:
            rows["true"].append({**_tried(one), "why": why})
        else:
            rows["open"].append(_tried(one))
    order = [claim.id for claim in LEDGER]
    for part in rows.values():
        part.sort(key=lambda one: order.index(one["mutant"].split(":")[0]))
    return {"format": FORMAT, "seed": seed, "budget": budget, **rows}


def _refuted(one: Refutation) -> dict[str, Any]:
    assert one.instance is not None and one.judgement is not None
    return {
        "mutant": one.mutant.name,
        "statement": one.judgement.statement,
        "says": says(one.mutant, one.judgement.statement),
        "where": one.judgement.where,
        "left": side(one.judgement.left),
        "right": side(one.judgement.right),
        "searched": one.searched,
        "instance": writing.document(one.instance),
    }


def _tried(one: Refutation) -> dict[str, Any]:
    statements = [says(one.mutant, told.name) for told in one.mutant.claim.statements]
    return {"mutant": one.mutant.name, "says": statements, "searched": one.searched, "undefined": one.undefined}


def confirmed(kept: Mapping[str, Any]) -> bool:
    """Whether a kept instance refutes its mutant, with the sides that were kept: no search, the instance alone."""
    mutant = named(kept["mutant"])
    now = violated(mutant, instance_format.read(kept["instance"]))
    return (
        now is not None
        and (now.statement, now.where) == (kept["statement"], kept["where"])
        and says(mutant, now.statement) == kept["says"]
        and same(kept["left"], now.left)
        and same(kept["right"], now.right)
    )


def kept_catalogue() -> dict[str, Any]:
    """Return the committed catalogue."""
    return committed(NAME)


def figure(kept: Mapping[str, Any]) -> Figure:
    """Return what the job showed."""
    most = max(kept["refuted"], key=lambda one: one["searched"])
    return Figure(
        "Falsified claims",
        f"python -m checks.refute.mutants.catalogue --write --record --seed {kept['seed']} --budget {kept['budget']}",
        f"{len(kept['refuted'])} mutants refuted, the hardest ({most['mutant']}) after {most['searched']} instances; "
        f"{len(kept['true'])} true all the same, each with its reason; {len(kept['open'])} milder weakenings or "
        f"hypotheses not refuted",
    )


def main() -> None:
    """Search, print, and keep what was asked to be kept."""
    chosen = options(__doc__ or "", BUDGET)
    entries = []
    for one in catalogue(chosen.seed, chosen.budget, chosen.claim):
        entries.append(one)
        seen = one.judgement
        shown = "not refuted" if seen is None else f"{seen.left} against {seen.right} ({seen.where})"
        print(f"{one.mutant.name}: {shown} [{one.searched}]", flush=True)
    kept = document(chosen.seed, chosen.budget, entries, chosen.claim)
    if chosen.write:
        commit(NAME, kept)
    if chosen.record:
        record(NAME, figure(kept))


if __name__ == "__main__":
    main()
