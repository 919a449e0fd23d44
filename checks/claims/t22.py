"""T22: greedy's regret on a segment, enumerated, and the affinities of wrong models, against the certified bounds."""

from __future__ import annotations

from collections.abc import Iterator
from fractions import Fraction
from functools import partial
from itertools import product

from flint import arb

from checks.claims.judge import Case
from checks.claims.segment import Segment
from checks.populations.linear import polytopes, segments
from checks.populations.source import either
from checks.recheck.model import Model, inner
from theory.claims.scope import Functions, Scope
from theory.exact.enclosure import ball
from theory.instance import Vector

POPULATION = either(segments, partial(polytopes, dimension=2, most_contexts=2))

ROUNDS = 3
WIDTHS = (Fraction(1, 10), Fraction(1))
MODELS = 6


def cases(scope: Scope) -> Iterator[Case]:
    """Yield the truth with every short horizon, and with the models of wrong cells."""
    if scope.polytope is None:
        return
    model = Model.of(scope.instance)
    if model.theta is None or not model.inside(model.theta):
        return
    theta = tuple(model.theta)
    if len(theta) == 1 and scope.polytope.problem.relevant_dimension == 1:
        yield from _rounds(Segment(scope.instance), theta)
    own = _Affinities(scope, model)
    functions: Functions = {"deficit": own.deficit, "score_step": own.score_step}
    for policy, m in _wrong(model, theta):
        yield Case(("affinity", "score step"), {"pi": policy, "m": m, "theta": theta}, functions, f"model {m}")


def _rounds(segment: Segment, theta: Vector) -> Iterator[Case]:
    """Yield the short horizons, the widths of nets, and the policies that greedy may deploy at a cost."""
    functions: Functions = {
        "R": lambda t, _: segment.regret(t),
        "wrong": lambda t, _: segment.wrong(t),
        "wrong_rounds": lambda t, _: sum((segment.wrong(s) for s in range(1, t + 1)), arb(0)),
        "deployed": lambda t, policy, _: segment.deployed(t, policy),
    }
    whole = ("headline", "facets", "finitely many", "shared rounds", "score")
    for t in range(1, ROUNDS + 1):
        where = f"greedy, T = {t}"
        yield Case(whole, {"T": t, "theta": theta}, functions, where)
        for width in WIDTHS:
            symbols = {"T": t, "theta": theta, "epsilon": width}
            yield Case(("every round",), symbols, functions, f"{where}, net of width {width}")
        for policy in segment.policies(t - 1):
            if segment.loss(policy):
                yield Case(
                    ("logarithm",), {"T": t, "theta": theta, "pi": policy}, functions, f"{where}, policy {policy}"
                )


def _wrong(model: Model, theta: Vector) -> Iterator[tuple[tuple[int, ...], Vector]]:
    """Yield policies that are wrong at the truth, each with a model of its cell on a line through Θ."""
    found = 0
    ends = [[bound * x for x in row] for row, bound in model.sides[: 2 * len(theta)]]
    for steps in product((Fraction(1), Fraction(1, 2), Fraction(0)), repeat=len(theta)):
        m = tuple(share * ends[2 * i][i] + (1 - share) * ends[2 * i + 1][i] for i, share in enumerate(steps))
        if not model.inside(list(m)):
            continue
        best = [
            [y for y, x in enumerate(v) if x == max(v)]
            for v in (model.values(c, list(m)) for c in range(len(model.heads)))
        ]
        for policy in product(*best):
            if found < MODELS and not model.optimal(policy, list(theta)):
                found += 1
                yield policy, m


class _Affinities:
    """What one round of a policy tells a model from the truth, outcome by outcome."""

    def __init__(self, scope: Scope, model: Model) -> None:
        self._segment, self._model = Segment(scope.instance), model

    def _rows(self, policy: tuple[int, ...], m: Vector, theta: Vector) -> Iterator[tuple[Fraction, Fraction, Fraction]]:
        for c, y in enumerate(policy):
            for z in range(len(self._model.heads[c])):
                row = self._model.difference(c, y, z)
                yield self._segment.mass(c, y, z), inner(row, m), inner(row, theta)

    def deficit(self, policy: tuple[int, ...], m: Vector, theta: Vector) -> arb:
        """1 − ρ_π(m, θ)."""
        total = arb(0)
        for w, a, b in self._rows(policy, m, theta):
            if a != b:
                alike = sum(((_answer(s * a) * _answer(s * b)).sqrt() for s in (1, -1)), arb(0))
                total += ball(w) * (1 - alike)
        return total

    def score_step(self, policy: tuple[int, ...], m: Vector, theta: Vector) -> arb:
        """E_θ exp⟨∇ ln P_m(Z), m − θ⟩, over both answers of every comparison."""
        total = arb(0)
        for w, a, b in self._rows(policy, m, theta):
            for sign in (1, -1):
                slope = sign * (1 - _answer(sign * a))
                total += ball(w) * _answer(sign * b) * (slope * ball(a - b)).exp()
        return total


def _answer(gap: Fraction) -> arb:
    """The chance that the better response by a gap wins."""
    return 1 / (1 + (-ball(gap)).exp())
