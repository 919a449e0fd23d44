"""What names mean on an instance: each function of the scope against the quantity it names."""

from __future__ import annotations

from fractions import Fraction

from flint import ctx

from theory.claims.evaluate import evaluate
from theory.claims.language import DELTA, THETA, M, SetOf, SumOver
from theory.claims.scope import Scope
from theory.files.instance_file import read

TRAP = {
    "format": "user-diversity/instance/1",
    "contexts": [
        {"user": "ann", "prompt": "x", "probability": "1/4"},
        {"user": "bob", "prompt": "x", "probability": "3/4"},
    ],
    "responses": ["y0", "y1"],
    "comparators": {"baseline": "y0"},
    "rewards": {"a": [[0, -1], [0, 2]], "b": [[0, 3], [0, 2]]},
}
"""Ann is served the baseline while a is believed, so that b stays hidden; nobody needs a baseline while b is."""


def test_a_trap_by_name() -> None:
    functions = Scope(read(TRAP)).functions
    assert functions["Delta"](0, 1) == Fraction(3, 4) and functions["Delta"](1, 0) == Fraction(1, 4)
    assert functions["W"](1) == (0,) and functions["|W|"](0) == 1
    assert functions["rho"](0, 1) == 1 and functions["rho"](1, 0) < 1
    assert functions["D"]() is False and functions["G"]() is True and functions["BoundFinite"]() is False
    assert functions["S"](0, 1) == (0,) and functions["p"](0) == Fraction(1, 4)
    assert functions["delta_a"](0, 0) == 1 and functions["delta_b"](0, 1, 0) == 3
    assert functions["EveryPairInformative"]() is True
    assert functions["pooled_gap"](0) == Fraction(1, 4) and functions["PooledPays"](0) is True


def test_the_root_solves_its_equation() -> None:
    functions = Scope(read(TRAP)).functions
    scale = Fraction(1, 4) * Fraction(3, 4) * 100
    value, information = functions["root"](100, 0, 1, 0), functions["K"](0, 1)
    assert (value - float(scale) * (1 - (1 - (-information * value).exp()).sqrt())).contains(0)
    assert 0 < value < float(scale)


def test_names_are_looked_up_by_formulas() -> None:
    valuation = Scope(read(TRAP)).valuation({"theta": 1}, {"extra": lambda: Fraction(7)})
    assert evaluate(SumOver(DELTA(M, THETA), M, SetOf("W", THETA)), valuation) == Fraction(3, 4)
    assert valuation.functions["extra"]() == 7


def test_what_is_remembered_is_remembered_for_its_precision() -> None:
    rho = Scope(read(TRAP)).functions["rho"]
    coarse = rho(1, 0)
    assert rho(1, 0) is coarse
    with ctx.workprec(300):
        fine = rho(1, 0)
    assert fine is not coarse and fine.rad() < coarse.rad() and fine.overlaps(coarse)
    assert rho(1, 0) is coarse


def test_an_infinite_class_has_no_functions_of_models() -> None:
    endless = TRAP | {"heads": [[[0], [1]], [[0], [1]]], "parameters": "all"}
    del endless["rewards"]
    assert Scope(read(endless)).functions == {}
