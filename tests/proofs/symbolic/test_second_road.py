"""The statements hold, and their mutants fail, at random points: nothing of the dischargers is used here."""

from __future__ import annotations

import random
from itertools import product

import mpmath
import pytest
import sympy as sp
from sympy.core.relational import Relational

from proofs.symbolic.catalogue import all_proofs, load
from proofs.symbolic.discharge.exhibit import Exhibited
from proofs.symbolic.engine.step import ELEMENTARY
from theory.claims.claim import Statement as Stated

pytestmark = pytest.mark.slow

SIZE, TRIES, POINTS = 3, 400, 6
NUMBERS = mpmath.MPContext()
NUMBERS.dps = 40
SLACK = NUMBERS.mpf(10) ** -25
ELEMENTS = {sp.exp: "exp", sp.log: "log", sp.sinh: "sinh", sp.cosh: "cosh", sp.floor: "floor", sp.ceiling: "ceil"}
PROOFS = [load(ELEMENTARY), *all_proofs()]
STEPS = [
    pytest.param(step, id=f"{proof.claim}-{step.name}")
    for proof in PROOFS
    for step in proof.steps
    if not isinstance(step.statement, str | Stated) and not isinstance(step.discharger, Exhibited)
]


class Outside(Exception):
    """The expression is not one that can be evaluated at a point."""


class Point:
    """Random values for symbols and indexed quantities, drawn when they are first met."""

    def __init__(self, rng, limits):
        self.rng = rng
        self.values = {limit: rng.randint(1, SIZE) for limit in limits}

    def value(self, key, integer=False):
        if key not in self.values:
            low, high = self.rng.choice([(-3, 3), (0, 1), (0, 4), (0, 0.2), (-20, 20)])
            whole = integer or self.rng.random() < 0.2
            drawn = self.rng.randint(-2, 4) if whole else self.rng.uniform(low, high)
            self.values[key] = NUMBERS.mpf(drawn)
        return self.values[key]

    def at(self, e, bound):
        """Evaluate a term; `bound` holds the indices of sums."""
        if e in bound:
            return NUMBERS.mpf(bound[e])
        if e.is_Rational:
            return NUMBERS.mpf(int(e.p)) / int(e.q)
        if e in (sp.pi, sp.E):
            return +NUMBERS.pi if e is sp.pi else NUMBERS.exp(1)
        if e.is_Symbol and e.is_real:
            return NUMBERS.mpf(self.value(e, bool(e.is_integer)))
        if e.is_Indexed:
            return self.value((e.base.label, tuple(int(self.at(one, bound)) for one in e.indices)))
        if isinstance(e, sp.Sum):
            return self.sum(e, bound)
        if isinstance(e, sp.Derivative):
            return self.at(e.doit(), bound)
        if isinstance(e, sp.Piecewise):
            return self.at(next(value for value, when in e.args if self.holds(when, bound, 0)), bound)
        return self.compound(e, [self.at(part, bound) for part in e.args])

    def sum(self, e, bound):
        term, *inner, (index, low, high) = e.args
        if high is sp.oo:
            raise Outside(e)
        term = sp.Sum(term, *inner) if inner else term
        values = range(int(self.at(low, bound)), int(self.at(high, bound)) + 1)
        return NUMBERS.fsum(self.at(term, {**bound, index: value}) for value in values)

    def compound(self, e, parts):
        if e.is_Add:
            return NUMBERS.fsum(parts)
        if e.is_Mul:
            return NUMBERS.fprod(parts)
        if e.is_Pow and (parts[0] > 0 or e.exp.is_Integer or (parts[0] == 0 and parts[1] > 0)):
            return parts[0] ** parts[1]
        if isinstance(e, (sp.Min, sp.Max)):
            return min(parts) if isinstance(e, sp.Min) else max(parts)
        if e.func in ELEMENTS and not (e.func is sp.log and parts[0] <= 0):
            return getattr(NUMBERS, ELEMENTS[e.func])(parts[0])
        raise ZeroDivisionError if e.is_Pow or e.func is sp.log else Outside(e)

    def holds(self, e, bound, slack):
        """Decide a statement, relations up to the slack."""
        if e in (sp.true, sp.false):
            return bool(e)
        if isinstance(e, Relational):
            left, right = self.at(e.lhs, bound), self.at(e.rhs, bound)
            gap, slack = left - right, slack * (1 + abs(left) + abs(right))
            signs = {"==": abs(gap) <= slack, "!=": gap != 0, "<": gap < slack, "<=": gap <= slack}
            return {**signs, ">": -gap < slack, ">=": -gap <= slack}[e.rel_op]
        if not isinstance(e, (sp.And, sp.Or, sp.Not, sp.Implies, sp.Equivalent)):
            raise Outside(e)
        parts = [sp.true if self.holds(part, bound, slack) else sp.false for part in e.args]
        return e.func(*parts) is sp.true

    def solve(self, equation):
        """Make an equation hold if one side is a letter, or a sum of one indexed quantity."""
        for side, other in (equation.args, equation.args[::-1]):
            if side.is_Symbol and side not in self.values:
                self.values[side] = self.at(other, {})
                return
            if isinstance(side, sp.Sum) and side.args[0].is_Indexed and other == 1:
                self.normalise(side.args[0], *side.args[1])

    def normalise(self, term, index, low, high):
        outer = [one for one in term.indices if one != index]
        for values in product(range(1, SIZE + 1), repeat=len(outer)):
            keys = []
            for value in range(int(low), int(self.at(high, {})) + 1):
                bound = {**dict(zip(outer, values, strict=True)), index: value}
                keys.append((term.base.label, tuple(bound[one] for one in term.indices)))
            masses = [abs(self.value(key)) + SLACK for key in keys]
            self.values.update({key: mass / NUMBERS.fsum(masses) for key, mass in zip(keys, masses, strict=True)})


def admissible(step, rng):
    """Yield random points at which the hypotheses of a step hold."""
    parts = [step.statement, step.mutant, *step.given]
    limits = {limit[2] for part in parts for one in part.atoms(sp.Sum) for limit in one.limits if limit[2].is_Symbol}
    named = {one for part in parts for indexed in part.atoms(sp.Indexed) for one in indexed.indices}
    for _ in range(TRIES):
        point = Point(rng, sorted(limits, key=str))
        try:
            for hypothesis in step.given:
                if isinstance(hypothesis, sp.Equality):
                    point.solve(hypothesis)
            if all(everywhere(point, hypothesis, named) for hypothesis in step.given):
                yield point, dict.fromkeys(named, 1)
        except ZeroDivisionError:
            continue


def everywhere(point, hypothesis, named):
    """Tell whether a hypothesis holds at every index; a sign that fails is turned."""
    free = sorted(hypothesis.free_symbols & named, key=str)
    slack = SLACK if isinstance(hypothesis, sp.Equality) else 0
    for values in product(range(1, SIZE + 1), repeat=len(free)):
        bound = dict(zip(free, values, strict=True))
        if not point.holds(hypothesis, bound, slack):
            letter = getattr(hypothesis, "lhs", None)
            if letter is None or not letter.is_Indexed or hypothesis.rhs != 0:
                return False
            point.values[letter.base.label, tuple(bound[one] for one in letter.indices)] *= -1
    return all(
        point.holds(hypothesis, dict(zip(free, values, strict=True)), slack)
        for values in product(range(1, SIZE + 1), repeat=len(free))
    )


def survey(step):
    """Return how many points were tried, at how many the statement fails, and at how many the mutant does."""
    tried = false = refuted = 0
    try:
        for point, bound in admissible(step, random.Random(step.name)):
            try:
                false += not point.holds(step.statement, bound, SLACK)
                refuted += not point.holds(step.mutant, bound, SLACK)
                tried += 1
            except ZeroDivisionError:
                continue
            if tried >= POINTS and refuted:
                break
    except Outside:
        pass
    return tried, false, refuted


@pytest.fixture(scope="module")
def surveys():
    return {param.id: survey(param.values[0]) for param in STEPS}


@pytest.mark.parametrize("name", [param.id for param in STEPS])
def test_no_point_contradicts_a_step(surveys, name):
    assert surveys[name][1] == 0


def test_most_steps_are_tried_and_most_mutants_refuted(surveys):
    tried = [name for name, (points, _, _) in surveys.items() if points]
    refuted = [name for name in tried if surveys[name][2]]
    assert len(tried) >= 0.8 * len(STEPS) and len(refuted) >= 0.9 * len(tried), sorted(set(surveys) - set(refuted))


def test_a_false_statement_is_contradicted():
    step = next(param.values[0] for param in STEPS if param.id == "L2-quadratic bound")
    assert survey(type(step)("false", step.mutant, step.discharger, step.given, "", step.statement))[1] > 0
