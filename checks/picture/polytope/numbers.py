"""Numbers behind the picture of a polytope: cells, what they expose, what hides, a path, regret near a boundary."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from fractions import Fraction
from typing import Any

from checks.picture.polytope.boundary import Crossing, crossing
from checks.picture.polytope.cells import corners, exposed
from checks.simulate.polytope.play import Request, path, simulate
from theory.files.writing import plain
from theory.instance import Instance, Vector
from theory.polytope.continuous import ContinuousClass, Policy
from theory.polytope.decision import Decision, decide, expanded
from theory.span.hidden_alternative import shaped

FORMAT = "user-diversity/class-picture/1"
LEARNERS = ("greedy", "careful-greedy")
NEARER = (1, 4, 16)
"""The truths lie at s_0 divided by these, on both sides of the boundary."""

STEPS = 1000
"""Rounds of the path."""

Floats = list[list[float]]


def numbers(instance: Instance, horizon: int, runs: int, seed: int, confidence: float, jobs: int) -> dict[str, Any]:
    """Measure everything the picture of a bounded polytope shows.

    Parameters
    ----------
    instance : Instance
        With bounded parameters. Without a truth, there is no path and no regret.
    horizon, runs, seed, confidence, jobs
        Of the regret, see `checks.simulate.run`; each interval has this confidence, under each truth.

    Returns
    -------
    dict
        The document ``user-diversity/class-picture/1``. ``cells`` and ``path`` are null beyond two dimensions, and
        ``boundary`` where no line through a decision boundary starts at the truth.

    Raises
    ------
    InputError
        When the parameters are no bounded polytope.
    """
    problem = ContinuousClass.of(instance)
    decision = decide(problem)
    flat, theta = problem.shape[2] <= 2, problem.theta
    pair = decision.pair if decision.verdict == "not bounded" else None
    told = theta is not None and problem.unique_optimum(theta) and decision.strict is not None
    line = crossing(problem, decision.strict.leaves.values()) if told and decision.strict is not None else None
    return {
        "format": FORMAT,
        "decision": decision.verdict,
        "truth": None if theta is None else _floats([theta])[0],
        "cells": _cells(instance, problem, decision) if flat and decision.strict is not None else None,
        "confusing": None if pair is None else _floats([pair.believed, pair.hidden]),
        "path": path(instance, "greedy", STEPS, seed).tolist() if flat and theta is not None else None,
        "boundary": None
        if line is None
        else _boundary(instance, line, Request("", horizon, runs, seed, confidence), jobs),
    }


def _floats(vectors: list[Vector]) -> Floats:
    return [[float(x) for x in vector] for vector in vectors]


def _cells(instance: Instance, problem: ContinuousClass, decision: Decision) -> list[dict[str, Any]]:
    """Return the cell of every policy that is the only best one somewhere; of coinciding ones the first."""
    assert decision.strict is not None
    policies: Iterable[Policy] = decision.strict.leaves
    if decision.coinciding and decision.closed is not None:
        policies = sorted(expanded(problem, decision.closed) or policies)
    polygons: dict[frozenset[Vector], Policy] = {}
    for policy in policies:
        polygons.setdefault(frozenset(corners(problem.cell(policy))), policy)
    return [
        {
            "policy": [instance.responses[y] for y in policy],
            "corners": _floats(corners(problem.cell(policy))),
            "exposed": _floats(exposed(problem, policy)),
        }
        for polygon, policy in polygons.items()
        if len(polygon) > problem.shape[2] or policy in decision.strict.leaves
    ]


def _boundary(instance: Instance, line: Crossing, asked: Request, jobs: int) -> dict[str, Any]:
    """Measure regret at the worse of two truths, near and nearer to a boundary."""
    rows = []
    for part in NEARER:
        s = line.reach / part
        curves = {learner: _worse(instance, line, s, replace(asked, learner=learner), jobs) for learner in LEARNERS}
        rounds = [row[0] for row in next(iter(curves.values()))]
        rows.append({"s": str(s), "measured": curves, "T24": [[t, line.least(s, t)] for t in rounds]})
    points = [[t, line.envelope(t)] for t in rounds if line.envelope(t) is not None]
    return {
        "origin": plain(line.origin),
        "direction": plain(line.direction),
        "horizon": asked.horizon,
        "runs": asked.runs,
        "seed": asked.seed,
        "confidence": asked.confidence,
        "truths": rows,
        "envelope": points,
    }


def _worse(instance: Instance, line: Crossing, s: Fraction, asked: Request, jobs: int) -> list[list[Any]]:
    """Return rows [t, mean, low, high]: of each, the larger of the two truths'."""
    truths = (replace(instance, truth=shaped(instance, line.truth(side * s))) for side in (1, -1))
    curves = [simulate(truth, asked, jobs)["curve"] for truth in truths]
    return [[one[0], *map(max, one[1:], two[1:])] for one, two in zip(*curves, strict=True)]
