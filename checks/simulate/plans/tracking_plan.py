"""The plan of `tracking` (T26): what hides from each model, and its fixed sequence of explorations."""

# mypy: disable-error-code="no-untyped-call"
from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from checks.simulate.common.arrays import Arrays, Indices, Prints, Reals
from checks.simulate.plans.mle_plan import begin, reach
from checks.simulate.plans.plan import Cursor, Ending, Plan
from checks.simulate.plans.tracking_tails import knowledge
from theory.diversity import Conditions
from theory.exploration.sequence import sequences


@dataclass(frozen=True, eq=False, kw_only=True)
class Tracking(Plan):
    """Tracking on given arrays.

    The pairs of all models are in one list: from ``first[m]`` on the plan of model m, from ``first_other[m]`` on what
    is visited at square numbers. The learner keeps in mind, for each model, its rounds without passing and its visits,
    and the visits of each pair of a plan.

    Attributes
    ----------
    reach : float array, shape (M, M)
        See `checks.simulate.plans.mle_plan.reach`.
    hides : int array, shape (M, M)
        Whether b hides from m, in row m and column b.
    first, first_other : int arrays, shape (M + 1,) and (M,)
        Where the pairs of a model begin.
    places, responses, shares : int arrays, shape (pairs,)
        The row of each pair's context, its response, and its share of the plan.
    """

    reach: Reals
    hides: Indices
    first: Indices
    first_other: Indices
    places: Indices
    responses: Indices
    shares: Indices

    def advance(self, arrays: Arrays, ending: Ending, grid: Indices, streams: Prints, at: Cursor, fuel: int) -> bool:
        """Continue a block."""
        from checks.simulate.loops.tracking_loop import DONE, UNDECIDED, track

        tally = np.zeros(len(arrays.contexts) + int(np.diff(arrays.start).max()), dtype=np.int64)
        group = np.zeros(len(arrays.contexts), dtype=np.uint64)
        status, whole = UNDECIDED, np.array([0, len(at.seen)])
        while status == UNDECIDED:
            digits = self.digits(arrays, streams, at)
            status = track(
                self.table, self.reach, self.begin, self.hides, self.first, self.first_other, self.places,
                self.responses, self.shares, arrays.bits, arrays.law, arrays.law_levels, arrays.law_names, arrays.start,
                arrays.outcome, arrays.mass, arrays.levels, arrays.names, arrays.ratios, arrays.prints,
                arrays.shortfall, ending.horizon, grid, streams, at.regret, at.ended, at.ratios[None, :],
                at.marks[None, :], (at.seen, whole, arrays.index, digits), at.policy, at.memory, at.place, at.sums,
                group, tally, fuel,
            )  # fmt: skip
            if status == UNDECIDED:
                self.look_closer(arrays, digits, streams, at)
        return bool(status == DONE)


def track(arrays: Arrays, horizon: int) -> Plan:
    """Return the plan of `tracking`.

    Raises
    ------
    InputError
        Where (H3) or (G) fails.
    """
    problem, everywhere = arrays.problem, range(len(arrays.contexts))
    models, known, conditions = len(arrays.policy), sequences(problem), Conditions(problem)
    hides = np.zeros((models, models), dtype=np.int64)
    first, first_other, rows = [0], [], list[tuple[int, int, int]]()
    for m, sequence in enumerate(known):
        hides[m, conditions.hidden_from(m)] = 1
        if sequence is not None:
            rows += [(c, y, n) for (c, y), n in zip(sequence.pairs, sequence.shares, strict=True)]
        first_other.append(len(rows))
        rows += [(c, y, 0) for c, y in (sequence.others if sequence is not None else ())]
        first.append(len(rows))
    place = {c: row for row, c in enumerate(arrays.contexts)}
    columns = np.array([(place[c], y, n) for c, y, n in rows], dtype=np.int64).reshape(-1, 3)
    return Tracking(
        table=arrays.policy,
        begin=begin(arrays, everywhere),
        knowledge=knowledge(arrays, horizon),
        kept=2 * models + len(rows),
        reach=reach(arrays, arrays.policy, everywhere),
        hides=hides,
        first=np.array(first, dtype=np.int64),
        first_other=np.array(first_other, dtype=np.int64),
        places=np.ascontiguousarray(columns[:, 0]),
        responses=np.ascontiguousarray(columns[:, 1]),
        shares=np.ascontiguousarray(columns[:, 2]),
    )
