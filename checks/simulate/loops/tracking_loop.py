"""The compiled loop of `tracking`: rounds in which nothing can change are passed over, whatever their number.

While the believed model passes, it goes on to pass until f(t) exceeds its lead over what hides from it, which its own
policy does not move; and it is certain to be believed until another model could have made up what it is behind. Until
then rounds are independent and identically distributed, and their outcomes are drawn at once. Only rounds that do not
pass are played one by one, about C(θ) ln T of them being visits.
"""

# mypy: disable-error-code="no-untyped-def,no-untyped-call"
from __future__ import annotations

from math import exp, floor, log, log1p, sqrt

import numpy as np

from checks.simulate.common.limits import LONG_ENOUGH, MOST_AT_ONCE
from checks.simulate.loops.jit import RECORD, i8, indices, jit, matrix, prints, table, u8, vector, words
from checks.simulate.loops.leader import lasting, leader
from checks.simulate.loops.one_round import play
from checks.simulate.loops.repeated_rounds import at_once

DONE, PAUSED, UNDECIDED = 0, 1, 3
"""As in `checks.simulate.loops.mle_loop`."""


@jit()
def threshold(t: float) -> float:
    """Return f(t) = ln t + 2 ln(1 + ln t)."""
    return log(t) + 2.0 * log1p(log(t))


@jit()
def passing_until(lead: float) -> float:
    """Return the last round t with f(t) ≤ lead, where that is a number of rounds that could be played."""
    if lead > 60.0:
        return 1e18
    low, high = 0.0, lead
    for _ in range(80):
        middle = 0.5 * (low + high)
        if middle + 2.0 * log1p(middle) <= lead:
            low = middle
        else:
            high = middle
    t = max(1.0, floor(exp(low)) - 1.0)
    while threshold(t + 1.0) <= lead:
        t += 1.0
    return t


@jit()
def advantage(ratios, hides, m):
    """Return by how much the log-likelihood of model m exceeds the largest of what hides from it."""
    least = np.inf
    for b in range(ratios.shape[1]):
        if hides[m, b]:
            least = min(least, ratios[0, m] - ratios[0, b])
    return least


@jit()
def due_pair(m, visits, first, shares, first_other, memory, counted):
    """Return the place, in the list of all pairs, of the exploration that is due; plan pairs are counted on a visit.

    Pairs first[m] ≤ i < first_other[m] are m's plan, those up to first[m + 1] are for its twins, at square numbers.
    """
    others = first[m + 1] - first_other[m]
    root = floor(sqrt(float(visits + 1)) + 0.5)
    if others and root * root == visits + 1:
        return first_other[m] + (root - 1) % others
    best = first[m]
    for i in range(first[m] + 1, first_other[m]):
        if shares[i] * (memory[counted + best] + 1) > shares[best] * (memory[counted + i] + 1):
            best = i
    return best


@jit(
    i8(
        table, matrix, vector, table, indices, indices, indices, indices, indices,
        u8, vector, words, words, indices, indices, vector, words, words, matrix, prints, matrix,
        i8, indices, prints, matrix, indices, matrix, prints, RECORD, indices, indices, indices, vector, words, indices,
        i8,
    )
)  # fmt: skip
def track(
    policies, reach, begin, hides, first, first_other, places, responses, shares,
    bits, law, law_levels, law_names, start, outcome, mass, levels, names, step, marks_of, shortfall,
    horizon, grid, streams, regret, ended, ratios, marks, record, policy, memory, place, sums, group, tally, fuel,
):  # fmt: skip
    """Continue a block; see `checks.simulate.plans.tracking_plan.Tracking`."""
    width, runs, points, contexts = shortfall.shape[1], regret.shape[0], len(grid), len(law)
    models = len(begin)
    counted, counting = 2 * models, record[3].shape[1] > 0
    while place[0] < runs:
        run, t, g = place[0], place[1], place[2]
        total = sums[0]
        state = streams[run]
        while t < horizon:
            if fuel <= 0:
                place[1], place[2], sums[0] = t, g, total
                return PAUSED
            fuel -= 1
            m = leader(ratios, marks, record, 0, t)
            if m < 0:
                place[1], place[2], sums[0] = t, g, total
                return UNDECIDED
            rate = 0.0
            for c in range(contexts):
                policy[c] = policies[m, c]
                rate += law[c] * shortfall[c, policy[c]]
            lead = advantage(ratios, hides, m)
            rounds, cost, at = 1, 0.0, -1
            if lead < threshold(float(t + 1)):
                memory[m] += 1
                if memory[m] % 2 == 0:
                    at = due_pair(m, memory[models + m], first, shares, first_other, memory, counted)
                    cost = shortfall[places[at], responses[at]] - shortfall[places[at], policy[places[at]]]
                    policy[places[at]] = responses[at]
            else:
                certain, _ = lasting(ratios, 0, m, reach, t)
                rounds = min(certain, horizon - t)
                if lead < np.inf:
                    rounds = int(min(float(rounds), passing_until(lead) - t))
                rounds = max(rounds, 1)
            if t + rounds >= horizon and at < 0:
                pass
            elif rounds < LONG_ENOUGH:
                for _ in range(rounds):
                    met = play(
                        state, law_levels, law_names, start, levels, names, bits, step, marks_of, policy, ratios, marks,
                        record[0], counting, width,
                    )  # fmt: skip
                if at >= 0 and met == places[at]:
                    memory[models + m] += 1
                    memory[counted + at] += at < first_other[m]
                else:
                    cost = 0.0
                fuel -= rounds >> 4
            else:
                rounds = min(rounds, MOST_AT_ONCE)
                at_once(
                    state, rounds, law, start, mass, outcome, step, marks_of, group, policy, ratios, marks, tally,
                    record[0],
                )  # fmt: skip
                fuel -= 64
            while g < points and grid[g] <= t + rounds:
                regret[run, g] = total + cost + rate * (grid[g] - t)
                g += 1
            total += rate * rounds + cost
            t += rounds
        ended[run] = t
        place[0], place[1], place[2], sums[0] = run + 1, 0, 0, 0.0
        if counting:
            record[0][:] = 0
        for i in range(len(memory)):
            memory[i] = 0
        for i in range(models):
            ratios[0, i] = begin[i]
            marks[0, i] = np.uint64(0)
    return DONE
