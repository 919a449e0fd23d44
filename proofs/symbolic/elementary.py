"""The calculus that the proofs share: tangents of exp and log, hyperbolic functions, Cauchy–Schwarz."""

import sympy as sp

from proofs.symbolic.discharge import convex, identity, increasing, polynomial_inequality, sum_of_squares, termwise
from proofs.symbolic.engine.step import ELEMENTARY, ONE, ZERO, Proof, Step, Use, eq, ge, le, lt, positive
from proofs.symbolic.engine.symbols import P, Q, i, s, t, total, u, v, x

SQUARES_P, SQUARES_Q, PRODUCTS = total(P[i] ** 2), total(Q[i] ** 2), total(P[i] * Q[i])
QUADRATIC = s**2 * SQUARES_P - 2 * s * t * PRODUCTS + t**2 * SQUARES_Q

EXPONENTIALS = (
    Step(
        "exponential above its tangent",
        ge(sp.exp(u), 1 + u),
        convex(u, 0, polynomial_inequality()),
        because="contact of order two at 0, and the second derivative exp(u) is positive",
        mutant=ge(sp.exp(u), 1 + 2 * u),
    ),
    Step(
        "exponential increases",
        le(sp.exp(u), sp.exp(v)),
        polynomial_inequality(Use("exponential above its tangent", {u: v - u})),
        given=(le(u, v),),
        mutant=le(sp.exp(v), sp.exp(u)),
    ),
    Step(
        "exponential increases strictly",
        lt(sp.exp(u), sp.exp(v)),
        polynomial_inequality(Use("exponential above its tangent", {u: v - u})),
        given=(lt(u, v),),
        mutant=lt(2 * sp.exp(u), sp.exp(v)),
    ),
)

LOGARITHMS = (
    Step(
        "logarithm below its tangent",
        le(sp.log(x), x - 1),
        convex(x, 1, polynomial_inequality()),
        given=positive(x),
        because="contact of order two at 1, and −log is convex",
        mutant=le(sp.log(x), (x - 1) / 2),
    ),
    Step(
        "logarithm of a reciprocal",
        eq(sp.log(1 / x), -sp.log(x)),
        identity(),
        given=positive(x),
        mutant=eq(sp.log(1 / x), sp.log(x)),
    ),
    Step(
        "logarithm above 1 − 1/x",
        ge(sp.log(x), 1 - 1 / x),
        polynomial_inequality(Use("logarithm below its tangent", {x: 1 / x}), "logarithm of a reciprocal"),
        given=positive(x),
        mutant=ge(sp.log(x), 1 - 1 / x**2),
    ),
    Step(
        "logarithm of a product",
        eq(sp.log(s * x), sp.log(s) + sp.log(x)),
        identity(),
        given=positive(s, x),
        mutant=eq(sp.log(s * x), sp.log(s) - sp.log(x)),
    ),
)

POWERS = (
    Step(
        "powers of a number below one fall",
        le(x**t, x**s),
        polynomial_inequality(
            "logarithm below its tangent", Use("exponential increases", {u: t * sp.log(x), v: s * sp.log(x)})
        ),
        given=(*positive(x), lt(x, ONE), le(s, t)),
        mutant=le(x**s, x**t),
    ),
    Step(
        "powers of a number above one",
        ge(x**t, ONE),
        polynomial_inequality("logarithm above 1 − 1/x", Use("exponential increases", {u: ZERO, v: t * sp.log(x)})),
        given=(ge(x, ONE), ge(t, ZERO)),
        mutant=ge(x**t, sp.Integer(2)),
    ),
)

HYPERBOLIC = (
    Step(
        "half argument",
        eq(sp.cosh(u) - 1, 2 * sp.sinh(u / 2) ** 2),
        identity(),
        mutant=eq(sp.cosh(u) - 1, sp.sinh(u / 2) ** 2),
    ),
    Step(
        "hyperbolic cosine at least one",
        ge(sp.cosh(u), ONE),
        polynomial_inequality("half argument"),
        mutant=ge(sp.cosh(u), sp.Integer(2)),
    ),
    Step(
        "hyperbolic sine above its argument",
        ge(sp.sinh(u), u),
        increasing(u, 0, polynomial_inequality("hyperbolic cosine at least one")),
        given=(ge(u, ZERO),),
        because="equal at 0, and the slope of the difference is cosh(u) − 1",
        mutant=ge(sp.sinh(u), 2 * u),
    ),
    Step(
        "squared hyperbolic sine above its squared argument",
        ge(sp.sinh(u) ** 2, u**2),
        polynomial_inequality("hyperbolic sine above its argument", Use("hyperbolic sine above its argument", {u: -u})),
        because="sinh is odd, so |sinh(u)| ≥ |u|",
        mutant=ge(sp.sinh(u) ** 2, 2 * u**2),
    ),
)

CAUCHY_SCHWARZ = (
    Step(
        "a sum of squares is not negative",
        ge(total((s * P[i] - t * Q[i]) ** 2), ZERO),
        termwise(sum_of_squares((1, s * P[i] - t * Q[i]))),
        mutant=ge(total((s * P[i] - t * Q[i]) ** 2 - 1), ZERO),
    ),
    Step(
        "the square of a combination",
        eq(total((s * P[i] - t * Q[i]) ** 2), QUADRATIC),
        identity(),
        mutant=eq(total((s * P[i] - t * Q[i]) ** 2), QUADRATIC + 4 * s * t * PRODUCTS),
    ),
    Step(
        "a quadratic form that is not negative",
        ge(QUADRATIC, ZERO),
        polynomial_inequality("a sum of squares is not negative", "the square of a combination"),
        mutant=ge(QUADRATIC - s**2, ZERO),
    ),
    Step(
        "Cauchy–Schwarz",
        le(PRODUCTS**2, SQUARES_P * SQUARES_Q),
        polynomial_inequality(
            Use("a quadratic form that is not negative", {s: SQUARES_Q, t: PRODUCTS}),
            Use("a quadratic form that is not negative", {s: PRODUCTS, t: SQUARES_P}),
            Use("a quadratic form that is not negative", {s: ONE, t: PRODUCTS}),
        ),
        because="in any finite dimension, from three values of the coefficients",
        mutant=le(2 * PRODUCTS**2, SQUARES_P * SQUARES_Q),
    ),
)

PROOF = Proof(ELEMENTARY, (*EXPONENTIALS, *LOGARITHMS, *POWERS, *HYPERBOLIC, *CAUCHY_SCHWARZ))
