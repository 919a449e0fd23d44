from fractions import Fraction

import pytest
from numpy.random import default_rng

from checks.refute.drawing.offline import trained_population
from checks.refute.drawing.offline import trained_users as factored
from checks.refute.drawing.random_parts import population
from checks.refute.shrinking.removals import removals
from checks.refute.shrinking.shrink import minimal, shrink
from checks.refute.shrinking.simplify import complexity, simpler_numbers, simplifications
from theory.files.instance_file import read
from theory.files.writing import document

pytestmark = pytest.mark.slow


def drawn(kind, seed):
    return {"online": population, "offline": trained_population, "factored": factored}[kind](default_rng(seed))


def parts(instance):
    training = len(instance.training.contexts) if instance.training else 0
    shape = getattr(instance.models, "shape", (0, 0))
    sizes = len(instance.model_names), len(instance.contexts), training, len(instance.responses), *shape
    return sum(sizes)


@pytest.mark.parametrize("kind", ["online", "offline", "factored"])
@pytest.mark.parametrize("seed", range(20))
def test_removals_are_valid_and_smaller(kind, seed):
    instance = drawn(kind, seed)
    for smaller in removals(instance):
        assert read(document(smaller)) == smaller
        assert parts(smaller) < parts(instance)


@pytest.mark.parametrize("kind", ["online", "offline", "factored"])
@pytest.mark.parametrize("seed", range(20))
def test_simplifications_are_valid_and_keep_every_part(kind, seed):
    instance = drawn(kind, seed)
    for simpler in simplifications(instance):
        assert read(document(simpler)) == simpler
        assert simpler != instance
        assert parts(simpler) == parts(instance)


@pytest.mark.parametrize("seed", range(10))
def test_shrinking_ends_at_the_smallest_instance_when_everything_refutes(seed):
    small = shrink(population(default_rng(seed)), lambda instance: True)
    assert len(small.contexts) == 1 and len(small.responses) == 2 and len(small.model_names) == 1
    assert {x for rows in small.models.table.values() for row in rows for x in row} == {Fraction(0)}


def test_shrinking_keeps_what_refutes():
    def refutes(instance):
        return any(x > 1 for rows in instance.models.table.values() for row in rows for x in row)

    start = next(i for i in (population(default_rng(s)) for s in range(99)) if refutes(i) and len(i.contexts) > 1)
    assert not minimal(start, refutes)
    small = shrink(start, refutes)
    assert refutes(small) and minimal(small, refutes)


@pytest.mark.parametrize("value", [Fraction(7, 3), Fraction(-5, 2), Fraction(9), Fraction(-1), Fraction(1, 2)])
def test_simpler_numbers_are_simpler(value):
    assert all(complexity(simple) < complexity(value) for simple in simpler_numbers(value))
    assert Fraction(0) in simpler_numbers(value)
