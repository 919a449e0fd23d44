"""Numbers behind the figure of T28: a new user's reward from her own comparisons, measured beside what theory says.

Her head lies in the span of the trained users, or one of them is missing and it does not. Gaps are read from answers
as ln((wins + ½)/(losses + ½)); those that were not asked follow from the space the reward is read in.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from fractions import Fraction
from typing import Any

import numpy as np
from scipy.special import expit
from scipy.stats import binom

from checks.picture.measure import Row
from checks.simulate.common.confidence import Knowledge, Level, bounded, interval
from theory.instance import Matrix
from theory.span.new_user import Newcomer, Question
from theory.span.questions import Floats, coefficients

FORMAT = "user-diversity/new-user/1"
SIZE = 8
"""dim F."""

TRAINED: tuple[tuple[int, ...], ...] = (
    (1, 0, 0, 1, -1, 0, 1, 0),
    (0, 1, 0, -1, 0, 1, 1, 1),
    (0, 0, 1, 0, 1, 1, 0, -1),
)
"""The heads of the trained users; hers is the first less the second plus the third, all halved."""

BUDGETS = tuple(24 * 2**i for i in range(11))
"""Her comparisons: whole numbers of answers to each of 2, 3 or 8 questions."""

RARE = 1e-12
"""Counts of wins beyond these quantiles are charged by their chance."""


@dataclass(frozen=True)
class Plan:
    """Questions, and how every gap follows from those that are asked.

    Attributes
    ----------
    asked : list of int
    weights : array, shape (q, asked)
        Every gap as a combination of the asked ones.
    gaps : array, shape (q,)
        Her true gaps.
    """

    asked: list[int]
    weights: Floats
    gaps: Floats


def newcomer() -> Newcomer:
    """Return the new user among three trained ones, B being the identity; every feature, and any two, can be compared.

    Examples
    --------
    >>> newcomer().dimension, newcomer().features, newcomer().covered
    (3, 8, True)
    """
    unit = _identity()
    pairs = [(i, j) for i in range(SIZE) for j in range(i)]
    contrasts = (*unit, *(tuple(a - b for a, b in zip(unit[i], unit[j], strict=True)) for i, j in pairs))
    heads = tuple(tuple(Fraction(x) for x in head) for head in TRAINED)
    hers = tuple((a - b + c) / 2 for a, b, c in zip(*heads, strict=True))
    questions = tuple(Question(f"x{i}", "y", "y'") for i in range(len(contrasts)))
    return Newcomer(questions, contrasts, heads, unit, hers)


def _identity() -> Matrix:
    return tuple(tuple(Fraction(int(i == j)) for j in range(SIZE)) for i in range(SIZE))


def plans() -> dict[str, Plan]:
    """Return the three ways to ask: with a spanning population, without, and without but as if it spanned."""
    whole = newcomer()
    return {
        f"spanning population, {whole.dimension} questions": _plan(whole, whole),
        f"head outside the span, dim F = {SIZE} questions": _plan(whole, replace(whole, heads=_identity())),
        "head outside the span, read in the span": _plan(whole, replace(whole, heads=whole.heads[:2])),
    }


def _plan(whole: Newcomer, read: Newcomer) -> Plan:
    asked = read.chosen()
    space = np.array(read.space, dtype=float).T
    return Plan(asked, coefficients(space, asked), np.array(whole.answers(whole.head), dtype=float))


def figure(runs: int, seed: int, confidence: float) -> dict[str, Any]:
    """Measure the error on her gaps against her own comparisons.

    Parameters
    ----------
    runs : int
        Independent runs at every number of comparisons.
    seed : int
    confidence : float
        Of each interval.

    Returns
    -------
    dict
        ``user-diversity/new-user/1``: for every way to ask the rows ``[n, mean, low, high]`` of the mean squared error
        over all comparisons, and its exact value.
    """
    streams = np.random.SeedSequence(seed).spawn(3)
    ways = plans()
    return {
        "format": FORMAT,
        "runs": runs,
        "seed": seed,
        "measured": {
            name: list(_measured(plan, runs, np.random.default_rng(stream), confidence))
            for (name, plan), stream in zip(ways.items(), streams, strict=True)
        },
        "theory": {name: [(n, expected(plan, n // len(plan.asked))) for n in BUDGETS] for name, plan in ways.items()},
    }


def _measured(plan: Plan, runs: int, rng: np.random.Generator, confidence: float) -> Iterator[Row]:
    for n in BUDGETS:
        times = n // len(plan.asked)
        wins = rng.binomial(times, expit(plan.gaps[plan.asked]), size=(runs, len(plan.asked)))
        errors = ((_read(wins, times) @ plan.weights.T - plan.gaps) ** 2).mean(axis=1)
        yield n, float(errors.mean()), *interval(errors, Knowledge(0.0, tuple(_levels(plan, times))), confidence)


def _levels(plan: Plan, times: int) -> list[Level]:
    """Cut errors at what they are unless some count of wins is one of the rarest; those cost their chance at most."""
    chance = expit(plan.gaps[plan.asked])
    usual = [_read(binom.ppf(RARE, times, chance), times), _read(binom.isf(RARE, times, chance), times)]
    extreme = [_read(np.zeros(len(plan.asked)), times), _read(np.full(len(plan.asked), times), times)]
    size, most = (_largest(plan, *ends) for ends in (usual, extreme))
    return [Level(size, 2 * RARE * len(plan.asked) * most), *bounded(size)[1:]]


def _largest(plan: Plan, low: Floats, high: Floats) -> float:
    """The largest squared error, the mean over all comparisons, when every asked gap is read between two ends."""
    middle, half = (low + high) / 2, (high - low) / 2
    off = np.abs(plan.weights @ middle - plan.gaps) + np.abs(plan.weights) @ half
    return float((off**2).mean())


def _read(wins: Any, times: int) -> Any:
    return np.log((wins + 0.5) / (times - wins + 0.5))


def expected(plan: Plan, times: int) -> float:
    """Return the expected squared error, the mean over all comparisons, when each question is asked so many times.

    The answers to different questions are independent; that to one is summed over the binomial law.
    """
    wins = np.arange(times + 1)
    laws = [binom.pmf(wins, times, expit(plan.gaps[i])) for i in plan.asked]
    read = _read(wins, times)
    means = np.array([law @ read for law in laws])
    spreads = np.array([law @ (read - mean) ** 2 for law, mean in zip(laws, means, strict=True)])
    return float(np.mean(plan.weights**2 @ spreads + (plan.weights @ means - plan.gaps) ** 2))


def draw(document: dict[str, Any], path: str) -> None:
    """Draw the document ``user-diversity/new-user/1`` to a file.

    Raises
    ------
    InputError
        When matplotlib is not installed or the file cannot be written.
    """
    from checks.picture.figure import sheet

    colours: Sequence[str] = ("#0072b2", "#d55e00", "#999999")
    with sheet(path, 1, 1, 4.6, 3.4) as axes:
        place = axes[0][0]
        for colour, (name, rows) in zip(colours, document["measured"].items(), strict=True):
            n, mean, low, high = zip(*rows, strict=True)
            below, above = ([abs(a - b) for a, b in zip(mean, ends, strict=True)] for ends in (low, high))
            place.errorbar(n, mean, (below, above), fmt="o", color=colour, markersize=3, linewidth=0.8, label=name)
            place.plot(*zip(*document["theory"][name], strict=True), color=colour, linewidth=1.0)
        place.plot([], [], color="black", linewidth=1.0, label="exact expectation")
        place.set_xscale("log", base=2)
        place.set_yscale("log")
        place.set_ylim(top=30 * place.get_ylim()[1])
        place.set_xlabel("comparisons of her own")
        place.set_ylabel("mean squared error of her gaps")
        place.legend(loc="upper right")
