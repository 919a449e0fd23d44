"""``simulate`` against enumeration where gaps are tiny or huge, every learner: decisions that floats do not carry.

``python -m checks.bench.robustness.extreme_gaps`` draws 300 instances with rewards from `SIZES`. What a learner is
expected to lose is enumerated history by history, its decisions taken in ball arithmetic, and where ``exact`` can
say it too, ``exact`` must agree. An interval of the simulator that excludes it is a disagreement; all of them together
are wrong by chance with a probability below 10⁻⁹. ``--record`` keeps the figure.
"""

from __future__ import annotations

import argparse
import random
import sys
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from fractions import Fraction
from functools import cached_property, partial
from math import ceil, comb, inf, log

from flint import arb

from checks.exact.enumerate import Limit
from checks.exact.finite import finite_regret
from checks.exact.likelihood import Likelihoods
from checks.learner_protocol import Rows
from checks.learners import NAMES, forced_exploration, load, pooled, uniform
from checks.runtime.job_figures import Figure, record
from checks.simulate.run import Request, simulate
from theory.errors import InputError
from theory.exact.enclosure import ball, bounds, certify
from theory.preference import log_sigmoid
from theory.problem import Problem, tabular

JOB = "`simulate` against enumeration on random instances with gaps from 10⁻¹² to 1,200, every learner"
SIZES = tuple(
    Fraction(x) for x in ("1e-12", "2e-12", "1e-6", "1/100", "1/2", "1", "2", "10", "37", "50", "300", "700", "1200")
)
CONFIDENCE = 1 - 1e-13
MOST_HISTORIES = 2000
ENUMERATED = ("greedy", "forced-exploration", "optimistic", "thompson", "per-user", "pooled", "uniform", "constant")
"""The learners that `Play` enumerates by itself; of others only ``exact`` knows."""

_REFUSALS = ("global identifiability", "unique optimum")

Counts = tuple[tuple[int, int], ...]


def draw(seed: int) -> tuple[Problem, int, int]:
    """Draw an instance, a truth and a horizon of 2 to 6.

    Examples
    --------
    >>> problem, theta, horizon = draw(1)
    >>> theta < len(problem.models), 2 <= horizon <= 6
    (True, True)
    """
    chance = random.Random(seed)
    models, contexts, size = chance.choice([(2, 1, 2), (2, 2, 2), (3, 2, 2), (4, 2, 2), (3, 1, 3), (4, 3, 2)])
    some = chance.sample(SIZES, 3)
    rewards: dict[str, list[list[int | Fraction]]] = {
        f"m{m}": [[chance.choice((-1, 0, 0, 1)) * chance.choice(some) for _ in range(size)] for _ in range(contexts)]
        for m in range(models)
    }
    problem = tabular(rewards, baseline=chance.choice((None, 0)))
    horizon, classes = 6, 2 * contexts * comb(size, 2)
    while horizon > 2 and comb(classes + horizon, classes) > MOST_HISTORIES:
        horizon -= 1
    return problem, chance.randrange(models), horizon


@dataclass(frozen=True, eq=False)
class Play:
    """A learner that is enumerated by what it has seen: outcome (c, y, y') with y winning is one class."""

    problem: Problem
    theta: int
    name: str

    @cached_property
    def classes(self) -> list[tuple[int, int, int]]:
        """Return the outcome classes: context, winner, loser."""
        size = range(len(self.problem.responses))
        return [(c, y, other) for c in self.problem.deployed for y in size for other in size]

    @cached_property
    def likelihoods(self) -> Likelihoods:
        """Return who is more likely, decided exactly."""
        unit = 1
        for scale in self.problem.scale:
            unit *= scale
        models = range(len(self.problem.models))
        vectors = [tuple(int(self.problem.gap(m, *kind) * unit) for m in models) for kind in self.classes]
        return Likelihoods(vectors, len(models), unit)

    def regret(self, horizon: int) -> float:
        """Return R_T(θ), up to the rounding of probabilities."""
        law: dict[Counts, float] = {(): 1.0}
        total = 0.0
        for t in range(1, horizon + 1):
            after: dict[Counts, float] = {}
            for counts, mass in law.items():
                for share, rows in self._policies(dict(counts), t):
                    total += mass * share * self._cost(rows)
                    for kind, chance in self._outcomes(rows, t):
                        child = (
                            counts if kind is None else tuple(sorted((Counter(dict(counts)) + Counter([kind])).items()))
                        )
                        after[child] = after.get(child, 0.0) + mass * share * chance
            law = after
        return total

    def _cost(self, rows: Rows) -> float:
        """Return the regret of one round."""
        problem, size = self.problem, range(len(self.problem.responses))
        return float(
            sum(problem.p[c] * rows[c][y] * problem.shortfall(self.theta, c, y) for c in problem.deployed for y in size)
        )

    def _outcomes(self, rows: Rows, t: int) -> Iterator[tuple[int | None, float]]:
        """Yield the classes that are remembered after a round, None for nothing, with their probabilities."""
        if not load(self.name).remembers(self.problem, t):
            yield None, 1.0
            return
        place = {kind: k for k, kind in enumerate(self.classes)}
        for c, y, other in self.classes:
            weight = self.problem.p[c] * rows[c][y] * self.problem.kappa[c][y][other]
            for winner, loser in ((y, other), (other, y)) if weight else ():
                yield (
                    place[c, winner, loser],
                    float(ball(weight) * log_sigmoid(self.problem.gap(self.theta, c, winner, loser)).exp()),
                )

    def _policies(self, counts: dict[int, int], t: int) -> list[tuple[float, Rows]]:
        """Return the policies of round t with their probabilities."""
        problem, best = self.problem, self.likelihoods.best
        match self.name:
            case "uniform":
                return [(1.0, uniform.rows(problem))]
            case "constant":
                return [(1.0, self._rows([0] * len(problem.p)))]
            case "pooled":
                return [(1.0, self._rows(pooled.responses(problem)[best(counts)[0]]))]
            case "forced-exploration" if forced_exploration.schedule(problem).explores(t):
                return [(1.0, uniform.rows(problem))]
            case "per-user":
                return [(1.0, self._rows([problem.policy[self._of_user(counts, c)][c] for c in range(len(problem.p))]))]
            case "thompson":
                return self._posterior(counts)
            case "optimistic":
                return [(1.0, self._rows([self._promising(counts, t, c) for c in range(len(problem.p))]))]
        return [(1.0, self._rows(problem.policy[best(counts)[0]]))]

    def _rows(self, responses: object) -> Rows:
        size = range(len(self.problem.responses))
        return tuple(tuple(Fraction(int(y == best)) for y in size) for best in responses)  # type: ignore[attr-defined]

    def _of_user(self, counts: dict[int, int], c: int) -> int:
        """Return the leader on the feedback of the user of context c."""
        user = self.problem.contexts[c][0]
        mine = {k: n for k, n in counts.items() if self.problem.contexts[self.classes[k][0]][0] == user}
        return self.likelihoods.best(mine)[0]

    def _log_ratio(self, counts: dict[int, int], m: int, rival: int) -> arb:
        total = ball(0)
        for k, n in counts.items():
            ours, theirs = (log_sigmoid(self.problem.gap(i, *self.classes[k])) for i in (m, rival))
            total += n * (ours - theirs)
        return total

    def _posterior(self, counts: dict[int, int]) -> list[tuple[float, Rows]]:
        top, models = self.likelihoods.best(counts)[0], range(len(self.problem.models))
        weights = [float(self._log_ratio(counts, m, top).exp()) for m in models]
        return [(weight / sum(weights), self._rows(self.problem.policy[m])) for m, weight in enumerate(weights)]

    def _promising(self, counts: dict[int, int], t: int, c: int) -> int:
        """Return the response of the plausible model that promises most over the usual comparator."""
        problem, top = self.problem, self.likelihoods.best(counts)[0]
        size, models = range(len(problem.responses)), range(len(problem.models))
        usual = max(size, key=lambda other: (sum(problem.kappa[c][y][other] for y in size), -other))
        radius = Fraction(ceil(log(len(models) * t) * 2**20), 2**20)

        def spare(m: int) -> arb:
            return self._log_ratio(counts, m, top) + ball(radius)

        plausible = [m for m in models if m == top or certify(partial(spare, m), 1) > 0]
        chosen = max(plausible, key=lambda m: (problem.gap(m, c, int(problem.policy[m, c]), usual), -m))
        return int(problem.policy[chosen, c])


def disagreement(seed: int, name: str, runs: int) -> str | None:
    """Return what is wrong with the simulation of a learner on a drawn instance, if something is."""
    problem, theta, horizon = draw(seed)
    learner = load(name)
    try:
        found = simulate(problem, Request(learner, theta, horizon, runs, seed, CONFIDENCE))["regret"]
    except InputError as error:
        return None if any(words in str(error) for words in _REFUSALS) else str(error)
    answer = None if learner.plan is None else finite_regret(problem, theta, learner, horizon, Limit())
    if name in ENUMERATED or answer is None:
        expected = Play(problem, theta, name).regret(horizon)
    else:
        expected = float(sum(bounds(answer.low)) / 2)
    low, high = found["interval"]
    allowed = 1e-9 * (abs(expected) + 1e-3)
    if not low - allowed <= expected <= (inf if high is None else high + allowed):
        return f"instance {seed}, {name}: expected {expected}, simulated [{low}, {high}]"
    if answer is not None:
        below, above = bounds(answer.low)[0], bounds(answer.high)[1]
        if not float(below) - allowed <= expected <= float(above) + allowed:
            return (
                f"instance {seed}, {name}: exact says {float(below)} to {float(above)}, another enumeration {expected}"
            )
    return None


def main() -> int:
    """Compare and print; the exit status is 1 if something disagrees."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--instances", type=int, default=300)
    parser.add_argument("--runs", type=int, default=4000)
    parser.add_argument("--record", action="store_true", help="keep the figure for the README")
    arguments = parser.parse_args()
    pairs = [(seed, name) for seed in range(arguments.instances) for name in NAMES]
    wrong = [line for seed, name in pairs if (line := disagreement(seed, name, arguments.runs))]
    for line in wrong:
        print(line)
    figure = f"{arguments.instances} instances, {len(NAMES)} learners, horizons to 6: {len(wrong)} disagreements"
    print(figure)
    if arguments.record:
        record("extreme_gaps", Figure(JOB, "python -m checks.bench.robustness.extreme_gaps --record", figure))
    return int(bool(wrong))


if __name__ == "__main__":
    sys.exit(main())
