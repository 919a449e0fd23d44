"""How often choices certify a dimension that the heads behind them do not have: many designs, many laws of heads.

Run ``python -m checks.bench.bench_null`` for the whole battery, ``--seeds 1 --designs 10`` for a glance. A run draws
heads of a rank r below the number of dimensions, lets them choose, and asks whether "rank at most r" is rejected at
99 %: it must be in at most 1 % of the runs. Power is measured on full-rank heads and printed beside it.
"""

from __future__ import annotations

import argparse
import json
import math
from collections.abc import Iterator
from dataclasses import asdict, dataclass, replace

import numpy as np

from checks.audit.cases import cars
from checks.audit.certifying.certify import answers, log_evidence
from checks.audit.fitting.logit import fit, metric
from checks.audit.reading.choices import Choices
from checks.audit.reading.numbers import Array, Floats, from_floats
from checks.runtime.job_figures import Figure, record

CONFIDENCE = 0.99
FEW_ANSWERS, MANY = 1000, 8
"""Answers up to which a design is quick, and dimensions from which it is slow."""

LAWS = ("points", "cauchy", "clusters", "sparse", "large", "gaussian", "fitted", "skewed")


@dataclass(frozen=True)
class Design:
    """What is asked of whom.

    Attributes
    ----------
    name : str
        ``random`` features, ``binary`` ones, ``rare`` attributes, ``same`` tasks for all, ``labels`` only, or a car
        survey: ``us``, ``china``.
    users, tasks, alternatives, size : int
        Tasks are those of the median user.
    uneven : bool
        Whether users have from 2 to 3 × as many tasks.
    copies : int
        Every user comes so many times, with the same answers.
    """

    name: str
    users: int
    tasks: int
    alternatives: int
    size: int
    uneven: bool = False
    copies: int = 1


def designs() -> list[Design]:
    """All designs, small ones first."""
    rows = [
        Design(name, users, tasks, alternatives, size)
        for name, users, tasks, alternatives, size in (
            ("random", 20, 2, 2, 2), ("random", 20, 10, 2, 2), ("random", 20, 50, 2, 2), ("random", 20, 50, 3, 3),
            ("random", 50, 6, 2, 3), ("random", 50, 20, 3, 3), ("random", 50, 40, 2, 2), ("random", 100, 8, 2, 2),
            ("random", 100, 20, 3, 2), ("random", 100, 40, 3, 4), ("random", 200, 10, 2, 4), ("random", 200, 20, 5, 5),
            ("random", 500, 4, 2, 2), ("random", 500, 10, 3, 3), ("random", 1000, 6, 2, 2), ("random", 2000, 4, 2, 2),
            ("binary", 50, 16, 2, 3), ("binary", 100, 30, 3, 4), ("binary", 300, 12, 2, 3), ("binary", 50, 50, 2, 5),
            ("labels", 20, 20, 3, 2), ("labels", 100, 20, 3, 2), ("labels", 500, 10, 3, 2), ("labels", 100, 40, 4, 3),
            ("labels", 2000, 5, 3, 2), ("rare", 50, 20, 2, 3), ("rare", 100, 40, 3, 3), ("rare", 300, 10, 2, 4),
            ("same", 50, 20, 2, 2), ("same", 100, 12, 3, 3), ("same", 300, 30, 2, 3),
        )
    ]  # fmt: skip
    rows += [
        Design("random", users, tasks, alternatives, size, uneven=True)
        for users, tasks, alternatives, size in ((30, 12, 2, 2), (100, 10, 3, 3), (300, 8, 2, 3), (1000, 4, 2, 2))
    ]
    rows += [
        Design(name, users, tasks, 2, size, copies=copies)
        for name, users, tasks, size, copies in (
            ("random", 20, 12, 2, 5), ("random", 50, 20, 3, 2), ("same", 50, 10, 2, 4), ("labels", 25, 20, 1, 8),
        ) if size > 1
    ]  # fmt: skip
    rows += [Design("labels", 25, 20, 3, 2, copies=8), Design("rare", 60, 15, 2, 3, uneven=True, copies=2)]
    return [*rows, Design("us", 150, 15, 3, 16), Design("china", 150, 15, 3, 16), Design("us", 40, 15, 3, 16)]


def asked(design: Design, rng: np.random.Generator) -> Choices:
    """The tasks of a design; the first alternative stands as chosen."""
    if design.name in {"us", "china"}:
        return few(cars(design.name), design.users)
    counts = np.full(design.users, design.tasks)
    if design.uneven:
        counts = rng.choice([2, max(2, design.tasks // 2), design.tasks, 3 * design.tasks], design.users)
    total, shape = int(counts.sum()), (int(counts.sum()), design.alternatives, design.size)
    traits = rng.standard_normal(shape)
    if design.name == "binary":
        traits = np.sign(traits)
    elif design.name == "rare":
        traits[:, :, -1] = rng.random(shape[:2]) < 0.05
    elif design.name == "labels":
        traits = np.tile(np.eye(design.alternatives)[:, 1 : design.size + 1], (total, 1, 1))
    elif design.name == "same":
        place = np.concatenate([np.arange(count) for count in counts])
        traits = traits[: counts.max()][place]
    return choices_of(traits, counts)


def choices_of(traits: Floats, counts: Array) -> Choices:
    """Choices with these features, shape (tasks, alternatives, d), and so many tasks a user."""
    total, alternatives, size = traits.shape
    values = traits.reshape(-1, size)
    starts = np.arange(total + 1) * alternatives
    users = tuple(f"u{i}" for i in range(len(counts)))
    owner = np.repeat(np.arange(len(counts)), counts)
    columns = tuple(f"x{j}" for j in range(size))
    return Choices(users, columns, values, from_floats(values), starts, owner, starts[:-1])


def few(choices: Choices, users: int) -> Choices:
    """The first users only."""
    tasks = int(np.searchsorted(choices.owner, users))
    rows = slice(0, int(choices.starts[tasks]))
    return Choices(
        choices.users[:users], choices.columns, choices.values[rows], choices.exact.take(rows),
        choices.starts[: tasks + 1], choices.owner[:tasks], choices.chosen[:tasks],
    )  # fmt: skip


def heads(law: str, users: int, rank: int, choices: Choices, dual: Floats, rng: np.random.Generator) -> Floats:
    """Draw heads of at most this rank, in the coordinates of the metric."""
    size = len(dual)
    axes = np.linalg.qr(rng.standard_normal((size, size)))[0][:rank]
    if law == "points":
        return np.asarray(rng.choice([-3.0, -1.0, 0.0, 1.0, 3.0], (users, 1)) * axes[:1])
    if law == "fitted":
        drawn = answered(choices, dual, rng.standard_normal((users, size)), rng)
        left, values, right = np.linalg.svd(2 * fit(drawn, dual), full_matrices=False)
        return np.asarray((left[:, :rank] * values[:rank]) @ right[:rank])
    inner = rng.standard_normal((users, rank))
    if law == "cauchy":
        inner /= np.abs(rng.standard_normal((users, 1)))
    elif law == "clusters":
        inner = 2 * inner[: rank + 2][rng.integers(0, min(rank + 2, users), users)]
    elif law == "sparse":
        inner *= 4 * (rng.random((users, 1)) < 0.1)
    elif law == "large":
        inner *= 8
    elif law == "skewed":
        inner = 2 * np.exp(inner)
    return np.asarray(inner @ axes)


def answered(choices: Choices, dual: Floats, truth: Floats, rng: np.random.Generator) -> Choices:
    """Let people with these heads choose."""
    sizes = np.diff(choices.starts)
    person = np.repeat(choices.owner, sizes)
    utility = np.einsum("rf,rf->r", choices.spread() @ dual.T, truth[person]) + rng.gumbel(size=len(person))
    best = np.repeat(np.maximum.reduceat(utility, choices.starts[:-1]), sizes)
    return replace(choices, chosen=np.flatnonzero(utility == best))


def copied(choices: Choices, times: int) -> Choices:
    """Every user so many times, with the same answers."""
    if times == 1:
        return choices
    rows, tasks, users = len(choices.values), len(choices.owner), len(choices.users)
    values = np.tile(choices.values, (times, 1))
    steps = np.repeat(np.arange(times), tasks)
    return Choices(
        tuple(f"{user}.{turn}" for turn in range(times) for user in choices.users), choices.columns, values,
        from_floats(values), np.append(np.tile(choices.starts[:-1], times) + rows * steps, rows * times),
        np.tile(choices.owner, times) + users * steps, np.tile(choices.chosen, times) + rows * steps,
    )  # fmt: skip


def rejected(choices: Choices, rank: int, seed: int) -> bool:
    """Whether these answers certify more than ``rank`` dimensions: the audit stops at the first rank that stands."""
    choices = choices.canonical()
    size = choices.spread().shape[1]
    dual = metric(choices.information(), int(np.linalg.matrix_rank(choices.spread())))[1]
    found = answers(choices, dual, seed)
    empty = np.zeros((len(dual), 0))
    return rank < size and log_evidence(found, rank, empty, CONFIDENCE, seed) > -math.log(1 - CONFIDENCE)


def run(design: Design, law: str, seed: int) -> dict[str, float | int | str]:
    """One run: heads of a rank that is too small, drawn with the seed."""
    rng = np.random.default_rng([seed, LAWS.index(law), *map(ord, repr(design))])
    choices = asked(design, rng)
    dual = metric(choices.information(), int(np.linalg.matrix_rank(choices.spread())))[1]
    rank = 1 if law == "points" else int(rng.integers(1, max(2, min(len(dual), 6))))
    truth = heads(law, design.users, rank, choices, dual, rng)
    told = copied(answered(choices, dual, truth, rng), design.copies)
    return {**asdict(design), "law": law, "rank": rank, "seed": seed, "rejected": int(rejected(told, rank, seed))}


POWER = tuple((users, size) for users in (100, 300) for size in (2, 3, 4, 6, 8))


def power(users: int, size: int, seed: int) -> bool:
    """Whether full-rank heads are certified: 40 tasks of three, every direction of norm 1 in the metric of rewards."""
    rng = np.random.default_rng([seed, users, size])
    choices = asked(Design("random", users, 40, 3, size), rng)
    dual = metric(choices.information(), size)[1]
    left, _ = np.linalg.qr(rng.standard_normal((users, size)))
    return rejected(answered(choices, dual, left * np.sqrt(users), rng), size - 1, seed)


def at_most(count: int, runs: int) -> float:
    """The upper end of the exact 99 % interval (Clopper and Pearson) of a rate."""
    from scipy.stats import beta

    return float(beta.ppf(0.995, count + 1, runs - count)) if count < runs else 1.0


def battery(seeds: int, most: int) -> Iterator[tuple[Design, str, int]]:
    """All runs, seed by seed: four times as many of quick designs, an eighth of slow ones."""
    for seed in range(4 * seeds):
        for design in designs()[:most]:
            slow = design.size > MANY
            quick = not slow and design.users * design.copies * design.tasks <= FEW_ANSWERS
            if seed < (4 * seeds if quick else max(1, seeds // 8) if slow else seeds):
                for law in LAWS:
                    yield design, law, seed


def figure(rows: list[dict[str, float | int | str]], powers: dict[str, float]) -> Figure:
    """Return what the README says of a run."""
    false = sum(int(row["rejected"]) for row in rows)
    count = len({(row["name"], *(row[k] for k in list(row)[1:7])) for row in rows})
    told = ", ".join(f"{name} {rate:.0%}" for name, rate in powers.items())
    return Figure(
        "How often choices certify a dimension their heads do not have, at 99 %, over designs and laws of heads",
        "python -m checks.bench.bench_null --record",
        f"{count} designs × {len(LAWS)} laws, {len(rows)} runs: {false} false, a rate of at most "
        f"{at_most(false, len(rows)):.3%} (99 % interval); power at 40 tasks, every direction of norm 1: {told}",
    )


def main() -> None:
    """Print one line of JSON for each false certification, the power, and the summary."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--seeds", type=int, default=8)
    parser.add_argument("--designs", type=int, default=len(designs()))
    parser.add_argument("--power", type=int, default=10, help="runs for each size of population")
    parser.add_argument("--record", action="store_true", help="keep the figure")
    options = parser.parse_args()
    powers = {}
    for users, size in POWER:
        wins = [power(users, size, seed) for seed in range(options.power)]
        powers[f"{users} users × {size}"] = sum(wins) / max(1, len(wins))
        print(json.dumps({"users": users, "size": size, "power": powers[f"{users} users × {size}"]}), flush=True)
    rows = []
    for chosen in battery(options.seeds, options.designs):
        row = run(*chosen)
        rows.append(row)
        if row["rejected"] or len(rows) % 200 == 0:
            print(json.dumps({**row, "runs": len(rows)}), flush=True)
    found = figure(rows, powers)
    print(found.figure)
    if options.record:
        record("null", found)


if __name__ == "__main__":
    main()
