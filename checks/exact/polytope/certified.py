"""What greedy deploys after given wins and losses, certified: the maximiser that the simulator looks for, enclosed.

ln L(m) − (pull/2) |m − m_0|² is strongly concave. The model and the working set that the compiled Newton steps end with
are refined to many digits; the model is then made to satisfy its constraints exactly. With multipliers λ ≥ 0 of these
and r what they leave of the gradient, the maximum is less than 2|r| higher (scaled coordinates lie in [−1, 1]), and the
maximiser within √(4|r|/pull). Which responses are tied is decided from exact values and that radius.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from fractions import Fraction
from functools import cached_property

import numpy as np
from flint import arb, arb_mat, ctx, fmpq, fmpq_mat

from checks.exact.polytope.law import Walk
from checks.simulate.common.random import streams
from checks.simulate.polytope.play import Game
from checks.simulate.polytope.tables import memory, unsigned
from theory.errors import InputError
from theory.exact.enclosure import ball
from theory.exact.linear import dot
from theory.instance import Vector
from theory.polytope.continuous import Policy

Counts = tuple[tuple[int, int, int], ...]
"""(direction, wins, losses), of the directions that were seen, in order."""

_BITS = 400
_STEPS = 8


@dataclass(eq=False)
class Certified:
    """The policies of greedy or careful greedy on a class.

    Attributes
    ----------
    game : Game
        The learner as it is simulated.
    """

    game: Game
    _known: dict[Counts, Policy] = field(default_factory=dict)

    @cached_property
    def _rows(self) -> list[tuple[Vector, Fraction]]:
        """The inequalities ⟨row, m⟩ ≤ bound in scaled coordinates, as the simulator numbers them."""
        region, scaled = self.game.tables.problem.region, self.game.tables.scaled
        pairs = zip(region.normals, region.bounds, strict=True)
        return [(scaled(normal), bound) for normal, bound in pairs if any(normal)]

    @cached_property
    def _directions(self) -> list[Vector]:
        return [self.game.tables.scaled(row) for row in self.game.tables.directions]

    @cached_property
    def _centre(self) -> Vector:
        tables = self.game.tables
        return tuple(x / s for x, s in zip(tables.hull.centre, tables.scale, strict=True))

    def policy(self, counts: Counts) -> Policy:
        """Return what is deployed.

        Raises
        ------
        InputError
            Where the maximiser is too near a tie to be told.
        """
        if counts not in self._known:
            with ctx.workprec(_BITS):
                self._known[counts] = self._decide(*self._enclosed(counts))
        return self._known[counts]

    def _start(self, counts: Counts) -> tuple[Vector, list[int]]:
        """Return the model and the working set of the compiled steps."""
        kept = memory(self.game.tables)
        for k, wins, losses in counts:
            kept[1][k] = wins, losses
        self.game.advance(np.array([self.game.horizon]), streams(0, 0, 1), np.zeros((1, 1)), kept, 1)
        return tuple(Fraction(float(x)) for x in kept[0]), [int(i) for i in kept[2][1 : 1 + kept[2][0]]]

    def _enclosed(self, counts: Counts) -> tuple[Vector, arb]:
        """Return a model of the class and how far the maximiser is from it at most."""
        model, held = self._start(counts)
        multipliers: list[Fraction] = []
        for _ in range(_STEPS):
            model, multipliers = self._step(counts, model, held)
        model, multipliers = self._kept(model, held), [max(x, Fraction(0)) for x in multipliers]
        if any(dot(row, model) > bound for row, bound in self._rows):
            raise InputError("heads", UNDECIDED)
        gradient, _ = self._derivatives(counts, model)
        rest = arb(0)
        for i, slope in enumerate(gradient):
            rest += abs(
                slope - sum((ball(x * self._rows[j][0][i]) for x, j in zip(multipliers, held, strict=True)), arb(0))
            )
        pull = ball(Fraction(float(self.game.tables.polytope[4][0])))
        return model, (4 * rest.abs_upper() / pull).sqrt()

    def _derivatives(self, counts: Counts, model: Vector) -> tuple[list[arb], list[list[arb]]]:
        """Return the gradient and minus the second derivative of what is maximised."""
        size, pull = len(model), ball(Fraction(float(self.game.tables.polytope[4][0])))
        gradient = [pull * ball(a - x) for a, x in zip(self._centre, model, strict=True)]
        curvature = [[pull if i == j else arb(0) for j in range(size)] for i in range(size)]
        for k, wins, losses in counts:
            row = [ball(x) for x in self._directions[k]]
            chance = 1 / (1 + (-ball(dot(self._directions[k], model))).exp())
            rest, weight = wins - (wins + losses) * chance, (wins + losses) * chance * (1 - chance)
            for i in range(size):
                gradient[i] += rest * row[i]
                for j in range(size):
                    curvature[i][j] += weight * row[i] * row[j]
        return gradient, curvature

    def _step(self, counts: Counts, model: Vector, held: list[int]) -> tuple[Vector, list[Fraction]]:
        """Take one Newton step that keeps the working set at its bounds; return the multipliers, too."""
        gradient, curvature = self._derivatives(counts, model)
        size, none = len(model), arb(0)
        normals = [[ball(x) for x in self._rows[j][0]] for j in held]
        system = [[*curvature[i], *(normal[i] for normal in normals)] for i in range(size)]
        system += [[*normal, *(none for _ in held)] for normal in normals]
        right = [*gradient, *(ball(self._rows[j][1] - dot(self._rows[j][0], model)) for j in held)]
        found = arb_mat(system).solve(arb_mat([[x] for x in right])).mid()
        values = [_fraction(found[i, 0]) for i in range(len(right))]
        return tuple(x + step for x, step in zip(model, values[:size], strict=True)), values[size:]

    def _kept(self, model: Vector, held: list[int]) -> Vector:
        """Return the model nearby that satisfies the constraints of the working set with equality, exactly."""
        if not held:
            return model
        rows = [self._rows[j][0] for j in held]
        square = fmpq_mat([[_rational(dot(a, b)) for b in rows] for a in rows])
        off = fmpq_mat([[_rational(self._rows[j][1] - dot(self._rows[j][0], model))] for j in held])
        weights = square.solve(off)
        found = [Fraction(int(weights[i, 0].p), int(weights[i, 0].q)) for i in range(len(held))]
        return tuple(
            x + sum((w * row[i] for w, row in zip(found, rows, strict=True)), Fraction(0)) for i, x in enumerate(model)
        )

    def _decide(self, model: Vector, radius: arb) -> Policy:
        """Return the response of the lowest rank among the tied ones, context by context."""
        tables, rank = self.game.tables, self.game.served[3]
        tie = Fraction(float(tables.polytope[4][2]))
        chosen = []
        for c, block in enumerate(tables.problem.heads):
            heads = [tables.scaled(head) for head in block]
            longest = max(
                sum(map(abs, (a - b for a, b in zip(one, two, strict=True)))) for one in heads for two in heads
            )
            values = [dot(head, model) for head in heads]
            unsure, tied = radius * ball(Fraction(longest)), list[int]()
            for y, value in enumerate(values):
                margin = ball(tie - (max(values) - value))
                if not (margin > unsure or -margin > unsure):
                    raise InputError("heads", UNDECIDED)
                tied += [y] if margin > unsure else []
            chosen.append(min(tied, key=lambda y: int(rank[c, y])))
        return tuple(chosen)


@dataclass(frozen=True, eq=False)
class Counted(Walk):
    """Greedy or careful greedy on a class, a history being summed up by its counts.

    Attributes
    ----------
    game : Game
        The learner as it is simulated, for more than one round: a run that ends is forgotten.
    """

    game: Game

    @cached_property
    def certified(self) -> Certified:
        """What is deployed after given counts."""
        return Certified(self.game)

    @property
    def start(self) -> Counts:
        """Nothing was seen."""
        return ()

    def policy(self, state: Counts) -> Policy:
        """Return what is deployed."""
        return self.certified.policy(state)

    def after(self, state: Counts, comparison: tuple[int, int, int], won: bool) -> Counts:
        """Count a win or a loss of the direction of a comparison."""
        form, turned = unsigned(self.problem.contrast(*comparison))
        k, won = self.game.tables.directions[form], won != bool(turned)
        seen = {entry[0]: entry[1:] for entry in state}
        wins, losses = seen.get(k, (0, 0))
        seen[k] = wins + won, losses + (not won)
        return tuple((k, *seen[k]) for k in sorted(seen))


UNDECIDED = "the likeliest model is too near a tie to be told; simulate plays such histories to a tolerance"
"""Why an enumeration is given up."""


def _fraction(value: arb) -> Fraction:
    number = value.mid().fmpq()
    return Fraction(int(number.p), int(number.q))


def _rational(value: Fraction) -> fmpq:
    return fmpq(value.numerator, value.denominator)
