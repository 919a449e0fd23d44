"""Compiled loop of maximum-likelihood learners: greedy, pooled, and greedy for each user separately.

Contexts are split into groups, each with log-likelihood ratios of its own; π of a group's leader is deployed in its
contexts. A leader cannot change before the others have made up what they are behind. So rounds are played one by one
until the most that anybody can have gained in them exceeds that: nothing needs to be decided in between. Where
the leaders are certain to stay for many rounds, whatever happens, these rounds are independent and identically
distributed and their outcome counts multinomial: drawing the counts at once is exact, and 10¹² rounds cost no more than
a few hundred.
"""

# mypy: disable-error-code="no-untyped-def,no-untyped-call"
from __future__ import annotations

import numpy as np

from checks.simulate.common.limits import FARTHEST, FOREVER, LONG, LONG_ENOUGH, MOST_AT_ONCE, MOST_TOGETHER
from checks.simulate.loops.draws import following, pick
from checks.simulate.loops.future_regret import residual as bound
from checks.simulate.loops.jit import (
    AT_ONCE,
    AT_ONCER,
    RECORD,
    f8,
    i8,
    indices,
    jit,
    matrix,
    prints,
    table,
    u8,
    vector,
    words,
)
from checks.simulate.loops.leader import lasting, leader

residual = jit()(bound)

DONE, PAUSED, JUMP, UNDECIDED = 0, 1, 2, 3
"""What `follow` returns: the block is finished, out of fuel, waits for `checks.simulate.loops.repeated_rounds`, or
needs more digits to find a leader."""

NOTHING, NOBODY = np.uint64(0), np.uint64(0xFFFFFFFFFFFFFFFF)


@jit()
def _one_by_one(
    state, rounds, law_levels, law_names, levels, names, bits, step, marks_of, peak, group, firsts, sizes, leads,
    margins, ratios, marks, seen, counting,
):  # fmt: skip
    """Play rounds while no leader can have changed, at most so many; return how many.

    ``peak[k]`` is the largest step of outcome k. What a leader's own falls short of it, the others may have gained.
    """
    contexts, models = np.uint64(len(law_levels)), step.shape[1]
    s0, s1, s2, s3 = state[0], state[1], state[2], state[3]
    played, safe = 0, True
    while safe and played < rounds:
        played += 1
        word, s0, s1, s2, s3 = following(s0, s1, s2, s3)
        c = pick(word, law_levels, law_names, np.uint64(0), contexts, bits)
        word, s0, s1, s2, s3 = following(s0, s1, s2, s3)
        k = pick(word, levels, names, firsts[c], sizes[c], bits)
        u = group[c]
        if counting:
            seen[k] += 1
        for m in range(models):
            ratios[u, m] += step[k, m]
        for m in range(models):
            marks[u, m] += marks_of[k, m]
        margins[u] -= peak[k] - step[k, leads[u]]
        safe = margins[u] >= 0.0
    state[0], state[1], state[2], state[3] = s0, s1, s2, s3
    return played


@jit(AT_ONCE)
def never(state, rounds, law, start, mass, outcome, step, marks_of, group, policy, ratios, marks, tally, seen):
    """Stand where `checks.simulate.loops.repeated_rounds` would, until it is needed."""


@jit(
    i8(
        AT_ONCER, i8, i8, table, matrix, matrix, vector, words,
        u8, vector, words, words, indices, indices, vector, words, words, matrix, prints, matrix,
        i8, f8, matrix, table, indices, prints,
        matrix, vector, indices, matrix, prints, RECORD, indices, indices, vector, words, vector, words, words, indices,
        i8,
    )
)  # fmt: skip
def follow(
    at_once, able, jumps, table, reach, begin, peak, group,
    bits, law, law_levels, law_names, start, outcome, mass, levels, names, step, marks_of, shortfall,
    horizon, tolerance, weights, tied, grid, streams,
    regret, left, ended, ratios, marks, record, policy, place, sums, leads, margins, firsts, sizes, tally, fuel,
):  # fmt: skip
    """Continue a block; see `checks.simulate.plans.mle_plan.Following`."""
    width, runs, points, contexts = shortfall.shape[1], regret.shape[0], len(grid), len(law)
    models, groups, counting = step.shape[1], len(leads), record[3].shape[1] > 0
    while place[0] < runs:
        run, t, g = place[0], place[1], place[2]
        total, rate = sums[0], sums[1]
        state = streams[run]
        while t < horizon:
            if fuel == 0:
                place[1], place[2], sums[0], sums[1] = t, g, total, rate
                return PAUSED
            fuel -= 1
            hold, moved = FOREVER, False
            for u in range(groups):
                lead = leader(ratios, marks, record, u, t)
                if lead < 0:
                    leads[:] = NOBODY
                    place[1], place[2], sums[0], sums[1] = t, g, total, rate
                    return UNDECIDED
                certain, ahead = lasting(ratios, u, lead, reach, t)
                moved |= leads[u] != np.uint64(lead)
                leads[u], margins[u], hold = lead, min(ahead, FARTHEST), min(hold, certain)
            if moved:
                rate = 0.0
                for c in range(contexts):
                    policy[c] = table[leads[group[c]], c]
                    rate += law[c] * shortfall[c, policy[c]]
                    row = c * width + policy[c]
                    firsts[c], sizes[c] = start[row], start[row + 1] - start[row]
            if tolerance > 0.0:
                rest = residual(ratios, weights, tied, leads[0], tolerance)
                if rest <= tolerance:
                    left[run] = rest
                    break
            rounds = horizon - t
            if hold < rounds and (not jumps or hold < LONG_ENOUGH or hold * width < LONG * len(outcome)):
                rounds = _one_by_one(
                    state, min(rounds, MOST_TOGETHER), law_levels, law_names, levels, names, bits, step, marks_of, peak,
                    group, firsts, sizes, leads, margins, ratios, marks, record[0], counting,
                )  # fmt: skip
                fuel -= min(fuel, rounds >> 6)
            elif hold < rounds and able:
                rounds = min(hold, MOST_AT_ONCE)
                fuel -= min(fuel, 64)
                at_once(
                    state, rounds, law, start, mass, outcome, step, marks_of, group, policy, ratios, marks, tally,
                    record[0],
                )  # fmt: skip
            elif hold < rounds:
                place[1], place[2], sums[0], sums[1] = t, g, total, rate
                return JUMP
            while g < points and grid[g] <= t + rounds:
                regret[run, g] = total + rate * (grid[g] - t)
                g += 1
            total += rate * rounds
            t += rounds
        for i in range(g, points):
            regret[run, i] = total
        ended[run] = t
        place[0], place[1], place[2], sums[0], sums[1] = run + 1, 0, 0, 0.0, 0.0
        if counting:
            record[0][:] = 0
        for u in range(groups):
            leads[u] = NOBODY
            for m in range(models):
                ratios[u, m] = begin[u, m]
                marks[u, m] = NOTHING
    return DONE
