"""C(a), the constant of the logarithm: the cheapest exploration under a that tells every hidden alternative from a.

C(a) ln T is what every learner pays at a that is consistent at the hidden alternatives of a (T25), and what `tracking`
pays (T26). Whether it is 0 or infinite is decided exactly; in between it is a linear program of Graves and Lai.

Claim: T25.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction

from flint import arb, ctx

from theory.diversity import Conditions
from theory.exact.covering import PRECISION, Cover, cover
from theory.exact.enclosure import Number
from theory.quantities import information

Pair = tuple[int, int]
"""A context and a response."""


@dataclass(frozen=True)
class Program:
    """The linear program of one believed model a.

    Under H3 every pair but those of π_a costs something. A second optimum is free: what it tells is told already.

    Attributes
    ----------
    believed : int
        a.
    hidden : tuple of int
        Conf(a) but for what is told for free, one row each.
    pairs : tuple of (int, int)
        The pairs (c, y), y suboptimal for a, that tell some hidden alternative from a, one column each.
    costs : tuple of Fraction
        gap_a(c, y) in units of reward.
    gains : tuple of tuple of arb, shape (hidden, pairs)
        I_b(c, y) in nats.
    """

    believed: int
    hidden: tuple[int, ...]
    pairs: tuple[Pair, ...]
    costs: tuple[Number, ...]
    gains: tuple[tuple[arb, ...], ...]

    @property
    def blind(self) -> tuple[int, ...]:
        """The hidden alternatives that no pair tells from a; exactly decided. C(a) is infinite iff there are some."""
        return tuple(b for b, row in zip(self.hidden, self.gains, strict=True) if all(x.is_zero() for x in row))

    def cheapest(self, targets: Sequence[Number]) -> Cover:
        """Enclose min Σ n gap_a over n ≥ 0 with Σ n I_b ≥ targets[b]; no hidden alternative may be blind."""
        return cover(self.gains, self.costs, targets)


@dataclass(frozen=True)
class RegretConstant:
    """C(a) with the exploration that attains it.

    Attributes
    ----------
    value : Number or None
        Exactly 0 where nothing hides from a; None where it is infinite.
    exploration : dict of (int, int) → arb
        n(c, y) > 0: how often y is deployed in c, per unit of ln T.
    multipliers : dict of int → Number
        λ_b, one for each hidden alternative: the lower bound of T25.
    """

    value: Number | None
    exploration: Mapping[Pair, arb]
    multipliers: Mapping[int, Number]


def program(conditions: Conditions, a: int) -> Program:
    """Return the linear program of a believed model."""
    problem, hidden = conditions.problem, _not_free(conditions, a)
    pairs: list[Pair] = []
    columns: list[list[arb]] = []
    for i, c in enumerate(problem.deployed) if hidden else ():
        for y in range(len(problem.responses)):
            seen = conditions.views[i, y]
            if problem.optimal[a, c, y] or all(seen[b] == seen[a] for b in hidden):
                continue
            pairs.append((c, y))
            columns.append(_gains(conditions, i, c, y, a, hidden))
    costs = tuple(problem.shortfall(a, c, y) for c, y in pairs)
    return Program(
        a, hidden, tuple(pairs), costs, tuple(tuple(column[k] for column in columns) for k in range(len(hidden)))
    )


def _not_free(conditions: Conditions, a: int) -> tuple[int, ...]:
    """Return Conf(a) without what a second optimum of a tells, if there is one."""
    optimal = conditions.problem.optimal[a, list(conditions.problem.deployed)]
    views = conditions.views[optimal]
    return tuple(b for b in map(int, conditions.hidden_from(a)) if (views[:, b] == views[:, a]).all())


def _gains(conditions: Conditions, i: int, c: int, y: int, a: int, hidden: tuple[int, ...]) -> list[arb]:
    """Return I_b(c, y) for each hidden alternative: exactly 0 where it looks like a, once for each look."""
    seen, known = conditions.views[i, y], {}
    known[int(seen[a])] = arb(0)
    with ctx.workprec(max(ctx.prec, PRECISION)):
        for b in hidden:
            if int(seen[b]) not in known:
                known[int(seen[b])] = information(conditions.problem, c, y, a, b)
    return [known[int(seen[b])] for b in hidden]


def regret_constant(conditions: Conditions, a: int) -> RegretConstant:
    """Enclose C(a) to a relative width far below 1e-12.

    Claim: T25.

    Examples
    --------
    >>> from theory.problem import tabular
    >>> trap = Conditions(tabular({"a": [[0, -1]], "b": [[0, 1]]}, baseline=0))
    >>> found = regret_constant(trap, 0)
    >>> found.value.str(6, radius=False), list(found.exploration), regret_constant(trap, 1).value
    ('2.16395', [(0, 1)], Fraction(0, 1))
    """
    linear, none = program(conditions, a), dict.fromkeys(map(int, conditions.hidden_from(a)), Fraction(0))
    if not linear.hidden:
        return RegretConstant(Fraction(0), {}, none)
    if linear.blind:
        return RegretConstant(None, {}, {})
    found = linear.cheapest([Fraction(1)] * len(linear.hidden))
    plan = {pair: n for pair, n in zip(linear.pairs, found.plan, strict=True) if not n.is_zero()}
    return RegretConstant(found.value, plan, {**none, **dict(zip(linear.hidden, found.multipliers, strict=True))})
