"""How fast regret grows against C(θ) ln T: tracking, forced exploration, optimism and Thompson sampling, side by side.

``python -m checks.bench.slopes --write --record`` measures again; the table and the figure are made of what it keeps.
A slope is the regret between two rounds divided by ln of their ratio. That of tracking has an interval from its proven
tails: what a run loses between two rounds is at most what it loses in all.
"""

from __future__ import annotations

import json
from argparse import ArgumentParser
from collections.abc import Iterator
from math import log
from pathlib import Path
from typing import Any

import numpy as np

from checks.bench.slope_instances import INSTANCES
from checks.learners import load
from checks.runtime.job_figures import Figure, record
from checks.runtime.output import write_text
from checks.simulate.common.confidence import interval
from checks.simulate.run import Request, collect, prepare
from theory.diversity import Conditions
from theory.errors import InputError
from theory.exploration.constant import regret_constant
from theory.exploration.tracking_bound import TrackingBound
from theory.problem import Problem
from theory.quantities import information_per_regret

TABLE = Path(__file__).parent / "figures" / "slopes" / "table.json"
FORMAT = "user-diversity/slopes/1"
LONG, SHORT = (10**6, 10**9), (10**2, 10**4)
"""Between which rounds: of learners that pass over rounds, and of those played round by round."""

RANGES = {"tracking": LONG, "forced-exploration": LONG, "optimistic": SHORT, "thompson": SHORT}


def rows(runs: int, seed: int, confidence: float) -> Iterator[dict[str, Any]]:
    """Yield one row for every truth of every instance."""
    for instance in INSTANCES:
        problem = Problem.of(instance)
        for theta in range(len(problem.models)):
            yield row(instance.name or "", problem, theta, runs, seed, confidence)


def row(name: str, problem: Problem, theta: int, runs: int, seed: int, confidence: float) -> dict[str, Any]:
    """Measure one truth."""
    conditions = Conditions(problem)
    constant = regret_constant(conditions, theta).value
    hidden = conditions.hidden_from(theta).tolist()
    alone = max((1 / float(information_per_regret(problem, theta, b)) for b in hidden), default=0.0)
    bound = float(TrackingBound(conditions, theta).total(LONG[1]).upper())
    found = {learner: slope(problem, theta, learner, runs, seed, confidence) for learner in RANGES}
    return {
        "instance": name,
        "models": len(problem.models),
        "truth": problem.models[theta],
        "constant": float(constant or 0),
        "alone": alone,
        "bound": bound,
        "slopes": found,
    }


def slope(problem: Problem, theta: int, learner: str, runs: int, seed: int, confidence: float) -> dict[str, Any] | None:
    """Measure the slope of a learner: mean, standard error, and for tracking an interval; None where it is refused."""
    first, last = RANGES[learner]
    request = Request(load(learner), theta, last, runs, seed)
    try:
        sources, plan, ending = prepare(problem, request)
    except InputError:
        return None
    sample = collect(sources, plan, ending, request)
    gained = sample.regret[:, -1] - sample.regret[:, int(np.searchsorted(sample.grid, first))]
    scale = log(last / first)
    told: dict[str, Any] = {
        "mean": float(gained.mean()) / scale,
        "error": float(gained.std()) / scale / runs**0.5,
        "regret": float(sample.regret[:, -1].mean()),
    }
    if learner == "tracking" and plan.knowledge is not None:
        low, high = interval(gained, plan.knowledge(last), confidence)
        told |= {"interval": [low / scale, high / scale], "confidence": confidence}
    return told


def table() -> dict[str, Any]:
    """Return what was kept."""
    document: dict[str, Any] = json.loads(TABLE.read_text("utf-8"))
    return document


def figure(document: dict[str, Any]) -> Figure:
    """Return what the job showed."""
    paying = [one for one in document["rows"] if one["constant"]]
    ratios = [one["slopes"]["tracking"]["mean"] / one["constant"] for one in paying]
    forced = [one["slopes"]["forced-exploration"]["mean"] / one["constant"] for one in paying]
    return Figure(
        "Slope of regret against C(θ)",
        f"python -m checks.bench.slopes --write --record --runs {document['runs']} --seed {document['seed']}",
        f"{len(paying)} truths of {len(INSTANCES)} instances, rounds 10⁶ to 10⁹: tracking pays {min(ratios):.2f} to "
        f"{max(ratios):.2f} times C(θ) ln T, forced exploration {min(forced):.0f} to {max(forced):.0f} times",
    )


def main() -> None:
    """Measure, print, and keep what was asked to be kept."""
    parser = ArgumentParser(description=__doc__)
    parser.add_argument("--runs", type=int, default=400)
    parser.add_argument("--seed", type=int, default=0)
    parser.add_argument("--confidence", type=float, default=0.999)
    parser.add_argument("--write", action="store_true", help="keep the table and draw the figure")
    parser.add_argument("--record", action="store_true", help="keep what the job showed, for the documentation")
    chosen = parser.parse_args()
    measured = []
    for one in rows(chosen.runs, chosen.seed, chosen.confidence):
        measured.append(one)
        shown = {name: None if found is None else round(found["mean"], 3) for name, found in one["slopes"].items()}
        print(f"{one['instance']}, {one['truth']}: C = {one['constant']:.4g}, slopes {shown}", flush=True)
    document = {"format": FORMAT, "runs": chosen.runs, "seed": chosen.seed, "rows": measured}
    if chosen.write:
        from checks.picture.slopes import draw

        TABLE.parent.mkdir(parents=True, exist_ok=True)
        write_text(TABLE, json.dumps(document, ensure_ascii=False, indent=1) + "\n")
        draw(document, str(TABLE.with_name("slopes.svg")))
    if chosen.record:
        record("slopes", figure(document))


if __name__ == "__main__":
    main()
