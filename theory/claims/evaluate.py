"""Evaluation of a statement's formulas: exact where possible, in balls where not."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from fractions import Fraction
from functools import cache
from math import ceil, floor
from typing import Any

import sympy as sp
from flint import arb
from sympy.core.function import AppliedUndef
from sympy.logic.boolalg import BooleanAtom

from theory.claims.language import CheapestOver, MaxOver, SetOf, SumOver
from theory.exact.enclosure import Number, ball

Function = Callable[..., Any]


@dataclass(frozen=True)
class Valuation:
    """What the names in a formula stand for.

    Attributes
    ----------
    symbols : mapping
        Symbol name → a number, an index, or any object that functions take.
    functions : mapping
        Name of an undefined quantity, predicate or set → a function of the values of its arguments.
    """

    symbols: Mapping[str, Any] = field(default_factory=dict)
    functions: Mapping[str, Function] = field(default_factory=dict)

    def bind(self, name: str, value: Any) -> Valuation:
        """Return the valuation with one more symbol."""
        return Valuation({**self.symbols, name: value}, self.functions)


def evaluate(expression: sp.Basic, valuation: Valuation) -> Any:
    """Evaluate an expression: a Fraction where all is rational, a ball otherwise, a bool for predicates.

    Raises
    ------
    KeyError
        When a name has no value.
    TypeError
        For a construct that statements do not use.

    Examples
    --------
    >>> x = sp.Symbol("x")
    >>> evaluate(x**2 / 3, Valuation({"x": Fraction(1, 2)}))
    Fraction(1, 12)
    """
    if isinstance(expression, AppliedUndef):
        return valuation.functions[expression.func.__name__](*_arguments(expression, valuation))
    return _rule(type(expression))(expression, valuation)  # type: ignore[arg-type]


@cache
def _rule(kind: type) -> Function:
    """Return how a kind of expression is evaluated."""
    for known, rule in _RULES:
        if issubclass(kind, known):
            return rule
    raise TypeError(f"statements do not use {kind.__name__}")


@cache
def _rational(number: sp.Rational) -> Fraction:
    return Fraction(int(number.p), int(number.q))


def _arguments(expression: sp.Basic, valuation: Valuation) -> list[Any]:
    return [evaluate(argument, valuation) for argument in expression.args]


def total(values: Iterable[Number]) -> Number:
    """Return a sum, exact if every term is."""
    result: Number = Fraction(0)
    for value in values:
        result = result + value if type(value) is Fraction and type(result) is Fraction else ball(result) + ball(value)
    return result


def _add(expression: sp.Add, valuation: Valuation) -> Number:
    complement = _complement(expression, valuation)
    if complement is not None:
        return complement
    return total(map(_number, _arguments(expression, valuation)))


def _number(value: Any) -> Number:
    return value if type(value) in (Fraction, arb) else Fraction(value)


def _complement(expression: sp.Add, valuation: Valuation) -> Number | None:
    """Return 1 − f(…) as the valuation knows it, which keeps the digits that a subtraction loses where f is near 1."""
    known = _subtracted(expression)
    if known is None:
        return None
    function = valuation.functions.get(f"1 - {known.func.__name__}")
    return None if function is None else function(*_arguments(known, valuation))


@cache
def _subtracted(expression: sp.Add) -> AppliedUndef | None:
    """Return the f(…) of an expression 1 − f(…)."""
    known = -(expression - 1)
    return known if isinstance(known, AppliedUndef) else None


def _multiply(expression: sp.Mul, valuation: Valuation) -> Number:
    """Return a product; a factor to the power −1 divides."""
    result: Number = Fraction(1)
    for factor in expression.args:
        divides = isinstance(factor, sp.Pow) and factor.exp is sp.S.NegativeOne
        value = _number(evaluate(factor.base if divides else factor, valuation))
        if type(value) is Fraction and not value:
            if not divides:
                return value
            value = arb(0)
        exact = type(value) is Fraction and type(result) is Fraction
        one, other = (result, value) if exact else (ball(result), ball(value))
        result = (arb.pos_inf() if other == 0 else one / other) if divides else one * other  # type: ignore[operator]
    return result


def _power(expression: sp.Pow, valuation: Valuation) -> Number:
    if expression.base is sp.E:
        return _exp(evaluate(expression.exp, valuation))
    base, exponent = _arguments(expression, valuation)
    exact = not isinstance(base, arb) and not isinstance(exponent, arb)
    if exact and exponent == int(exponent):
        return arb.pos_inf() if base == 0 and exponent < 0 else Fraction(base) ** int(exponent)
    if not isinstance(exponent, arb) and Fraction(exponent) == int(exponent):
        return arb.pos_inf() if base == 0 and exponent < 0 else ball(base) ** int(exponent)
    if exponent == Fraction(1, 2):
        return root(base)
    if exponent == Fraction(-1, 2):
        return 1 / root(base)
    return ball(base) ** ball(exponent)


def root(value: Number) -> arb:
    """Enclose the square root of a number known not to be negative, although its ball may reach below 0."""
    value = ball(value)
    if value >= 0:
        return value.sqrt()
    return arb(0).union(value.upper().sqrt())


def _exp(value: Number) -> Number:
    return Fraction(1) if not isinstance(value, arb) and value == 0 else ball(value).exp()


def _log(expression: sp.log, valuation: Valuation) -> Number:
    (value,) = _arguments(expression, valuation)
    if not isinstance(value, arb) and value == 1:
        return Fraction(0)
    return arb.neg_inf() if value == 0 else ball(value).log()


def _extreme(pick: Callable[[arb, arb], arb], exact: Callable[..., Any]) -> Function:
    def rule(expression: sp.Basic, valuation: Valuation) -> Number:
        return _reduce(_arguments(expression, valuation), pick, exact)

    return rule


def _reduce(values: list[Any], pick: Callable[[arb, arb], arb], exact: Callable[..., Any]) -> Number:
    if not any(isinstance(value, arb) for value in values):
        return Fraction(exact(values))
    result = ball(values[0])
    for value in values[1:]:
        result = pick(result, ball(value))
    return result


def _rounded(exact: Callable[[Any], int], enclosed: Callable[[arb], arb]) -> Function:
    def rule(expression: sp.Basic, valuation: Valuation) -> Number:
        (value,) = _arguments(expression, valuation)
        if isinstance(value, arb):
            return enclosed(value) if value.is_finite() else value
        return Fraction(exact(value))

    return rule


def _unary(apply: Callable[[arb], arb]) -> Function:
    return lambda expression, valuation: apply(ball(_arguments(expression, valuation)[0]))


def _members(expression: SetOf, valuation: Valuation) -> Any:
    values = [evaluate(argument, valuation) for argument in expression.args[1:]]
    return valuation.functions[expression.name](*values)


def _each(expression: SumOver | MaxOver | CheapestOver, valuation: Valuation) -> list[Any]:
    name = expression.index.name
    members = _members(expression.members, valuation)
    return [evaluate(expression.body, valuation.bind(name, member)) for member in members]


def _cheapest(expression: CheapestOver, valuation: Valuation) -> Number:
    """Hand what is required for each member to the quantity ``cheapest`` of what the set depends on."""
    owner = [evaluate(argument, valuation) for argument in expression.members.args[1:]]
    required: Number = valuation.functions["cheapest"](*owner, _each(expression, valuation))
    return required


def _series(expression: sp.Sum, valuation: Valuation) -> Number:
    ((index, first, last),) = expression.limits
    steps = range(int(evaluate(first, valuation)), int(evaluate(last, valuation)) + 1)
    return total(evaluate(expression.function, valuation.bind(index.name, step)) for step in steps)


_RULES: tuple[tuple[type, Function], ...] = (
    (sp.Symbol, lambda e, v: v.symbols[e.name]),
    (sp.Rational, lambda e, v: _rational(e)),
    (BooleanAtom, lambda e, v: bool(e)),
    (sp.Add, _add),
    (sp.Mul, _multiply),
    (sp.exp, lambda e, v: _exp(evaluate(e.args[0], v))),
    (sp.Pow, _power),
    (sp.log, _log),
    (SumOver, lambda e, v: total(_each(e, v))),
    (MaxOver, lambda e, v: _reduce(_each(e, v), lambda x, y: x.max(y), max)),
    (CheapestOver, _cheapest),
    (sp.Sum, _series),
    (sp.Max, _extreme(lambda x, y: x.max(y), max)),
    (sp.Min, _extreme(lambda x, y: x.min(y), min)),
    (sp.floor, _rounded(floor, lambda x: x.floor())),
    (sp.ceiling, _rounded(ceil, lambda x: x.ceil())),
    (sp.Abs, lambda e, v: abs(evaluate(e.args[0], v))),
    (sp.cosh, _unary(lambda x: x.cosh())),
    (sp.sinh, _unary(lambda x: x.sinh())),
    (sp.LambertW, _unary(lambda x: x.lambertw())),
    (type(sp.pi), lambda e, v: arb.pi()),
    (SetOf, _members),
)
