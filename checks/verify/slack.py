"""Whether a bound has become looser than it is known to be: what no random instance would refute.

A fault that weakens a bound leaves every inequality true. So each bound is also played on the instance on which it is
tightest, where its sides must be those that were recorded (`checks.refute.mutants.tightness`), and at numbers at which
it comes out by hand (`checks.verify.hand_values`); and each quantity that
the statements of a claim use must have the value that its definition gives (`checks.verify.definitions`) on two
instances in which contexts, comparators, models and training data are all unequal.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from fractions import Fraction
from functools import lru_cache
from itertools import product
from typing import Any

import sympy as sp
from sympy.core.function import AppliedUndef

from checks.refute.mutants.sides import same
from checks.refute.mutants.tightness import AGREEMENT, kept_entries
from checks.refute.mutants.tightness_search import sides
from checks.verify.definitions import Definitions
from checks.verify.definitions_of_slates import SlateDefinitions
from checks.verify.hand_values import wrong
from theory.claims import Claim
from theory.claims.language import SetOf
from theory.claims.scope import Scope
from theory.exact.enclosure import ball
from theory.files import instance_file as instance_format
from theory.instance import Context, Explicit, Heads, Instance, Rewards, Slate, Training, Uniform

CLOSE = 1e-9
"""How far a float may be from what a definition gives, relative to the larger of 1e-3 and its size."""

_HORIZON = 50


def found(claim: Claim) -> str:
    """Return how a claim's bounds fall short of what they are known to be; nothing if they do not."""
    return next(_loose(claim), "") or next(wrong(claim), "") or next(_different(claim), "")


def _loose(claim: Claim) -> Iterator[str]:
    """Yield the bounds that are not what they were on their tightest known instance."""
    for kept in kept_entries():
        if kept["claim"] != claim.id:
            continue
        now, name, where = sides(claim.id, kept["statement"], _instance(kept)), kept["statement"], kept["where"]
        if now is None:
            yield f"{name}: says nothing any more on its tightest known instance ({where})"
        elif now.ratio < kept["ratio"] - AGREEMENT:
            yield f"{name}: {now.ratio:.6g} of the bound is reached ({where}), it was {kept['ratio']:.6g}"
        elif not (same(kept["left"], now.left) and same(kept["right"], now.right)):
            yield f"{name}: {now.left} against {now.right} ({where}), it was {kept['left']} against {kept['right']}"


def _instance(kept: Mapping[str, Any]) -> Instance:
    return instance_format.read(kept["instance"])


def _different(claim: Claim) -> Iterator[str]:
    """Yield the quantities of a claim that differ from their definitions."""
    wanted = names(side for one in claim.statements for side in (one.left, one.right))
    for number in range(len(_instances())):
        for name, line in differences(number).items():
            if name in wanted:
                yield line


def names(expressions: Iterable[sp.Basic]) -> set[str]:
    """Return the names of the quantities in some expressions.

    Examples
    --------
    >>> from theory.claims import claim
    >>> sorted(names([claim("L6").statements[0].right]))
    ['K', 'R']
    """
    nodes = [node for one in expressions for node in sp.preorder_traversal(one)]
    return {
        node.name if isinstance(node, SetOf) else node.func.__name__
        for node in nodes
        if isinstance(node, SetOf | AppliedUndef)
    }


@lru_cache(maxsize=4)
def differences(number: int) -> dict[str, str]:
    """Compare every quantity with its definition on one of the instances; return a line for each that differs."""
    instance = _instances()[number]
    scope = Scope(instance)
    defined = (SlateDefinitions if isinstance(instance.comparators, Slate) else Definitions)(instance)
    lines: dict[str, str] = {}
    for name, function in defined.functions().items():
        for arguments in _arguments(name, scope, defined):
            expected, value = function(*arguments), scope.functions[name](*arguments)
            if not _agree(expected, value):
                shown = value if isinstance(value, tuple | list) else f"{float(ball(value)):.9g}"
                lines[name] = f"{name}{arguments}: {shown} on {instance.name}, {expected} by definition"
                break
    return lines


def _agree(expected: Any, value: Any) -> bool:
    if isinstance(expected, tuple):
        return bool(expected == tuple(value))
    number = float(ball(value).mid()) if value is not None else float("inf")
    return bool(abs(number - expected) <= CLOSE * max(1e-3, abs(expected)))


def _arguments(name: str, scope: Scope, defined: Definitions) -> Iterator[tuple[Any, ...]]:
    """Yield what a quantity is asked for in statements."""
    models, contexts = scope.models, range(len(scope.instance.contexts))
    hidden = [(a, b) for a, b in product(models, models) if defined.confusing(a, b)]
    altered = [(a, b, c) for a, b in hidden for c in defined.altered(a, b)]
    policies = sorted({tuple(map(int, row)) for row in defined.best})
    match name:
        case "Delta" | "rho" | "rho_*" | "rho_lambda" | "J" | "rho_off" | "rho_off_lambda" | "deficit" | "rho_right":
            yield from ((m, theta) for theta in models for m in defined.wrong(theta))
        case "rho_g":
            yield from ((g, m, theta) for g in models for theta in models for m in defined.wrong(theta))
        case "W" | "|W|" | "pooled_gap" | "g" | "drawn_least":
            yield from ((theta,) for theta in models)
        case "rhobar":
            yield from ((theta,) for theta in models if defined.wrong(theta))
        case "K" | "S":
            yield from hidden
        case "p":
            yield from ((c,) for c in contexts)
        case "delta_a":
            yield from ((a, c) for a, _, c in altered)
        case "delta_b":
            yield from altered
        case "root":
            yield from ((_HORIZON, *one) for one in altered)
        case "mu":
            yield from ((pi,) for pi in policies)
        case "energy":
            yield from product(policies, models, models)
        case _:
            yield ()


@lru_cache(maxsize=1)
def _instances() -> tuple[Instance, ...]:
    return _by_rewards(), _by_heads(), _by_slates()


def _rows(*rows: tuple[str, ...]) -> tuple[tuple[Fraction, ...], ...]:
    return tuple(tuple(map(Fraction, row)) for row in rows)


def _by_rewards() -> Instance:
    """Return an instance in which a hides b in two contexts, with training data that favour some responses."""
    pairs = (("u", "x"), ("v", "x"), ("u", "z"), ("v", "z"))
    contexts = tuple(Context(*pair, Fraction(1, n)) for pair, n in zip(pairs, (2, 4, 6, 12), strict=True))
    kappa = _rows(("0", "1", "0"), ("2/3", "0", "1/3"), ("1/4", "3/4", "0"))
    training = Training(
        tuple(Context(*pair, mass) for pair, mass in zip(pairs[:2], (Fraction(2, 5), Fraction(3, 5)), strict=True)),
        _rows(("1/2", "1/3", "1/6"), ("1/5", "1/5", "3/5")),
    )
    table = {
        "a": _rows(("3", "1", "0"), ("0", "2", "1"), ("1", "0", "1/2"), ("0", "1", "1/2")),
        "b": _rows(("3", "1", "7/2"), ("0", "2", "1"), ("1", "0", "3/2"), ("0", "1", "1/2")),
        "c": _rows(("0", "1", "2"), ("1", "0", "1/2"), ("0", "3/2", "1"), ("2", "0", "1")),
        "d": _rows(("2", "0", "1/3"), ("1/4", "0", "1"), ("0", "1", "-1"), ("1", "1/2", "0")),
    }
    return Instance(contexts, ("r", "s", "t"), Explicit((kappa,) * 4), Rewards(table), "a", training, name="by rewards")


def _by_slates() -> Instance:
    """Return an instance of slates from unequal references, in which two models are right under one truth."""
    contexts = (Context("u", "x", Fraction(2, 3)), Context("v", "x", Fraction(1, 3)))
    table = {
        "a": _rows(("1", "0", "1/2"), ("0", "2", "1")),
        "b": _rows(("2", "-1", "0"), ("1/2", "1", "-1")),
        "c": _rows(("0", "3/2", "1"), ("1", "0", "1/3")),
    }
    law = Slate(Fraction(3, 2), _rows(("1/2", "1/3", "1/6"), ("1/5", "1/5", "3/5")))
    return Instance(contexts, ("r", "s", "t"), law, Rewards(table), "a", name="by slates")


def _by_heads() -> Instance:
    """Return an instance with heads of two dimensions and every response compared."""
    contexts = (Context("u", "x", Fraction(2, 3)), Context("v", "x", Fraction(1, 3)))
    heads = (_rows(("0", "0"), ("1", "0"), ("0", "2")), _rows(("0", "0"), ("1", "1"), ("-1", "1/2")))
    parameters = {
        name: tuple(map(Fraction, row))
        for name, row in {"a": ("1", "1/3"), "b": ("-1/2", "1"), "c": ("2", "-1")}.items()
    }
    return Instance(contexts, ("r", "s", "t"), Uniform(), Heads(heads, parameters), "a", name="by heads")
