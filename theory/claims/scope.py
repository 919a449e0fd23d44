"""Values of the ledger's quantities and predicates on an instance."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from fractions import Fraction
from functools import cached_property
from itertools import permutations
from typing import Any

from flint import arb, ctx

from theory import bounds, quantities
from theory.claims import claim
from theory.claims.evaluate import Valuation, evaluate
from theory.claims.polytope_scope import PolytopeScope, spread, step
from theory.comparisons import Comparisons, comparisons, offline_comparisons
from theory.diversity import Conditions
from theory.exact.enclosure import Number, ball
from theory.exploration.constant import program, regret_constant
from theory.exploration.sequence import threshold
from theory.exploration.tracking_bound import TrackingBound
from theory.instance import Box, Factored, Heads, Instance, Slate
from theory.pooled import common_best, pooled_gap
from theory.problem import Problem
from theory.protocol.actions import choice
from theory.span.linear_problem import LinearProblem, named_parameter
from theory.span.new_user import Newcomer
from theory.span.strength import coefficient, energy, largest_gap, smallest_gap, squared_spread

Functions = Mapping[str, Callable[..., Any]]


@dataclass(frozen=True, eq=False)
class Scope:
    """The quantities and predicates of an instance with a finite class, by the names statements use.

    Attributes
    ----------
    instance : Instance
        The instance; models are numbered in its order.
    """

    instance: Instance

    @cached_property
    def problem(self) -> Problem:
        """The finite problem."""
        return Problem.of(self.instance)

    @cached_property
    def conditions(self) -> Conditions:
        """The conditions of section 1."""
        return Conditions(self.problem)

    @cached_property
    def models(self) -> range:
        """The models by index."""
        return range(len(self.problem.models))

    @cached_property
    def polytope(self) -> PolytopeScope | None:
        """The quantities of T22 and T23; None where the parameters are no bounded polytope."""
        models = self.instance.models
        bounded = isinstance(models, Heads | Factored) and isinstance(models.parameters, Box)
        if isinstance(self.instance.comparators, Slate):
            return None
        return PolytopeScope(self.instance) if bounded and models.parameters.bounded else None  # type: ignore[union-attr]

    @cached_property
    def confusing_pairs(self) -> list[tuple[int, int]]:
        """The confusing pairs (a, b)."""
        return [(pair.believed, pair.hidden) for pair in self.conditions.confusing_pairs()]

    def linear(self, theta: int) -> LinearProblem:
        """Return the linear problem at a model's parameter."""
        return LinearProblem.of(self.instance, named_parameter(self.instance, self.problem.models[theta]))

    def newcomer(self, user: int) -> Newcomer:
        """Return a user of the contexts, by index, as if she were new and all others trained."""
        if user not in self._newcomers:
            instance, models = self.instance, self.instance.models
            assert isinstance(models, Factored)
            named = models.parameters if isinstance(models.parameters, Mapping) else {}
            truth: Any = named[instance.truth] if isinstance(instance.truth, str) else instance.truth
            users = list(dict.fromkeys(context.user for context in instance.contexts))
            self._newcomers[user] = Newcomer.of(instance, users[user], truth)
        return self._newcomers[user]

    @cached_property
    def _newcomers(self) -> dict[int, Newcomer]:
        return {}

    def valuation(self, symbols: Mapping[str, Any], functions: Functions) -> Valuation:
        """Return a valuation of the statements: the quantities of the instance, and what a check adds."""
        return Valuation(symbols, {**self.functions, **functions})

    def right_side(self, identifier: str, statement: str, functions: Functions | None = None, **symbols: Any) -> Number:
        """Return the right side of a statement of the ledger: the bound of a claim, as the claim states it.

        Examples
        --------
        >>> from theory.instance import Instance
        >>> scope = Scope(Instance.from_arrays({"a": [[0, 1]], "b": [[1, 0]]}))
        >>> scope.right_side("T1", "headline", theta=0).str(5, radius=False)
        '8.8354'
        """
        stated = next(entry for entry in claim(identifier).statements if entry.name == statement)
        value: Number = evaluate(stated.right, self.valuation(symbols, functions or {}))
        return value

    @cached_property
    def functions(self) -> Functions:
        """Every quantity and predicate that depends on the instance alone; none where Θ is not finite."""
        if not self.instance.finite:
            return {} if self.polytope is None else _table(self.polytope.functions())
        tables = self._online() | self._pairs() | self._sharp() | self._offline() | self._linear()
        if self.problem.slates is not None:
            tables |= self._slates()
        return {"cheapest": self._cheapest, **_table(tables)}

    def _online(self) -> dict[str, Callable[..., Any]]:
        problem, conditions = self.problem, self.conditions
        return {
            "Delta": lambda m, theta: quantities.mean_regret(problem, m, theta),
            "rho": lambda m, theta: quantities.affinity(problem, m, theta),
            "1 - rho": lambda m, theta: quantities.own_deficit(problem, m, theta),
            "rho_*": lambda m, theta: 1 - bounds.settled_deficit(problem, m, theta),
            "rhobar": lambda theta: 1 - bounds.strong_deficit(problem, theta),
            "rho_lambda": lambda m, theta: bounds.chernoff_affinity(self._believed(m, theta)),
            "J": lambda m, theta: bounds.selection_drift(self._believed(m, theta)),
            "W": lambda theta: quantities.wrong_models(problem, theta),
            "|W|": lambda theta: Fraction(len(quantities.wrong_models(problem, theta))),
            "D": lambda: conditions.diversity,
            "G": lambda: conditions.global_identifiability,
            "SD": conditions.strong_diversity,
            "BoundFinite": self._bound_finite,
            "pooled_gap": lambda theta: pooled_gap(problem, theta),
            "PooledPays": lambda theta: pooled_gap(problem, theta) > 0,
            "PromptWithoutCommonBest": lambda theta: not common_best(problem, theta),
        }

    def _pairs(self) -> dict[str, Callable[..., Any]]:
        problem = self.problem
        return {
            "K": lambda a, b: quantities.information_per_regret(problem, a, b),
            "S": lambda a, b: quantities.altered_contexts(problem, a, b),
            "p": lambda c: problem.p[c],
            "s_ab": lambda a, b, c: step(problem, a, b, c),
            "sV_ab": lambda a, b: spread(problem, a, b),
            "delta_a": lambda a, c: quantities.second_best_gap(problem, a, c),
            "delta_b": lambda a, b, c: quantities.hidden_gap(problem, a, b, c),
            "root": self._root,
            "EveryPairInformative": lambda: all(
                not quantities.information_per_regret(problem, a, b).is_zero() for a, b in self._confusing_by_definition
            ),
        }

    def _sharp(self) -> dict[str, Callable[..., Any]]:
        conditions = self.conditions

        def bound(theta: int) -> TrackingBound:
            return TrackingBound(conditions, theta)

        def explores(m: int) -> bool:
            return not conditions.pointwise_diversity(m)

        return {
            "Conf": lambda a: tuple(map(int, conditions.hidden_from(a))),
            "C": lambda a: regret_constant(conditions, a).value,
            "lambda": lambda a, b: regret_constant(conditions, a).multipliers[b],
            "plan": lambda a: regret_constant(conditions, a).exploration,
            "D_b": lambda a, b: quantities.distinguished(self.problem, a, b),
            "Told": lambda theta: tuple(m for m in bound(theta).told if explores(m)),
            "ToldFree": lambda theta: tuple(m for m in bound(theta).told if not explores(m)),
            "Alike": lambda theta: bound(theta).alike,
            "d": lambda m, theta: bound(theta).dearest(m),
            "wait": lambda m, theta: bound(theta).waiting(m).total,
            "V": lambda t, theta: bound(theta).visits(threshold(arb(t))).total,
            "NothingHides": conditions.pointwise_diversity,
            "ConstantIsZero": lambda theta: regret_constant(conditions, theta).value == 0,
        }

    def _offline(self) -> dict[str, Callable[..., Any]]:
        problem = self.problem
        return {
            "rho_off": lambda m, theta: quantities.offline_affinity(problem, m, theta),
            "rho_off_lambda": lambda m, theta: bounds.chernoff_affinity(offline_comparisons(problem, m, theta)),
        }

    def _slates(self) -> dict[str, Callable[..., Any]]:
        problem, slates = self.problem, self.problem.slates
        assert slates is not None
        return {
            "rho_right": lambda m, theta: 1 - bounds.settled_deficit(problem, m, theta),
            "rho_g": lambda g, m, theta: 1 - quantities.affinity_deficit(problem, choice(problem, g), m, theta),
            "1 - rho_g": lambda g, m, theta: quantities.affinity_deficit(problem, choice(problem, g), m, theta),
            "beta": lambda: slates.inverse_temperature,
            "p_min": lambda: min(problem.p[c] for c in problem.deployed),
            "gamma_min": lambda: min(mass for c in problem.deployed for mass in slates.reference[c]),
            "drawn_least": lambda theta: bounds.least([quantities.drawn_cost(problem, g, theta) for g in self.models]),
        }

    def _linear(self) -> dict[str, Callable[..., Any]]:
        problem = self.problem
        return {
            "deficit": lambda m, theta: quantities.own_deficit(problem, m, theta),
            "mu": lambda pi: coefficient(problem, self.linear(0), pi),
            "energy": lambda pi, m, theta: energy(problem, pi, m, theta),
            "B": lambda: largest_gap(problem),
            "g": lambda theta: smallest_gap(problem, theta),
            "L": lambda: ball(squared_spread(self.linear(0))).sqrt(),
        }

    @property
    def _confusing_by_definition(self) -> Iterator[tuple[int, int]]:
        """The confusing pairs from Δ and ρ: what (G) is decided by does not know them."""
        for a, b in permutations(self.models, 2):
            told = quantities.own_deficit(self.problem, a, b)
            if told.is_zero() and quantities.mean_regret(self.problem, a, b) > 0:
                yield a, b

    def _cheapest(self, a: int, targets: list[Number]) -> Number:
        """Enclose the least cost of a plan that meets the targets of Conf(a); infinite where one cannot be met."""
        linear = program(self.conditions, a)
        needed = dict(zip(self.functions["Conf"](a), targets, strict=True))
        if any(not ball(needed[b]).is_zero() for b in linear.blind):
            return arb.pos_inf()
        rows = [needed[b] for b in linear.hidden]
        return linear.cheapest(rows).value if rows else Fraction(0)

    def _believed(self, m: int, theta: int) -> Comparisons:
        return comparisons(self.problem, choice(self.problem, m), m, theta)

    def _root(self, horizon: int, a: int, b: int, c: int) -> arb:
        harmonic = 1 / (1 / self.functions["delta_a"](a, c) + 1 / self.functions["delta_b"](a, b, c))
        return bounds.logarithmic_root(self.problem.p[c] * harmonic * horizon, self.functions["K"](a, b))

    def _bound_finite(self) -> bool:
        return not any(
            quantities.own_deficit(self.problem, m, theta).is_zero()
            for theta in self.models
            for m in quantities.wrong_models(self.problem, theta)
        )


def _table(functions: Functions) -> Functions:
    return {name: _remembered(function) for name, function in functions.items()}


def _remembered(function: Callable[..., Any]) -> Callable[..., Any]:
    known: dict[tuple[Any, ...], Any] = {}

    def remembered(*arguments: Any) -> Any:
        key = (ctx.prec, *arguments)
        if key not in known:
            known[key] = function(*arguments)
        return known[key]

    return remembered
