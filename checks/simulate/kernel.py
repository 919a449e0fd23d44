"""The compiled loop: runs a learner round by round, or many rounds at once where its policy is certain to stay.

A learner is a function ``choose(ratios, counts, prints, t, state, table, matrix, policy)``, compiled for the signature
`checks.simulate.jit.CHOOSE`. It is called before round t and reads the log-likelihood ratios and the outcome
counts of the rounds it remembers; ``state`` is its random generator, ``table`` and ``matrix`` are those of its `Plan`.
It writes the action of every context to ``policy[:-1]`` and a label of that policy to ``policy[-1]``,
and returns n: for n rounds the policy stays, whatever happens in them. −n: and their feedback is forgotten.
The n rounds are then independent and identically distributed, and their outcome counts multinomial: drawing the
counts at once is exact, and 10¹² rounds cost no more than a few hundred.
"""

# mypy: disable-error-code="no-untyped-def,no-untyped-call"
from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from math import exp
from typing import Any

import numpy as np

from checks.simulate.arrays import Arrays, Indices, Reals
from checks.simulate.confidence import Knowledge
from checks.simulate.jit import CHOOSER, f8, i8, indices, jit, matrix, prints, table, vector
from checks.simulate.random import binomial, entry, following, pick

FEW = 16
"""Fewer rounds than this are remembered one by one."""

ONE_BY_ONE = 4
"""Rounds are drawn at once from about this multiple of the number of outcomes on."""

MOST_AT_ONCE = 1 << 31
"""Beyond this many rounds at once, a binomial variable would lose accuracy."""


@dataclass(frozen=True, eq=False)
class Plan:
    """What the kernel needs to know of a learner on given arrays.

    Attributes
    ----------
    choose : compiled function
        See the module.
    table : int array, matrix : float array, two-dimensional
        Whatever ``choose`` wants to look up.
    begin : float array
        Log-likelihood ratios before the first round; M of them, or M a user where a learner does not share.
    offset : int array, shape (C,)
        Where the ratios that a context's feedback changes begin.
    leads : bool
        Whether this is greedy: labels are leaders of maximum likelihood, and T1 and T2 speak of its future.
    one_by_one : bool
        Whether every round is a decision, so that long horizons are out of reach.
    knowledge : callable or None
        ``knowledge(t, most)``: what is proven about the regret of t rounds, which is at most ``most``.
    """

    choose: Any
    table: Indices
    matrix: Reals
    begin: Reals
    offset: Indices
    leads: bool = False
    one_by_one: bool = False
    knowledge: Callable[[int, float], Knowledge] | None = None


@dataclass(frozen=True, eq=False)
class Ending:
    """When a run ends.

    Attributes
    ----------
    horizon : int
        Rounds.
    tolerance : float
        A run also ends when its residual is at most this; 0 for never.
    weights : float array, shape (2, M)
        Δ(m, θ)/(1 − ρ(m, θ)) and Δ(m, θ)/J(m, θ), rounded up, 0 for right models.
    tied : int array, shape (M, M)
        Whether m ~_{π_a} θ, in row a and column m.
    """

    horizon: int
    tolerance: float
    weights: Reals
    tied: Indices


@dataclass(eq=False)
class Cursor:
    """A block of runs in progress: results so far and the state of the current run.

    Attributes
    ----------
    regret : float array, shape (runs, grid)
        Regret of each run at each recorded round.
    residual : float array, shape (runs,)
        Bound on the future regret when the run ended.
    ended : int array, shape (runs,)
        Rounds of each run.
    place : int array
        Current run, round and grid point.
    """

    regret: Reals
    residual: Reals
    ended: Indices
    ratios: Reals
    counts: Indices
    policy: Indices
    tally: Indices
    place: Indices = field(default_factory=lambda: np.zeros(3, dtype=np.int64))
    sums: Reals = field(default_factory=lambda: np.zeros(2))


def cursor(arrays: Arrays, plan: Plan, runs: int, points: int) -> Cursor:
    """Return the cursor of a fresh block."""
    return Cursor(
        np.zeros((runs, points)),
        np.zeros(runs),
        np.zeros(runs, dtype=np.int64),
        plan.begin.copy(),
        np.zeros(len(arrays.ratios), dtype=np.int64),
        np.full(len(arrays.contexts) + 1, -1, dtype=np.int64),
        np.zeros(len(arrays.outcome), dtype=np.int64),
    )


def advance(arrays: Arrays, plan: Plan, ending: Ending, grid: Indices, streams: Any, at: Cursor, fuel: int) -> bool:
    """Continue a block for at most ``fuel`` decisions of the learner; return whether it is finished."""
    done = _advance(
        plan.choose, plan.table, plan.matrix, plan.begin, plan.offset,
        arrays.law, arrays.law_threshold, arrays.law_alias, arrays.start, arrays.outcome, arrays.mass,
        arrays.threshold, arrays.alias, arrays.ratios, arrays.prints, arrays.shortfall,
        ending.horizon, ending.tolerance, ending.weights, ending.tied, grid, streams,
        at.regret, at.residual, at.ended, at.ratios, at.counts, at.policy, at.place, at.sums, at.tally, fuel,
    )  # fmt: skip
    return bool(done)


@jit()
def residual(ratios, weights, tied, lead, tolerance):
    """Return a bound on the expected future regret of greedy, or infinity if it exceeds the tolerance.

    The expected number of future selections of m is at most √s/(1 − ρ(m)) and G(s)/J(m) (T1, T1′), s = L(m)/L(θ), with
    G(s) = s up to 1 and 1 + ln s above; ``weights`` holds Δ(m) times the two factors. If the leader's policy has no
    regret and does not tell the leader from θ, models tied with θ on it keep their ratios for as long as it leads; it
    ever stops leading with probability at most Σ √(L(j)/L(leader)) over the others (Ville), and only then do
    the tied models matter.
    """
    free = tied[lead, lead] == 1 and weights[0, lead] == 0.0
    moving, waiting, overtaken = 0.0, 0.0, 0.0
    for m in range(len(ratios)):
        root = exp(0.5 * ratios[m])
        selections = root * root if ratios[m] <= 0.0 else 1.0 + ratios[m]
        regret = min(weights[0, m] * root, weights[1, m] * selections)
        if free and tied[lead, m]:
            waiting += regret
        else:
            moving += regret
            if moving > tolerance:
                return np.inf
            overtaken += exp(0.5 * (ratios[m] - ratios[lead]))
    total = (moving + min(1.0, overtaken) * waiting if waiting else moving) * (1.0 + 1e-9)
    return total if total <= tolerance else np.inf


@jit()
def _single(state, threshold, alias, start, outcome, level, other, step, offset, ratios, counts, policy, width):
    """Play one round and remember it."""
    c = pick(state, threshold, alias, 0, len(threshold))
    row = c * width + policy[c]
    k = outcome[pick(state, level, other, start[row], start[row + 1])]
    counts[k] += 1
    shift = offset[c]
    for m in range(step.shape[1]):
        ratios[shift + m] += step[k, m]


@jit()
def _tally(state, rounds, threshold, alias, start, level, other, policy, width, tally):
    """Play rounds of one policy, one by one, and count their outcomes."""
    contexts = len(threshold)
    s0, s1, s2, s3 = state[0], state[1], state[2], state[3]
    for _ in range(rounds):
        word, s0, s1, s2, s3 = following(s0, s1, s2, s3)
        c = entry(word, threshold, alias, 0, contexts)
        row = c * width + policy[c]
        word, s0, s1, s2, s3 = following(s0, s1, s2, s3)
        tally[entry(word, level, other, start[row], start[row + 1])] += 1
    state[0], state[1], state[2], state[3] = s0, s1, s2, s3


@jit()
def _tally_at_once(state, rounds, law, start, mass, policy, width, tally):
    """Draw the outcome counts of many rounds of one policy: multinomial, one binomial after another."""
    rest, left = rounds, 1.0
    for c in range(len(law)):
        here = rest if c == len(law) - 1 else binomial(state, rest, min(1.0, law[c] / left))
        rest -= here
        left -= law[c]
        first, last, weight = start[c * width + policy[c]], start[c * width + policy[c] + 1], 1.0
        for i in range(first, last):
            if here == 0:
                break
            tally[i] = here if i == last - 1 else binomial(state, here, min(1.0, mass[i] / weight))
            here -= tally[i]
            weight -= mass[i]


@jit()
def _remember(start, outcome, step, offset, ratios, counts, policy, width, tally):
    """Add tallied outcomes to what the learner remembers, and clear the tally."""
    for c in range(len(offset)):
        shift, row = offset[c], c * width + policy[c]
        for i in range(start[row], start[row + 1]):
            n = tally[i]
            if n:
                tally[i] = 0
                k = outcome[i]
                counts[k] += n
                for m in range(step.shape[1]):
                    ratios[shift + m] += n * step[k, m]


@jit(
    i8(
        CHOOSER, table, matrix, vector, indices,
        vector, vector, indices, indices, indices, vector, vector, indices, matrix, prints, matrix,
        i8, f8, matrix, table, indices, prints,
        matrix, vector, indices, vector, indices, indices, indices, vector, indices, i8,
    )
)  # fmt: skip
def _advance(
    choose, lookup, values, begin, offset,
    law, threshold, alias, start, outcome, mass, level, other, step, marks, shortfall,
    horizon, tolerance, weights, tied, grid, streams,
    regret, left, ended, ratios, counts, policy, place, sums, tally, fuel,
):  # fmt: skip
    width, runs, points = shortfall.shape[1], regret.shape[0], len(grid)
    contexts = len(law)
    while place[0] < runs:
        run, t, g = place[0], place[1], place[2]
        total, rate = sums[0], sums[1]
        state = streams[run]
        while t < horizon:
            if fuel == 0:
                place[1], place[2], sums[0], sums[1] = t, g, total, rate
                return 0
            fuel -= 1
            label = policy[contexts]
            hold = choose(ratios, counts, marks, t + 1, state, lookup, values, policy)
            if policy[contexts] != label:
                rate = 0.0
                for c in range(contexts):
                    rate += law[c] * shortfall[c, policy[c]]
            if tolerance > 0.0:
                left[run] = residual(ratios, weights, tied, policy[contexts], tolerance)
                if left[run] <= tolerance:
                    break
            rounds = min(abs(hold), horizon - t)
            if t + rounds < horizon:
                rounds = min(rounds, MOST_AT_ONCE) if hold > 0 else rounds
                if hold > 0 and rounds < FEW:
                    for _ in range(rounds):
                        _single(
                            state, threshold, alias, start, outcome, level, other, step, offset, ratios, counts,
                            policy, width,
                        )  # fmt: skip
                elif hold > 0:
                    if rounds < ONE_BY_ONE * (start[width] - start[0]) * contexts // width:
                        _tally(state, rounds, threshold, alias, start, level, other, policy, width, tally)
                    else:
                        _tally_at_once(state, rounds, law, start, mass, policy, width, tally)
                    _remember(start, outcome, step, offset, ratios, counts, policy, width, tally)
            while g < points and grid[g] <= t + rounds:
                regret[run, g] = total + rate * (grid[g] - t)
                g += 1
            total += rate * rounds
            t += rounds
        for i in range(g, points):
            regret[run, i] = total
        ended[run] = t
        place[0], place[1], place[2], sums[0], sums[1] = run + 1, 0, 0, 0.0, 0.0
        for c in range(contexts + 1):
            policy[c] = -1
        for k in range(len(counts)):
            counts[k] = 0
        for m in range(len(ratios)):
            ratios[m] = begin[m]
    return 1
