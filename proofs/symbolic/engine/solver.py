"""Nonlinear real arithmetic: proves that hypotheses imply a statement by refuting its negation with z3.

Square roots become new variables with their defining equation (after proving that the radicand is not
negative), powers of e products of positive variables, minima and cases conditionals. Any other term (a
logarithm, a sum over an index set, an unknown function) is an opaque real variable of which only the facts
handed over are known.
"""

from __future__ import annotations

from collections.abc import Iterable
from itertools import pairwise
from math import lcm
from typing import Any

import sympy as sp
import z3

from proofs.symbolic.engine.normal import pull_out
from proofs.symbolic.engine.step import Expression, Statement

TIMEOUT_MS = 8000


class Undecided(Exception):
    """The solver neither proved nor refuted the statement, or a term is not defined."""


class Translation:
    """Translates sympy terms and Booleans; collects the defining constraints of what it introduces."""

    def __init__(self, *sources: Statement) -> None:
        self.scales = _scales(sources)
        self.variables: dict[Expression, Any] = {}
        self.defined: list[Any] = []
        self.radicands: list[tuple[Any, Any]] = []
        self.bases: list[Any] = []
        self.logarithms: list[Any] = []

    def variable(self, e: Expression, integer: bool = False) -> Any:
        """Return the solver's variable for a term, always the same one."""
        if e not in self.variables:
            name = f"v{len(self.variables)}"
            self.variables[e] = z3.Int(name) if integer else z3.Real(name)
        return self.variables[e]

    def term(self, e: Expression) -> Any:
        """Return the solver's term."""
        if e.is_Rational:
            return z3.RealVal(f"{e.p}/{e.q}")
        if e.is_Symbol:
            return z3.ToReal(self.variable(e, True)) if e.is_integer else self.variable(e)
        if e.is_Add:
            return z3.Sum([self.term(part) for part in e.args])
        if e.is_Mul:
            return z3.Product([self.term(part) for part in e.args])
        if isinstance(e, sp.exp):
            return self.exponential(e.args[0])
        if e.is_Pow:
            return self.power(e)
        if isinstance(e, (sp.Min, sp.Max)):
            return self.extremum(e)
        if isinstance(e, sp.Abs):
            inner = self.term(e.args[0])
            return z3.If(inner >= 0, inner, -inner)
        if isinstance(e, sp.Piecewise):
            return self.cases(e)
        if isinstance(e, (sp.floor, sp.ceiling)):
            return self.rounding(e)
        if isinstance(e, sp.log):
            self.bases.append(self.term(e.args[0]))
            return self.variable(e)
        if isinstance(e, sp.Sum):
            whole = pull_out(e)
            return self.variable(whole) if isinstance(whole, sp.Sum) else self.term(whole)
        return self.variable(e)

    def power(self, e: Expression) -> Any:
        """Return an integer power as a product, a half-integer one through a root, any other through exp and log."""
        exponent = e.exp
        if exponent.is_Integer:
            result = z3.Product([self.term(e.base)] * abs(int(exponent)))
            return result if exponent > 0 else 1 / result
        if exponent.is_Rational and exponent.q == 2:
            root = self.root(e.base)
            result = z3.Product([root] * abs(exponent.p))
            return result if exponent > 0 else 1 / result
        self.bases.append(self.term(e.base))
        return self.exponential(exponent * sp.log(e.base))

    def root(self, radicand: Expression) -> Any:
        """Return √radicand, to be defined only where the radicand is proved not to be negative."""
        key = sp.sqrt(radicand, evaluate=False)
        known = key in self.variables
        letter = self.variable(key)
        if not known:
            inner = self.term(radicand)
            self.radicands.append((inner, z3.And(letter >= 0, letter * letter == inner)))
        return letter

    def exponential(self, argument: Expression) -> Any:
        """Return exp of a sum as a product of powers of positive variables, one for each term up to a factor."""
        result = z3.RealVal(1)
        for part in sp.Add.make_args(sp.expand(argument)):
            coefficient, monomial = part.as_coeff_Mul()
            scale = self.scales.get(monomial, int(coefficient.q))
            times = int(coefficient * scale)
            letter = self.variable(sp.exp(monomial / scale, evaluate=False))
            self.defined.append(letter > 0)
            if isinstance(monomial, sp.log):
                self.logarithms.append(z3.Product([letter] * scale) == self.term(monomial.args[0]))
            for _ in range(abs(times)):
                result = result * letter if times > 0 else result / letter
        return result

    def extremum(self, e: Expression) -> Any:
        """Return a minimum or maximum as a conditional."""
        result, *rest = [self.term(part) for part in e.args]
        for other in rest:
            first = result <= other if isinstance(e, sp.Min) else result >= other
            result = z3.If(first, result, other)
        return result

    def cases(self, e: Expression) -> Any:
        """Return cases as nested conditionals; the last case must be the default."""
        if e.args[-1][1] is not sp.true:
            raise Undecided(f"{e} has no default case")
        result = self.term(e.args[-1][0])
        for value, condition in reversed(e.args[:-1]):
            result = z3.If(self.boolean(condition), self.term(value), result)
        return result

    def rounding(self, e: Expression) -> Any:
        """Return a floor or ceiling as an integer variable within one of the term."""
        inner, whole = self.term(e.args[0]), self.variable(e, True)
        gap = inner - z3.ToReal(whole) if isinstance(e, sp.floor) else z3.ToReal(whole) - inner
        self.defined += [gap >= 0, gap < 1]
        return z3.ToReal(whole)

    def boolean(self, e: Statement) -> Any:
        """Return the solver's formula."""
        if e in (sp.true, sp.false):
            return z3.BoolVal(bool(e))
        if isinstance(e, sp.core.relational.Relational):
            left, right = self.term(e.lhs), self.term(e.rhs)
            return {
                "==": left == right,
                "!=": left != right,
                "<": left < right,
                "<=": left <= right,
                ">": left > right,
                ">=": left >= right,
            }[e.rel_op]
        parts = [self.boolean(part) for part in e.args]
        if isinstance(e, sp.And):
            return z3.And(parts)
        if isinstance(e, sp.Or):
            return z3.Or(parts)
        if isinstance(e, sp.Not):
            return z3.Not(parts[0])
        if isinstance(e, sp.Implies):
            return z3.Implies(*parts)
        if isinstance(e, sp.Equivalent):
            return z3.And([first == second for first, second in pairwise(parts)])
        raise Undecided(f"{e} is not a formula of real arithmetic")


def _scales(sources: Iterable[Statement]) -> dict[Expression, int]:
    """Return, for each term inside an exponential, the least common denominator of its coefficients."""
    scales: dict[Expression, int] = {}
    for source in sources:
        arguments = [exponential.args[0] for exponential in source.atoms(sp.exp)]
        arguments += [power.exp * sp.log(power.base) for power in source.atoms(sp.Pow) if not power.exp.is_Rational]
        for argument in arguments:
            for part in sp.Add.make_args(sp.expand(argument)):
                coefficient, monomial = part.as_coeff_Mul()
                scales[monomial] = lcm(scales.get(monomial, 1), int(coefficient.q))
    return scales


def prove(statement: Statement, given: Iterable[Statement] = (), facts: Iterable[Statement] = ()) -> str:
    """Prove that hypotheses and facts imply a statement.

    Parameters
    ----------
    statement, given, facts : sympy Booleans
        `facts` are theorems; `given` must be satisfiable, or the step would hold for want of any case.

    Returns
    -------
    str
        "proved", or "refuted" where the solver has a counterexample (facts about opaque terms may be too few).

    Raises
    ------
    Undecided
        On a time-out or an unknown answer, an unsatisfiable hypothesis, or a root, power or logarithm of a number
        whose sign the hypotheses do not settle.
    """
    given, facts = tuple(given), tuple(facts)
    translation = Translation(statement, *given, *facts)
    hypotheses = [translation.boolean(hypothesis) for hypothesis in given]
    premises = hypotheses + [translation.boolean(fact) for fact in facts]
    goal = translation.boolean(statement)
    definitions = list(translation.defined)
    for radicand, definition in translation.radicands:
        if _check([*premises, *definitions, radicand < 0]) != z3.unsat:
            raise Undecided("a radicand may be negative")
        definitions.append(definition)
    if any(_check([*hypotheses, *definitions, base <= 0]) != z3.unsat for base in translation.bases):
        raise Undecided("a logarithm or power of what may not be positive")
    definitions += translation.logarithms
    if _check([*hypotheses, *definitions]) != z3.sat:
        raise Undecided("no case satisfies the hypotheses, or none was found")
    verdict = _check([*premises, *definitions, z3.Not(goal)])
    if verdict == z3.unknown:
        raise Undecided(f"no answer within {TIMEOUT_MS} ms")
    return "proved" if verdict == z3.unsat else "refuted"


def _check(constraints: list[Any]) -> Any:
    solver = z3.Solver()
    solver.set("timeout", TIMEOUT_MS)
    solver.set("random_seed", 0)
    solver.set("ctrl_c", False)  # z3 would take an interrupt for itself and answer "unknown"
    solver.add(constraints)
    return solver.check()
