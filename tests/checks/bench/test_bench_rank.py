"""Heads of every kind have the rank that is asked for, and the figure has the slowest of each part."""

from __future__ import annotations

import random
from fractions import Fraction
from pathlib import Path

import pytest
import sympy as sp

from checks.bench.bench_rank import figure, small, write
from theory.files.instance_file import load
from theory.span.linear_problem import LinearProblem


def problem(folder: Path, kind: str, size: int, rank: int) -> LinearProblem:
    write(folder / "instance.json", kind, size, rank)
    return LinearProblem.of(load(folder / "instance.json"))


def rank_of(rows: list[tuple[Fraction, ...]]) -> int:
    return int(sp.Matrix([[sp.Rational(x.numerator, x.denominator) for x in row] for row in rows]).rank())


def shown(found: LinearProblem) -> list[tuple[Fraction, ...]]:
    return [
        found.difference(c, z)
        for c, y in enumerate(found.policy)
        for z, mass in enumerate(found.kappa[c][y])
        if mass and z != y
    ]


@pytest.mark.parametrize("rank", [1, 3, 7])
def test_as_many_heads_are_exposed_as_asked(tmp_path: Path, rank: int) -> None:
    found = problem(tmp_path, "exposed", 7, rank)
    assert rank_of([block[1] for block in found.heads]) == 7
    assert sum(found.policy) == rank and rank_of(shown(found)) == rank


@pytest.mark.parametrize("rank", [0, 1, 4])
def test_dependent_heads_have_the_rank(tmp_path: Path, rank: int) -> None:
    found = problem(tmp_path, "dependent", 7, rank)
    assert rank_of([block[1] for block in found.heads]) == rank


def test_factored_contexts_are_compared_as_far_as_the_rank_says(tmp_path: Path) -> None:
    found = problem(tmp_path, "factored", 40, 5)
    assert len(found.heads) == 40 and found.dimension == 40 and rank_of(shown(found)) == 5


def test_entries_are_small() -> None:
    drawn = small(random.Random(0), 200)
    assert max(abs(x.numerator) for x in drawn) <= 10 and max(x.denominator for x in drawn) <= 10


def test_the_figure_has_the_slowest_of_each_part() -> None:
    def row(kind: str, rank: int, seconds: float) -> dict[str, object]:
        parts = {
            f"{part}_{clock}": seconds
            for part in ("rank", "missing", "check")
            for clock in ("seconds", "processor_seconds")
        }
        return {"kind": kind, "size": 1000, "rank": rank, **parts}

    made = figure([row("exposed", 10, 2.0) | {"check_seconds": 90.0}, row("factored", 0, 7.0)])
    assert "--kinds exposed factored --ranks 0 10 --record" in made.command
    assert "at most 7 s (7 s of processor) for the ranks" in made.figure
    assert "90 s (7 s of processor) for check" in made.figure
