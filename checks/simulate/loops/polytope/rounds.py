"""Compiled loop of a learner on a polytope, round by round."""

# mypy: disable-error-code="no-untyped-def,no-untyped-call"
from __future__ import annotations

from typing import Any

import numpy as np

from checks.simulate.loops.draws import next_word, pick, uniform
from checks.simulate.loops.jit import f8, i8, indices, jit, matrix, prints, table, types, u8, vector, words  # type: ignore[attr-defined]
from checks.simulate.loops.polytope.choose import best, hopeful
from checks.simulate.loops.polytope.newton import likeliest

GREEDY, EXPLORING, OPTIMISTIC = 0, 1, 2
DONE, PAUSED, LOST = 0, 1, 2
"""Finished; out of fuel; the likeliest model was not reached."""

NUMBERS = types.UniTuple(f8, 3)
POLYTOPE: Any = types.Tuple((matrix, vector, matrix, vector, NUMBERS))
DEAL: Any = types.Tuple((u8, words, words, indices, words, words))
SERVED: Any = types.Tuple((vector, matrix, matrix, table, matrix))
MEMORY: Any = types.Tuple((vector, table, indices, indices, indices, vector))
WORK: Any = types.Tuple((vector, matrix, vector, vector, matrix, vector))


@jit()
def forget(polytope, memory):
    """Begin a run: the model nearest to the centre, nothing seen."""
    model, counts, working, policy, place, sums = memory
    for i in range(len(model)):
        model[i] = polytope[3][i]
    for k in range(len(counts)):
        counts[k, 0] = counts[k, 1] = 0
    for c in range(len(policy)):
        policy[c] = -1
    working[0] = place[1] = place[2] = place[4] = 0
    place[3] = 1
    sums[0] = sums[1] = 0.0


@jit()
def decide(rule, t, polytope, served, memory, work):
    """Write the policy of round t; return whether the likeliest model was reached."""
    model, counts, working, policy, place, sums = memory
    law, shortfall, heads, rank, caps = served
    values = np.empty(rank.shape[1])
    if place[3]:
        if likeliest(polytope, counts, working, model, work) < 0:
            return False
        place[3] = 0
        if rule != OPTIMISTIC:
            best(heads, rank, polytope[4][2], model, values, policy)
    if rule == OPTIMISTIC:
        hopeful(heads, rank, polytope[4][2], caps, float(t), model, work, values, policy)
    sums[1] = 0.0
    for c in range(len(law)):
        sums[1] += law[c] * shortfall[c, policy[c]]
    return True


@jit(i8(i8, POLYTOPE, DEAL, SERVED, i8, indices, indices, prints, matrix, MEMORY, WORK, i8))
def play(rule, polytope, deal, served, horizon, schedule, grid, streams, regret, memory, work, fuel):
    """Continue a block for at most ``fuel`` rounds; return `DONE`, `PAUSED` or `LOST`.

    The arrays are those of `checks.simulate.polytope.tables.Tables`; ``schedule`` holds the rounds that explore, and a
    number beyond the horizon. ``place`` is run, round, point of the grid, whether something was learnt since the last
    decision, and the next exploration; ``sums`` the regret so far, and of one round of the policy.
    """
    bits, law_levels, law_names, start, levels, names = deal
    law, shortfall, _, rank, _ = served
    _, counts, _, policy, place, sums = memory
    runs, points, responses, nothing = regret.shape[0], len(grid), rank.shape[1], 2 * len(counts)
    while place[0] < runs:
        state, t, g = streams[place[0]], place[1], place[2]
        while t < horizon:
            if fuel == 0:
                place[1], place[2] = t, g
                return PAUSED
            fuel -= 1
            explores = rule == EXPLORING and schedule[place[4]] == t + 1
            place[4] += explores
            if explores:
                for c in range(len(law)):
                    sums[0] += law[c] * shortfall[c, responses]
            else:
                if (place[3] or rule == OPTIMISTIC) and not decide(rule, t + 1, polytope, served, memory, work):
                    return LOST
                sums[0] += sums[1]
            t += 1
            if g < points and grid[g] == t:
                regret[place[0], g] = sums[0]
                g += 1
            c = int(pick(next_word(state), law_levels, law_names, np.uint64(0), np.uint64(len(law_levels)), bits))
            y = int(uniform(state) * responses) if explores else policy[c]
            row = np.uint64(start[c * responses + y])
            size = np.uint64(start[c * responses + y + 1]) - row
            seen = int(pick(next_word(state), levels, names, row, size, bits))
            if seen < nothing and (explores or rule != EXPLORING):
                counts[seen // 2, seen % 2] += 1
                place[3] = 1
        place[0] += 1
        forget(polytope, memory)
    return DONE
