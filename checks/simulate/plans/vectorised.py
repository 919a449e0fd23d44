"""Small simulations of maximum-likelihood learners in NumPy, all runs at once, without compiling anything.

Every run meets the same words, outcomes, leaders and sums as in `checks.simulate.loops.mle_loop`, so that the results
are the same to the last bit. It is here for the first start: ``simulate`` on a bounded instance took 0.75 s with it and
3.2 s without it on an empty cache of compiled loops, 1.3 s without it on a full one (one machine, one run, both
cores busy).
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

from checks.simulate.common.arrays import Arrays, Indices, Prints, Reals
from checks.simulate.common.limits import FARTHEST, FOREVER, GUARD, LONG, LONG_ENOUGH, MOST_TOGETHER, ROUNDING
from checks.simulate.loops.future_regret import residual
from checks.simulate.loops.generator import following, pick
from checks.simulate.plans.plan import Cursor, Ending
from checks.simulate.plans.tie_breaks import MOST_COUNTS, UncountedError, rows_ahead

if TYPE_CHECKING:
    from checks.simulate.plans.mle_plan import Following

WORK, LITTLE = 50_000_000, 2_500_000
"""Elements that are touched before the compiled loop takes over; little where T1 will not end the runs."""

_STEP = 25_000
"""What one step costs beside its elements, in elements."""


@dataclass(eq=False)
class _Runs:
    """The state of all runs: one row a run."""

    words: list[Prints]
    ratios: Reals
    marks: Prints
    seen: Indices
    leads: Indices
    margins: Reals
    firsts: Prints
    sizes: Prints
    start: Indices
    played: Indices
    total: Reals
    rate: Reals


def play(plan: Following, arrays: Arrays, ending: Ending, grid: Indices, streams: Prints, at: Cursor) -> bool:
    """Play all runs of a cursor; return False, with nothing to be used, when this is work for the compiled loop."""
    try:
        return _played(_Game(plan, arrays, ending, grid, streams, at))
    except UncountedError:
        if len(streams) * len(arrays.ratios) > MOST_COUNTS:
            return False
        arrays.digits.refine(0)
        at.regret[:], at.residual[:] = 0.0, 0.0
        return _played(_Game(plan, arrays, ending, grid, streams, at))


def _played(game: _Game) -> bool:
    plan, ending, at = game.plan, game.ending, game.at
    live, spent = np.arange(len(at.ended)), 0
    allowed = WORK if ending.tolerance > 0.0 or ending.horizon * _STEP < WORK else LITTLE
    game.decide(live)
    while True:
        live = live[at.ended[live] < 0]
        spent += _STEP + live.size * plan.begin.size
        if game.far or spent > allowed:
            return False
        if not live.size:
            return True
        game.decide(game.round(live))


class _Game:
    def __init__(
        self, plan: Following, arrays: Arrays, ending: Ending, grid: Indices, streams: Prints, at: Cursor
    ) -> None:
        self.plan, self.arrays, self.ending, self.grid, self.at = plan, arrays, ending, grid, at
        runs, models = len(streams), len(plan.table)
        groups, contexts = plan.begin.size // models, len(arrays.contexts)
        self.far, self.counting = False, arrays.digits.table.shape[1] > 0
        self.group, self.bits = plan.group.astype(np.int64), np.uint64(arrays.bits)
        begin = np.broadcast_to(plan.begin.reshape(groups, models), (runs, groups, models))
        whole, real = np.zeros(runs, dtype=np.int64), np.zeros(runs)
        ranges = np.zeros((2, runs, contexts), dtype=np.uint64)
        self.runs = _Runs(
            [column.copy() for column in streams.T], begin.copy(), np.zeros(begin.shape, dtype=np.uint64),
            np.zeros((runs, len(arrays.ratios) if self.counting else 0), dtype=np.int64),
            np.full((runs, groups), -1), np.zeros((runs, groups)), ranges[0], ranges[1],
            whole.copy(), whole.copy(), real.copy(), real.copy(),
        )  # fmt: skip
        at.ended[:] = -1

    def decide(self, rows: Indices) -> None:
        """Let runs find their leaders, and end those that have nothing left to play."""
        if not rows.size:
            return
        runs, hold = self.runs, np.full(len(rows), FOREVER)
        moved = np.zeros(len(rows), dtype=bool)
        for u in range(runs.leads.shape[1]):
            lead = self._leaders(rows, u)
            far = self.plan.reach[u * len(self.plan.table) + lead]
            certain, ahead = _lasting(runs.ratios[rows, u], lead, far, runs.start[rows])
            moved |= runs.leads[rows, u] != lead
            runs.leads[rows, u], runs.margins[rows, u] = lead, np.minimum(ahead, FARTHEST)
            hold = np.minimum(hold, certain)
        self._deploy(rows[moved])
        proven = self._proven(rows)
        rest = self.ending.horizon - runs.start[rows]
        self._record(rows[~proven & (hold >= rest)], rest[~proven & (hold >= rest)])
        self._finish(rows[proven | (hold >= rest)])
        long = (hold >= LONG_ENOUGH) & (hold * float(self.arrays.actions) >= LONG * len(self.arrays.outcome))
        self.far |= self.ending.horizon > self.plan.near and bool((long & ~proven & (hold < rest)).any())

    def _leaders(self, rows: Indices, u: int) -> Indices:
        """Return the leader of each row, the lowest index on exact ties."""
        ratios = self.runs.ratios[rows, u]
        best: Indices = ratios.argmax(axis=1)
        if ratios.shape[1] == 1:
            return best
        error = self.runs.start[rows] * ROUNDING
        least = ratios.max(axis=1) - GUARD - error
        near = np.flatnonzero(np.partition(ratios, -2, axis=1)[:, -2] > least)
        value, mark = ratios[near], self.runs.marks[rows[near], u]
        place, found = np.arange(len(near)), np.full(len(near), -1)
        for m in range(ratios.shape[1]):
            ahead = value[:, m] - value[place, found]
            told = (found >= 0) & (mark[:, m] != mark[place, found]) & (value[:, m] > least[near])
            close = np.flatnonzero(told & (np.abs(ahead) <= error[near]))
            if len(close):
                ahead[close] = self._order(rows[near[close]], u, m, found[close])
            found = np.where((value[:, m] > least[near]) & ((found < 0) | (told & (ahead > 0.0))), m, found)
        best[near] = found
        return best

    def _order(self, rows: Indices, u: int, m: int, rivals: Indices) -> Indices:
        """Return 1 where m is more likely than its rival, −1 where it is less."""
        if not self.counting:
            raise UncountedError
        per_context = len(self.arrays.ratios) // len(self.group)
        classes = np.flatnonzero(np.repeat(self.group == u, per_context))
        return rows_ahead(self.arrays, self.runs.seen[np.ix_(rows, classes)], classes, m, rivals)

    def round(self, live: Indices) -> Indices:
        """Play one round in every run and return those in which somebody may have caught up with the leader."""
        runs, arrays = self.runs, self.arrays
        size = np.uint64(len(arrays.law))
        c = pick(self._word(live), arrays.law_levels, arrays.law_names, np.uint64(0), size, self.bits).astype(np.int64)
        firsts, sizes = runs.firsts[live, c], runs.sizes[live, c]
        k = pick(self._word(live), arrays.levels, arrays.names, firsts, sizes, self.bits).astype(np.int64)
        u = self.group[c]
        runs.ratios[live, u] += arrays.ratios[k]
        runs.marks[live, u] += arrays.prints[k]
        if self.counting:
            runs.seen[live, k] += 1
        runs.margins[live, u] -= self.plan.peak[k] - arrays.ratios[k, runs.leads[live, u]]
        runs.played[live] += 1
        rounds = np.minimum(self.ending.horizon - runs.start[live], MOST_TOGETHER)
        over = ~(runs.margins[live, u] >= 0.0) | (runs.played[live] >= rounds)
        rows = live[over]
        self._record(rows, runs.played[rows])
        runs.played[rows] = 0
        ended = runs.start[rows] >= self.ending.horizon
        self._finish(rows[ended])
        return np.asarray(rows[~ended])

    def _word(self, live: Indices) -> Prints:
        words = self.runs.words
        drawn, *state = following(*(column[live] for column in words))
        for column, values in zip(words, state, strict=True):
            column[live] = values
        return np.asarray(drawn)

    def _deploy(self, rows: Indices) -> None:
        runs, arrays = self.runs, self.arrays
        rate = np.zeros(len(rows))
        for c in range(len(arrays.law)):
            action = self.plan.table[runs.leads[rows, self.group[c]], c]
            rate += arrays.law[c] * arrays.shortfall[c, action]
            row = c * arrays.actions + action
            runs.firsts[rows, c] = arrays.start[row]
            runs.sizes[rows, c] = arrays.start[row + 1] - arrays.start[row]
        runs.rate[rows] = rate

    def _proven(self, rows: Indices) -> NDArray[np.bool_]:
        proven = np.zeros(len(rows), dtype=bool)
        tolerance = self.ending.tolerance
        if tolerance <= 0.0:
            return proven
        runs, (affine, drift) = self.runs, self.ending.weights
        ratios = runs.ratios[rows, 0]
        with np.errstate(over="ignore", invalid="ignore"):
            root = np.exp(0.5 * ratios)
            least = np.fmin(affine * root, drift * np.where(ratios <= 0.0, root * root, 1.0 + ratios))
        waits = self.ending.tied[runs.leads[rows, 0]] == 1
        hopeless = (np.where(waits, 0.0, least) > 1.001 * tolerance).any(axis=1)
        for i in np.flatnonzero(~hopeless):
            rest = residual(ratios[i : i + 1], self.ending.weights, self.ending.tied, runs.leads[rows[i], 0], tolerance)
            if rest <= tolerance:
                proven[i], self.at.residual[rows[i]] = True, rest
        return proven

    def _record(self, rows: Indices, rounds: Indices) -> None:
        """Add rounds of the policy that is deployed."""
        runs = self.runs
        start, total, rate = (column[rows, None] for column in (runs.start, runs.total, runs.rate))
        passed = (self.grid > start) & (self.grid <= start + rounds[:, None])
        here = self.at.regret[rows]
        self.at.regret[rows] = np.where(passed, total + rate * (self.grid - start), here)
        runs.total[rows] += runs.rate[rows] * rounds
        runs.start[rows] += rounds

    def _finish(self, rows: Indices) -> None:
        runs = self.runs
        late = self.grid > runs.start[rows, None]
        self.at.regret[rows] = np.where(late, runs.total[rows, None], self.at.regret[rows])
        self.at.ended[rows] = runs.start[rows]


def _lasting(ratios: Reals, lead: Indices, reach: Reals, played: Indices) -> tuple[Indices, Reals]:
    """Return for how many rounds each leader is certain to stay, and how far it is ahead."""
    top = ratios[np.arange(len(ratios)), lead] - GUARD - played * ROUNDING
    behind = top[:, None] - ratios
    able = reach < np.inf
    ahead = np.where(able, behind, np.inf).min(axis=1)
    rounds = np.where(able, behind * np.where(able, reach, 1.0), np.inf).min(axis=1)
    whole: Indices = np.where(rounds >= 1e15, FOREVER, 1 + np.clip(rounds, 0.0, 1e15).astype(np.int64))
    return np.where(ahead < 0.0, 1, whole), ahead
