"""Plan interface: a learner for the simulator, when a run ends, and the state of a block of runs."""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections.abc import Callable
from dataclasses import dataclass, field

import numpy as np
from numpy.typing import NDArray

from checks.simulate.common.arrays import Arrays, Indices, Prints, Reals
from checks.simulate.common.confidence import Knowledge

Record = tuple[Indices, Indices, Indices, Indices]
"""What `checks.simulate.loops.likelihood_order` reads: how often each outcome was seen, where the outcomes of each
group of contexts begin and end, and ``index`` and the table of ``digits`` of the arrays."""


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
    ratios : float array
        Log-likelihood ratios of what is remembered.
    marks : uint64 array
        Fingerprints of the same.
    seen : int array, shape (classes,)
        How often each outcome is remembered, if ``counting``.
    counting : bool
        Whether outcomes are counted: from the first decision on that floats do not carry.
    origin : uint64 array or None
        The generators as they were, for a run that must be played again.
    policy : int array, shape (C + 1,)
        What is deployed, and its label.
    place : int array, shape (3,)
        Current run, round and grid point.
    memory : int array
        What else the learner keeps in mind in the current run; zeros at first.
    sums : float array, shape (2,)
        Regret so far, and of one round of what is deployed.
    """

    regret: Reals
    residual: Reals
    ended: Indices
    ratios: Reals
    marks: Prints
    seen: Indices
    policy: Indices
    memory: Indices
    place: Indices = field(default_factory=lambda: np.zeros(3, dtype=np.int64))
    sums: Reals = field(default_factory=lambda: np.zeros(2))
    counting: bool = False
    origin: Prints | None = None


@dataclass(frozen=True, eq=False, kw_only=True)
class Plan(ABC):
    """A learner on given arrays.

    Attributes
    ----------
    table : int array
        Policies, one a row.
    begin : float array
        Log-likelihood ratios before the first round.
    leads : bool
        Whether this is greedy, of whose future T1 and T2 speak.
    knowledge : callable or None
        ``knowledge(t)``: what is proven about the regret of t rounds, where more is known than from the table.
    one_by_one : bool
        Whether every round is a decision, so that long horizons are out of reach.
    kept : int
        How many integers the learner keeps in mind beside the likelihoods.
    """

    table: Indices
    begin: Reals
    leads: bool = False
    knowledge: Callable[[int | None], Knowledge] | None = None
    one_by_one: bool = False
    kept: int = 0

    @property
    def believes(self) -> bool:
        """Whether π of a leader of maximum likelihood is deployed in each of `parts`, so that T2 speaks of it."""
        return False

    def parts(self, arrays: Arrays) -> Indices:
        """Return the group of each context; a row of the table is deployed in each group."""
        return np.arange(len(arrays.contexts))

    @abstractmethod
    def advance(
        self, arrays: Arrays, ending: Ending, grid: Indices, streams: NDArray[np.uint64], at: Cursor, fuel: int
    ) -> bool:
        """Continue a block for at most ``fuel`` decisions; return whether it is finished.

        Parameters
        ----------
        grid : int array
            Rounds to record.
        streams : uint64 array, shape (runs, 4)
            Generators; they move on.
        """

    def digits(self, arrays: Arrays, streams: Prints, at: Cursor) -> Indices:
        """Return the table of digits that decides what floats do not, without columns while nothing needed it."""
        if at.origin is None:
            at.origin, at.counting = streams.copy(), arrays.digits.table.shape[1] > 0
        return arrays.digits.table if at.counting else arrays.digits.table[:, :0]

    def look_closer(self, arrays: Arrays, digits: Indices, streams: Prints, at: Cursor) -> None:
        """Get more digits; a run whose outcomes were not counted so far is played again."""
        arrays.digits.refine(digits.shape[1])
        if at.counting:
            return
        assert at.origin is not None
        at.counting, run = True, at.place[0]
        streams[run] = at.origin[run]
        at.ratios[:], at.marks[:], at.policy[:] = self.begin, 0, -1
        at.place[1:], at.sums[:], at.memory[:] = 0, 0.0, 0

    def is_little(self, runs: int) -> bool:
        """Return whether `together` is worth trying."""
        return False

    def together(self, arrays: Arrays, ending: Ending, grid: Indices, streams: NDArray[np.uint64], at: Cursor) -> bool:
        """Play all runs of a cursor without anything compiled; return whether it was quick, and done."""
        return False


def cursor(arrays: Arrays, plan: Plan, runs: int, points: int) -> Cursor:
    """Return the cursor of a fresh block."""
    return Cursor(
        np.zeros((runs, points)),
        np.zeros(runs),
        np.zeros(runs, dtype=np.int64),
        plan.begin.copy(),
        np.zeros(len(plan.begin), dtype=np.uint64),
        np.zeros(len(arrays.ratios), dtype=np.int64),
        np.full(len(arrays.contexts) + 1, -1, dtype=np.int64),
        np.zeros(plan.kept, dtype=np.int64),
    )
