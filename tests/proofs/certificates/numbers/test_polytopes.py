"""Two models that decide a polytope: inside of it, confused by the definition, in integers over stated units."""

from __future__ import annotations

from dataclasses import replace
from fractions import Fraction

import pytest

from checks.recheck.model import Model
from proofs.certificates.numbers.polytopes import ConfusedClass, decided_class
from proofs.certificates.numbers.unconfused import UnconfusedClass
from tests.proofs.certificates.draws import POLYTOPE, SMALL, instance
from tests.proofs.certificates.test_certificate import polytope
from theory.errors import InputError
from theory.instance import Instance, Rewards


def confused(given: Instance, found: ConfusedClass) -> None:
    """The second looks the same while the first is believed, and is not served best."""
    model, unit = Model.of(given), found.tables.vector_unit
    a, b = ([Fraction(x, unit) for x in row] for row in (found.tables.theta, found.hidden))
    assert model.inside(a) and model.inside(b)
    policy = [values.index(max(values)) for values in (model.values(c, a) for c in range(len(model.heads)))]
    assert model.same(policy, a, b) and not model.optimal(policy, b)
    assert isinstance(found.instance.models, Rewards) and found.instance.truth is None
    for m, rows in zip((a, b), found.instance.models.table.values(), strict=True):
        assert [list(row) for row in rows] == [model.values(c, m) for c in range(len(model.heads))]
    rows = [[Fraction(x, found.inequality_unit) for x in normal] for normal, _ in found.inequalities]
    assert rows == [row for row, _ in model.sides]
    assert [Fraction(q, found.inequality_unit) for _, q in found.inequalities] == [bound for _, bound in model.sides]


def test_random_polytopes_are_decided_by_two_confused_models_or_by_none() -> None:
    kinds = set()
    for seed in range(25):
        given = instance(POLYTOPE, seed, SMALL)
        try:
            found = decided_class(given)
        except InputError as error:
            assert "on the boundary" in str(error) and "\n" not in str(error)
            continue
        kinds.add(type(found))
        if isinstance(found, ConfusedClass):
            assert not found.of_truth
            confused(given, found)
    assert kinds == {ConfusedClass, UnconfusedClass}


def test_the_truth_comes_first_where_something_hides_from_it() -> None:
    """While (−1, 1/2) is believed nobody is served y1, and nothing is seen."""
    truth = (Fraction(-1), Fraction(1, 2))
    given = replace(polytope(-2), truth=truth)
    found = decided_class(given)
    assert isinstance(found, ConfusedClass) and found.of_truth
    assert tuple(Fraction(x, found.tables.vector_unit) for x in found.tables.theta) == truth
    confused(given, found)


def test_a_truth_that_shows_everything_leaves_the_class_to_be_decided() -> None:
    """At (2, 1) both are served y1."""
    found = decided_class(replace(polytope(-2), truth=(Fraction(2), Fraction(1))))
    assert isinstance(found, ConfusedClass) and not found.of_truth


def test_a_class_on_the_boundary_is_refused_in_one_line() -> None:
    given = polytope(-2)
    zero = (Fraction(0), Fraction(0))
    heads = replace(given.models, vectors=((zero, zero), (zero, (Fraction(1), Fraction(1)))))
    with pytest.raises(InputError, match=r"needs a class that is decided; this one is on the boundary$"):
        decided_class(replace(given, models=heads))
