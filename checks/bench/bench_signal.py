"""How often the audit overstates the spanned dimension, and how often it finds it exactly, on heads that are known.

Run ``python -m checks.bench.bench_signal`` for the whole table; ``--seeds 2 --settings 10`` for a glance. The true
heads have a known rank; "weakest" is the smallest of their nonzero singular values per user, in units of the noise.
"""

from __future__ import annotations

import argparse
import json
from dataclasses import asdict, dataclass
from itertools import product

import numpy as np

from checks.audit.certifying import signal
from checks.audit.reading.choices import Choices
from checks.audit.reading.numbers import Floats, from_floats
from checks.runtime.job_figures import Figure, record

SHAPES = ((30, 4), (100, 8), (300, 12), (600, 16))
WEAKEST = (1.0, 3.0)
METHODS = ("common", "individual", "replicated")
CONFIDENCE = 0.99


@dataclass(frozen=True)
class Setting:
    """One row of the table: how heads are observed, how many, how many directions miss, and how weak the weakest is."""

    method: str
    users: int
    size: int
    missing: int
    weakest: float


def settings() -> list[Setting]:
    """All rows: heads with known noise, with noise of their own, and with replicates (for choices see `bench_null`)."""
    return [
        Setting(method, users, size, missing, weakest)
        for method, (users, size), weakest in product(METHODS, SHAPES, WEAKEST)
        for missing in (0, 1, size // 2)
    ]


def heads(setting: Setting, rng: np.random.Generator) -> Floats:
    """Draw true heads in units of the noise: singular values per user from ``weakest`` to three times that."""
    rank = setting.size - setting.missing
    left, _ = np.linalg.qr(rng.standard_normal((setting.users, rank)))
    right, _ = np.linalg.qr(rng.standard_normal((setting.size, rank)))
    values = np.linspace(setting.weakest, 3 * setting.weakest, rank) * np.sqrt(setting.users)
    return np.asarray((left * values) @ right.T)


def _covariance(size: int, rng: np.random.Generator) -> Floats:
    axes, _ = np.linalg.qr(rng.standard_normal((size, size)))
    return np.asarray((axes * rng.uniform(0.2, 5, size)) @ axes.T)


def dimension(setting: Setting, seed: int) -> int:
    """Simulate one population and return the dimension the audit certifies."""
    rng = np.random.default_rng(seed)
    truth = heads(setting, rng)
    covariances = np.array([_covariance(setting.size, rng)])
    if setting.method == "individual":
        shapes = np.array([_covariance(setting.size, rng) for _ in range(5)])
        covariances = shapes[rng.integers(0, 5, setting.users)] * rng.uniform(0.25, 4, setting.users)[:, None, None]
    truth = truth @ np.linalg.cholesky(covariances.mean(axis=0)).T
    roots = np.linalg.cholesky(covariances)

    def noisy(scale: float) -> Floats:
        noise = np.matmul(roots, rng.standard_normal((setting.users, setting.size, 1)))[:, :, 0]
        return np.asarray(truth + scale * noise)

    if setting.method == "replicated":
        return signal.replicated(noisy(2**0.5), noisy(2**0.5), CONFIDENCE, seed).dimension
    if setting.method == "individual":
        return signal.individual(noisy(1), covariances, CONFIDENCE, seed).dimension
    observed = noisy(1)
    return signal.common(observed.T @ observed, setting.users, covariances[0], CONFIDENCE, seed).dimension


def choices(truth: Floats, tasks: int, rng: np.random.Generator, alternatives: int = 3) -> Choices:
    """Simulate choices of people with these heads between random alternatives."""
    users, size = truth.shape
    traits = rng.standard_normal((users, tasks, alternatives, size))
    utility = np.einsum("utaf,uf->uta", traits, truth) + rng.gumbel(size=traits.shape[:3])
    starts = np.arange(users * tasks + 1) * alternatives
    values = traits.reshape(-1, size)
    return Choices(
        users=tuple(f"u{i}" for i in range(users)),
        columns=tuple(f"x{j}" for j in range(size)),
        values=values,
        exact=from_floats(values),
        starts=starts,
        owner=np.repeat(np.arange(users), tasks),
        chosen=starts[:-1] + utility.argmax(axis=2).ravel(),
    )


def measure(row: Setting, seeds: range) -> dict[str, float | int | str]:
    """One row of the table: how often the dimension was overstated and how often exact."""
    rank = row.size - row.missing
    found = [dimension(row, seed) for seed in seeds]
    over, exact = sum(d > rank for d in found), sum(d == rank for d in found)
    return {**asdict(row), "rank": rank, "runs": len(found), "overstated": over, "exact": exact}


def summary(rows: list[dict[str, float | int | str]]) -> dict[str, float | int]:
    """The figures that must hold: the fraction overstated, and the fraction exact where the weakest is ≥ 3 × noise."""
    runs = sum(int(row["runs"]) for row in rows)
    strong = [row for row in rows if float(row["weakest"]) >= 3]
    rates = [int(row["exact"]) / int(row["runs"]) for row in strong]
    return {
        "settings": len(rows),
        "runs": runs,
        "overstated": sum(int(row["overstated"]) for row in rows) / runs,
        "exact_where_strong": sum(rates) / max(1, len(rates)),
        "least_exact_where_strong": min(rates, default=1.0),
    }


def figure(found: dict[str, float | int]) -> Figure:
    """Return what the README says of a run."""
    return Figure(
        "How often the audit overstates the spanned dimension, and how often it finds it, on heads that are known",
        "python -m checks.bench.bench_signal --record",
        f"{found['settings']} settings, {found['runs']} runs: overstated in {found['overstated']:.3%}; where the "
        f"weakest direction is three times the noise, exact in {found['exact_where_strong']:.2%}",
    )


def main() -> None:
    """Print one line of JSON for each setting, and the summary."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--seeds", type=int, default=20)
    parser.add_argument("--settings", type=int, default=len(settings()))
    parser.add_argument("--method", choices=METHODS)
    parser.add_argument("--record", action="store_true", help="keep the figure")
    options = parser.parse_args()
    rows = []
    for row in [s for s in settings() if options.method in {None, s.method}][: options.settings]:
        rows.append(measure(row, range(options.seeds)))
        print(json.dumps(rows[-1]), flush=True)
    found = summary(rows)
    print(json.dumps(found))
    if options.record:
        record("signal", figure(found))


if __name__ == "__main__":
    main()
