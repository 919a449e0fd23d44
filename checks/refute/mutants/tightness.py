"""The tightest known instance of every bound, as committed data.

``python -m checks.refute.mutants.tightness --write`` searches for them again and keeps what it finds in
``tightness.json``.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping
from typing import Any

from checks.refute.mutants.job import commit, committed, kept_of_others, options
from checks.refute.mutants.sides import same, side
from checks.refute.mutants.tightness_search import ATTAINED, BUDGET, Tightest, best, inequalities, sides
from checks.runtime.job_figures import Figure, record
from theory.claims import LEDGER
from theory.files import instance_file as instance_format
from theory.files import writing

NAME = "tightness"
FORMAT = "user-diversity/tightness/1"
AGREEMENT = 1e-9
"""How close a ratio must be to the one that was kept."""


def found(seed: int, budget: int, only: Collection[str] | None = None) -> Iterator[dict[str, Any]]:
    """Yield the tightest instance of every bound of the ledger on which there is one, as JSON values.

    Raises
    ------
    InputError
        Where what is kept of the claims that are not searched has another seed or budget.
    """
    kept = kept_of_others(NAME, seed, budget, only)
    for claim in LEDGER:
        if only is not None and claim.id not in only:
            yield from (one for one in kept["bounds"] if one["claim"] == claim.id)
            continue
        for statement in inequalities(claim.id):
            tight = best(claim.id, seed, budget, statement)
            if tight is not None:
                print(f"{claim.id} {statement}: {tight.ratio:.6g} ({tight.sides.where}) [{tight.searched}]", flush=True)
                yield entry(tight)


def entry(tight: Tightest) -> dict[str, Any]:
    """Return a tightest instance as JSON values."""
    return {
        "claim": tight.claim,
        "statement": tight.statement,
        "ratio": tight.ratio,
        "where": tight.sides.where,
        "left": side(tight.sides.left),
        "right": side(tight.sides.right),
        "searched": tight.searched,
        "seed": tight.seed,
        "trail": [list(step) for step in tight.trail],
        "instance": writing.document(tight.instance),
    }


def confirmed(kept: Mapping[str, Any]) -> bool:
    """Whether the bound has the sides that were kept, evaluated on the kept instance alone."""
    now = sides(kept["claim"], kept["statement"], instance_format.read(kept["instance"]))
    return (
        now is not None
        and now.where == kept["where"]
        and same(kept["left"], now.left)
        and same(kept["right"], now.right)
        and abs(now.ratio - kept["ratio"]) <= AGREEMENT
    )


def kept_entries() -> list[dict[str, Any]]:
    """Return the committed entries, in the order of the ledger."""
    entries: list[dict[str, Any]] = committed(NAME)["bounds"]
    return entries


def kept_tightest() -> dict[str, dict[str, Tightest]]:
    """Return the committed tightest instances, claim → statement → where its sides are closest."""
    found: dict[str, dict[str, Tightest]] = {}
    for one in kept_entries():
        claim, statement, instance = one["claim"], one["statement"], instance_format.read(one["instance"])
        now, trail = sides(claim, statement, instance), tuple((n, ratio) for n, ratio in one["trail"])
        assert now is not None
        tight = Tightest(claim, statement, instance, now, trail, one["searched"], one["seed"])
        found.setdefault(claim, {})[statement] = tight
    return found


def figure(entries: list[dict[str, Any]], seed: int, budget: int) -> Figure:
    """Return what the job showed."""
    attained = sum(one["ratio"] >= ATTAINED for one in entries)
    near = sum(one["ratio"] >= 0.99 for one in entries)
    widest = min(entries, key=lambda one: one["ratio"])
    return Figure(
        "Tightest known instance of every bound",
        f"python -m checks.refute.mutants.tightness --write --record --seed {seed} --budget {budget}",
        f"{len(entries)} bounds: {attained} reached to 12 digits, {near} to within 1 %; most is given away by "
        f"{widest['claim']} {widest['statement']}, of which {widest['ratio']:.3g} is reached",
    )


def main() -> None:
    """Search, print, and keep what was asked to be kept."""
    chosen = options(__doc__ or "", BUDGET)
    entries = list(found(chosen.seed, chosen.budget, chosen.claim))
    if chosen.write:
        commit(NAME, {"format": FORMAT, "seed": chosen.seed, "budget": chosen.budget, "bounds": entries})
    if chosen.record:
        record(NAME, figure(entries, chosen.seed, chosen.budget))


if __name__ == "__main__":
    main()
