"""Learners that follow maximum-likelihood models: greedy, pooled, and greedy for each user separately."""

# mypy: disable-error-code="no-untyped-call"
from __future__ import annotations

import sys
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from checks.simulate.common.arrays import Arrays, Indices, Prints, Reals
from checks.simulate.common.limits import ROUNDING
from checks.simulate.plans.plan import Cursor, Ending, Plan

MOST_SIDE_BY_SIDE = 1 << 18
"""Runs times ratios that are played without compiling."""


@dataclass(frozen=True, eq=False, kw_only=True)
class Following(Plan):
    """A learner that deploys row m of ``table`` in the contexts of a group while m leads on the feedback from there.

    Attributes
    ----------
    group : uint64 array, shape (C,)
        The group of each context.
    reach : float array, shape (groups·M, M)
        1 over the most that model m can gain on leader a in one round of a's policy, in row ``group·M + a``.
    peak : float array, shape (classes,)
        The largest log-likelihood ratio of each outcome among the models that can lead.
    faithful : bool
        Whether ``table`` is π.
    near : int
        Up to this horizon, rounds are played one by one, beyond it many may be drawn at once: the same law.
    """

    group: Prints
    reach: Reals
    peak: Reals
    faithful: bool
    near: int = 100_000

    @property
    def believes(self) -> bool:
        """Whether the table holds π."""
        return self.faithful

    def parts(self, arrays: Arrays) -> Indices:
        """Return the group of each context."""
        return self.group.astype(np.int64)

    def advance(self, arrays: Arrays, ending: Ending, grid: Indices, streams: Prints, at: Cursor, fuel: int) -> bool:
        """Continue a block."""
        from checks.simulate.loops.mle_loop import DONE, JUMP, UNDECIDED, follow, never

        shape = (-1, len(self.table))
        begin, ratios, marks = (array.reshape(shape) for array in (self.begin, at.ratios, at.marks))
        leads, margins = np.full(len(begin), 2**64 - 1, dtype=np.uint64), np.zeros(len(begin))
        firsts, sizes = np.zeros((2, len(self.group)), dtype=np.uint64)
        tally = np.zeros(len(arrays.contexts) + int(np.diff(arrays.start).max()), dtype=np.int64)
        jumps, leap, status = int(ending.horizon > self.near), never, JUMP
        begins = self._begins(arrays)
        while status in (JUMP, UNDECIDED):
            digits = self.digits(arrays, streams, at)
            status = follow(
                leap, int(leap is not never), jumps, self.table, self.reach, begin, self.peak, self.group,
                arrays.bits, arrays.law, arrays.law_levels, arrays.law_names, arrays.start, arrays.outcome, arrays.mass,
                arrays.levels, arrays.names, arrays.ratios, arrays.prints, arrays.shortfall,
                ending.horizon, ending.tolerance, ending.weights, ending.tied, grid, streams,
                at.regret, at.residual, at.ended, ratios, marks, (at.seen, begins, arrays.index, digits),
                at.policy, at.place, at.sums, leads, margins, firsts, sizes, tally, fuel,
            )  # fmt: skip
            if status == JUMP:
                from checks.simulate.loops.repeated_rounds import at_once as leap
            if status == UNDECIDED:
                self.look_closer(arrays, digits, streams, at)
        return bool(status == DONE)

    def _begins(self, arrays: Arrays) -> Indices:
        """Return where the outcomes of each group begin, and where those of the last end."""
        contexts = np.searchsorted(self.group, np.arange(len(self.begin) // len(self.table) + 1, dtype=np.uint64))
        return np.asarray(contexts * (len(arrays.ratios) // len(arrays.contexts)), dtype=np.int64)

    def is_little(self, runs: int) -> bool:
        """Return whether the runs are few, and nothing is compiled yet."""
        return runs * self.begin.size <= MOST_SIDE_BY_SIDE and "checks.simulate.loops.mle_loop" not in sys.modules

    def together(self, arrays: Arrays, ending: Ending, grid: Indices, streams: Prints, at: Cursor) -> bool:
        """Play all runs side by side, unless that takes long."""
        from checks.simulate.plans.vectorised import play

        return play(self, arrays, ending, grid, streams, at)


def follow(arrays: Arrays, policies: Indices, groups: Sequence[range] = (), leads: bool = False) -> Plan:
    """Return the plan of the learner that deploys ``policies[m]``, shape (M, C), while model m leads.

    ``groups`` are the contexts that share feedback, neighbours; all of them when left out.
    """
    groups = groups or (range(len(arrays.contexts)),)
    start = np.concatenate([begin(arrays, rows) for rows in groups])
    alive = start.reshape(len(groups), -1) > -np.inf
    per_context = len(arrays.ratios) // len(arrays.contexts)
    peak = np.empty(len(arrays.ratios))
    for rows, able in zip(groups, alive, strict=True):
        classes = slice(rows.start * per_context, rows.stop * per_context)
        peak[classes] = arrays.ratios[classes][:, able].max(axis=1)
    return Following(
        table=policies,
        begin=start,
        leads=leads,
        group=np.repeat(np.arange(len(groups), dtype=np.uint64), [len(rows) for rows in groups]),
        reach=np.concatenate([reach(arrays, policies, rows) for rows in groups]),
        peak=peak,
        faithful=bool((policies == arrays.policy).all()),
    )


def reach(arrays: Arrays, policies: Indices, rows: range) -> Reals:
    """Return 1 over the most that model m can gain on leader a in one round of a's policy, shape (M, M).

    Infinite where nothing can be gained. Only the contexts ``rows`` are looked at.
    """
    models = len(policies)
    result = np.empty((models, models))
    for a, policy in enumerate(policies):
        classes = np.concatenate([arrays.outcomes(c, int(policy[c])) for c in rows])
        steps, places = arrays.ratios[classes], arrays.index[classes]
        gain = np.maximum((steps - steps[:, [a]]).max(axis=0), 0.0) + ROUNDING
        result[a] = np.where((places > places[:, [a]]).any(axis=0), 1.0 / gain, np.inf)
    return result


def begin(arrays: Arrays, rows: range) -> Reals:
    """Return ratios 0, −∞ for models that no outcome of ``rows`` tells from one of lower index: they never lead."""
    start = np.zeros(arrays.ratios.shape[1])
    seen: set[bytes] = set()
    everything = arrays.actions - 1
    used = np.concatenate([arrays.outcomes(c, everything) for c in rows])
    for m in range(len(start)):
        key = arrays.prints[used, m].tobytes()
        if key in seen:
            start[m] = -np.inf
        seen.add(key)
    return start
