"""Compiled loop of learners with a rule of their own: Thompson sampling, optimism, forced exploration.

A learner is a function ``choose(ratios, marks, record, t, state, table, matrix, policy)``, compiled for the signature
`checks.simulate.loops.jit.CHOOSE`. It is called before round t and reads the log-likelihood ratios of the rounds it
remembers, their fingerprints and the record of all that was seen; ``state`` is its random generator, ``table`` and
``matrix`` are those of its plan.
It writes the action of every context to ``policy[:-1]`` and a label of that policy to ``policy[-1]``, and returns n:
for n rounds the policy stays, whatever happens in them. −n: and their feedback is forgotten. 0: more digits are needed
to decide (`checks.simulate.loops.likelihood_order`); then nothing is drawn and nothing is written.
"""

# mypy: disable-error-code="no-untyped-def,no-untyped-call"
from __future__ import annotations

import numpy as np

from checks.simulate.loops.jit import CHOOSER, RECORD, i8, indices, jit, matrix, prints, table, u8, vector, words
from checks.simulate.loops.one_round import play

DONE, PAUSED, UNDECIDED = 0, 1, 3
"""As in `checks.simulate.loops.mle_loop`."""


@jit(
    i8(
        CHOOSER, table, matrix, vector, u8, vector, words, words, indices, words, words, matrix, prints,
        matrix, i8, indices, prints, matrix, indices, matrix, prints, RECORD, indices, indices, vector, i8,
    )
)  # fmt: skip
def decide(
    choose, table, values, begin, bits, law, law_levels, law_names, start, levels, names, step, marks_of, shortfall,
    horizon, grid, streams, regret, ended, ratios, marks, record, policy, place, sums, fuel,
):  # fmt: skip
    """Continue a block; see `checks.simulate.plans.adaptive_plan.Deciding`."""
    width, runs, points, contexts = shortfall.shape[1], regret.shape[0], len(grid), len(law)
    counting = record[3].shape[1] > 0
    while place[0] < runs:
        run, t, g = place[0], place[1], place[2]
        total, rate = sums[0], sums[1]
        state = streams[run]
        while t < horizon:
            if fuel == 0:
                place[1], place[2], sums[0], sums[1] = t, g, total, rate
                return PAUSED
            fuel -= 1
            label = policy[contexts]
            hold = choose(ratios, marks, record, t + 1, state, table, values, policy)
            if hold == 0:
                place[1], place[2], sums[0], sums[1] = t, g, total, rate
                return UNDECIDED
            if policy[contexts] != label:
                rate = 0.0
                for c in range(contexts):
                    rate += law[c] * shortfall[c, policy[c]]
            rounds = min(abs(hold), horizon - t)
            if hold > 0 and t + rounds < horizon:
                for _ in range(rounds):
                    play(
                        state, law_levels, law_names, start, levels, names, bits, step, marks_of, policy, ratios, marks,
                        record[0], counting, width,
                    )  # fmt: skip
            while g < points and grid[g] <= t + rounds:
                regret[run, g] = total + rate * (grid[g] - t)
                g += 1
            total += rate * rounds
            t += rounds
        ended[run] = t
        place[0], place[1], place[2], sums[0], sums[1] = run + 1, 0, 0, 0.0, 0.0
        if counting:
            record[0][:] = 0
        for c in range(contexts + 1):
            policy[c] = -1
        for m in range(len(begin)):
            ratios[0, m] = begin[m]
            marks[0, m] = np.uint64(0)
    return DONE
