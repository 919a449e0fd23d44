"""A normal form in which an identity between exponentials, logarithms, square roots and sums is polynomial.

Every exponential is a power of one of finitely many generators (x = exp(a/4) for the half and quarter
arguments of the logistic function), a logarithm is a combination of logarithms of irreducible factors, a
square root is a product of square roots of irreducible factors, and a sum over an arbitrary finite index set
is a combination of indecomposable sums. What is left is a rational function of those generators; it is zero
if its numerator vanishes modulo r² = f for every root r = √f. The test is exact and errs on one side only:
a non-zero answer may come from a relation it does not know, a zero never does.
"""

from __future__ import annotations

from math import lcm

import sympy as sp

from proofs.symbolic.engine.step import ONE, ZERO, Expression, Statement


class NotNormalisable(ValueError):
    """The expression is outside the fragment, or a factor under a root, logarithm or bar has no proven sign."""


def known_positive(given: tuple[Statement, ...]) -> set[Expression]:
    """Return the symbols and indexed quantities that a hypothesis states to be greater than a number ≥ 0."""
    found = set()
    for hypothesis in given:
        if isinstance(hypothesis, sp.core.relational.Relational) and not isinstance(hypothesis, (sp.Eq, sp.Ne)):
            small, large = hypothesis.lts, hypothesis.gts
            strict = hypothesis.rel_op in ("<", ">") or small.is_positive
            if strict and small.is_Number and small.is_nonnegative and (large.is_Symbol or large.is_Indexed):
                found.add(large)
    return found


def pull_out(total: Expression) -> Expression:
    """Return a sum over an index set as a combination of sums that no factor can leave."""
    term, *limits = total.args
    for limit in limits:
        pieces = []
        for piece in sp.Add.make_args(sp.expand(term)):
            free, bound = piece.as_independent(limit[0], as_Add=False)
            pieces.append(free * sp.Sum(bound, limit))
        term = sp.Add(*pieces)
    return term


class NormalForm:
    """Brings expressions into one ring of generators, which grows as expressions arrive."""

    def __init__(self, given: tuple[Statement, ...], scale: int) -> None:
        self.positive = known_positive(given)
        self.scale = scale
        self.generators: dict[tuple[str, Expression], Expression] = {}
        self.squares: dict[Expression, Expression] = {}
        self.meaning: dict[Expression, Expression] = {}
        self.denominators: list[tuple[Expression, Expression]] = []

    def generator(self, kind: str, content: Expression, positive: bool = False) -> Expression:
        """Return the letter for this content, always the same one."""
        key = (kind, content)
        if key not in self.generators:
            letter = sp.Dummy(kind, positive=True) if positive else sp.Dummy(kind, real=True)
            self.generators[key] = letter
            self.meaning[letter] = content
        return self.generators[key]

    def depends(self, expression: Expression, index: set[Expression]) -> bool:
        """Tell whether an expression in generators varies with an index of a sum."""
        if expression in index:
            return True
        if expression in self.meaning:
            return self.depends(self.meaning[expression], index)
        return any(self.depends(part, index) for part in expression.args)

    def __call__(self, e: Expression) -> Expression:
        """Return the expression as a rational function of generators."""
        if e.is_Rational:
            return e
        if e.is_Symbol or e.is_Indexed or isinstance(e, sp.core.function.AppliedUndef) or e is sp.pi:
            return self.generator("x", e, positive=e in self.positive or e is sp.pi)
        if e.is_Add or e.is_Mul:
            return e.func(*map(self, e.args))
        if isinstance(e, sp.exp) or e is sp.E:
            return self.exponential(self(e.args[0] if e.args else ONE))
        if e.is_Pow:
            return self.power(e)
        if isinstance(e, sp.log):
            return self.logarithm(self(e.args[0]))
        if isinstance(e, sp.functions.elementary.hyperbolic.HyperbolicFunction):
            return self(e.rewrite(sp.exp))
        if isinstance(e, sp.Sum):
            return self.sum(e)
        raise NotNormalisable(f"{e} is outside the fragment")

    def power(self, e: Expression) -> Expression:
        """Return a power: integer, half-integer, or exp(exponent · log base)."""
        base, exponent = self(e.base), e.exp
        if exponent.is_Integer:
            if exponent.is_negative:
                self.denominators.append((base, e.base))
            return base**exponent
        if exponent.is_Rational and exponent.q == 2:
            root = self.root(base)
            if exponent.is_negative:
                self.denominators.append((base, e.base))
                return root**-exponent.p / base**-exponent.p
            return root**exponent.p
        return self.exponential(sp.expand(self(exponent) * self.logarithm(base)))

    def factors(self, e: Expression) -> list[tuple[Expression, int]]:
        """Return the irreducible factors of a rational function, each with its multiplicity, all positive.

        Raises
        ------
        NotNormalisable
            If the sign of a factor is not plain from its coefficients.
        """
        numerator, denominator = sp.fraction(sp.cancel(sp.together(e)))
        found: list[tuple[Expression, int]] = []
        for side, sign in ((numerator, 1), (denominator, -1)):
            content, parts = sp.factor_list(side)
            found += [(sp.Integer(p), sign * m) for p, m in sp.factorint(content.p).items()]
            found += [(sp.Integer(p), -sign * m) for p, m in sp.factorint(content.q).items()]
            found += [(part, sign * m) for part, m in parts]
        for part, _ in found:
            if not part.is_positive:
                raise NotNormalisable(f"the sign of {self.original(part)} is not plain")
        return found

    def original(self, e: Expression) -> Expression:
        """Return a readable form: generators replaced by what they stand for."""
        return e.xreplace({letter: content for letter, content in self.meaning.items() if letter in e.free_symbols})

    def root(self, e: Expression) -> Expression:
        """Return √e as a product of roots of irreducible factors."""
        result = ONE
        for part, multiplicity in self.factors(e):
            whole, odd = divmod(multiplicity, 2)
            result *= part**whole
            if odd:
                letter = self.generator("r", part, positive=True)
                self.squares[letter] = part
                result *= letter
        return result

    def logarithm(self, e: Expression) -> Expression:
        """Return log e as a combination of logarithms of irreducible factors."""
        result = ZERO
        for part, multiplicity in self.factors(e):
            exponent = self.exponent_of(part)
            if part in self.squares:
                result += multiplicity * self.logarithm(self.squares[part]) / 2
            else:
                result += multiplicity * (self.generator("l", part) if exponent is None else exponent)
        return result

    def exponent_of(self, letter: Expression) -> Expression | None:
        """Return t if the letter stands for exp(t), otherwise None."""
        for (kind, content), known in self.generators.items():
            if known == letter and kind == "e":
                return content / self.scale
        return None

    def exponential(self, argument: Expression) -> Expression:
        """Return exp of a combination of monomials as a product of powers of generators exp(monomial / scale)."""
        result = ONE
        for term in sp.Add.make_args(sp.expand(argument)):
            coefficient, monomial = term.as_coeff_Mul()
            power = coefficient * self.scale
            if not power.is_Integer:
                raise NotNormalisable(f"exp({self.original(term)}) does not fit the scale {self.scale}")
            if (monomial in self.meaning) and self.generators.get(("l", self.meaning[monomial])) == monomial:
                if not (2 * coefficient).is_Integer:
                    raise NotNormalisable("a power of a factor that is no root")
                result *= self.root(self.meaning[monomial]) ** (2 * coefficient)
            else:
                result *= self.generator("e", monomial, positive=True) ** power
        return result

    def sum(self, e: Expression) -> Expression:
        """Return a sum as a combination of sums of products of index-dependent generators."""
        term, *limits = e.args
        value = self(term)
        for limit in limits:
            value = self.over(value, limit)
        return value

    def over(self, term: Expression, limit: Expression) -> Expression:
        """Return the sum of a term in generators over one index."""
        numerator, denominator = sp.fraction(sp.cancel(reduced(self, term)))
        index = {limit[0], self.generator("x", limit[0])}
        divisors = [1 / factor for factor in sp.Mul.make_args(sp.factor(denominator))]
        result = ZERO
        for piece in sp.Add.make_args(sp.expand(numerator)):
            free = bound = ONE
            for factor in [*sp.Mul.make_args(piece), *divisors]:
                if self.depends(factor, index):
                    bound *= factor
                else:
                    free *= factor
            result += free * self.nested(bound, limit)
        return result

    def nested(self, term: Expression, limit: Expression) -> Expression:
        """Return the letter of a sum, with sums inside it under the same sign and in order of their indices.

        An inner sum moves out only if its indices occur nowhere else in the term and no limit depends on an index.
        """
        limits = [limit]
        for factor in sp.Mul.make_args(term):
            content = self.meaning.get(factor)
            if isinstance(content, sp.Sum):
                inner, rest = list(content.args[1:]), term / factor
                indices = {one[0] for one in inner}
                letters = {self.generator("x", index) for index in indices}
                free = {symbol for one in [*limits, *inner] for bound in one[1:] for symbol in bound.free_symbols}
                apart = not indices & {one[0] for one in limits} and not self.depends(rest, indices | letters)
                if apart and not free & (indices | {limit[0]}):
                    term, limits = rest * content.args[0], limits + inner
        return self.generator("s", sp.Sum(term, *sorted(limits, key=sp.default_sort_key)))


def scale_of(*expressions: Expression) -> int:
    """Return the least common denominator of the rational coefficients inside exponentials."""
    denominators = [1]
    for expression in expressions:
        flat = (
            expression.rewrite(sp.exp)
            if expression.has(sp.functions.elementary.hyperbolic.HyperbolicFunction)
            else expression
        )
        for exponential in flat.atoms(sp.exp):
            for term in sp.Add.make_args(sp.expand(exponential.args[0])):
                denominators.append(term.as_coeff_Mul()[0].q)
    return lcm(*denominators)


def reduced(form: NormalForm, e: Expression) -> Expression:
    """Return a rational function of generators with r² replaced by f in its numerator, for every root r = √f."""
    rest, denominator = sp.fraction(sp.together(e))
    roots = {letter for letter in rest.free_symbols if letter in form.squares}
    while roots:
        letter = roots.pop()
        poly = sp.Poly(rest, letter)
        rest = sum(c * form.squares[letter] ** (m // 2) * letter ** (m % 2) for (m,), c in poly.terms())
        rest, more = sp.fraction(sp.together(rest))
        denominator *= more
        roots |= {new for new in form.squares[letter].free_symbols if new in form.squares}
    return rest / denominator


def vanishes(form: NormalForm, e: Expression) -> bool:
    """Tell whether a rational function of generators is zero modulo r² = f for every root r."""
    return bool(sp.expand(sp.fraction(sp.together(reduced(form, e)))[0]) == 0)
