"""Instances with one number replaced by a simpler one."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import replace
from fractions import Fraction
from typing import Any

from theory.instance import Box, Context, Explicit, Heads, Instance, Rewards, Slate, Training
from theory.span.box_lp import contains
from theory.span.linear_problem import flatten


def simplifications(instance: Instance) -> Iterator[Instance]:
    """Yield instances that differ from one in a law, in a row of comparators, or in numbers that are simpler."""
    yield from _laws(instance)
    for field, numbers in fields(instance).items():
        for simple in _moves(numbers):
            changed = with_field(instance, field, simple)
            if _admitted(changed):
                yield changed


def fields(instance: Instance) -> dict[str, Any]:
    """Return the nested numbers of a class of models, by the name of their field."""
    models = instance.models
    if isinstance(models, Rewards):
        return {"table": models.table}
    found: dict[str, Any] = (
        {"vectors": models.vectors}
        if isinstance(models, Heads)
        else {"user_heads": models.user_heads, "features": models.features}
    )
    if isinstance(models.parameters, Mapping):
        return found | {"parameters": models.parameters}
    return found | ({"truth": instance.truth} if instance.truth is not None else {})


def _admitted(instance: Instance) -> bool:
    """Whether the truth still lies in the class, where that is a polytope."""
    models, truth = instance.models, instance.truth
    if isinstance(models, Rewards) or not isinstance(models.parameters, Box) or not isinstance(truth, tuple):
        return True
    return contains(models.parameters, flatten(truth))


def with_field(instance: Instance, field: str, value: Any) -> Instance:
    """Return an instance with one of its `fields` replaced."""
    if field == "truth":
        return replace(instance, truth=value)
    return replace(instance, models=replace(instance.models, **{field: value}))


def _moves(numbers: Any) -> Iterator[Any]:
    """Yield simpler numbers: one value replaced wherever it stands, one entry, or one row shifted by a constant."""
    for value in sorted(set(_values(numbers)), key=complexity, reverse=True):
        for simple in simpler_numbers(value):
            yield _replaced(numbers, value, simple)
    yield from _simpler(numbers)
    weight = _weight(numbers)
    yield from (shifted for shifted in _shifted(numbers) if _weight(shifted) < weight)


def _values(numbers: Any) -> Iterator[Fraction]:
    if isinstance(numbers, Fraction):
        yield numbers
    else:
        for entry in numbers.values() if isinstance(numbers, Mapping) else numbers:
            yield from _values(entry)


def _weight(numbers: Any) -> tuple[int, int]:
    """The total size of numbers, then how many are negative."""
    sizes = [complexity(value) for value in _values(numbers)]
    return sum(size for size, _ in sizes), sum(sign for _, sign in sizes)


def _replaced(numbers: Any, value: Fraction, simple: Fraction) -> Any:
    if isinstance(numbers, Fraction):
        return simple if numbers == value else numbers
    if isinstance(numbers, Mapping):
        return {key: _replaced(entry, value, simple) for key, entry in numbers.items()}
    return tuple(_replaced(entry, value, simple) for entry in numbers)


def _shifted(numbers: Any) -> Iterator[Any]:
    """Yield the numbers with one row shifted so that one of its entries becomes 0."""
    if isinstance(numbers, Mapping):
        for key, entry in numbers.items():
            yield from ({**numbers, key: simple} for simple in _shifted(entry))
    elif isinstance(numbers, tuple) and isinstance(numbers[0], Fraction):
        yield from (tuple(x - value for x in numbers) for value in numbers if value)
    elif isinstance(numbers, tuple):
        for i, entry in enumerate(numbers):
            yield from ((*numbers[:i], simple, *numbers[i + 1 :]) for simple in _shifted(entry))


def complexity(value: Fraction) -> tuple[int, int]:
    """Return what is compared to call a number simpler: its size on paper, then its sign."""
    return 2 * value.denominator.bit_length() + abs(value.numerator), int(value < 0)


def simpler_numbers(value: Fraction) -> list[Fraction]:
    """Return numbers to try in the place of one, simplest first.

    Examples
    --------
    >>> [str(x) for x in simpler_numbers(Fraction(-5, 2))]
    ['0', '1', '-1', '2', '-2', '-3', '-3/2', '5/2']
    """
    nearest = Fraction(round(value))
    tries = {Fraction(0), Fraction(1), Fraction(-1), Fraction(2), Fraction(-2), nearest, -value}
    tries |= {Fraction(value.numerator // 2, value.denominator), nearest - 1 if value > 0 else nearest + 1}
    tries |= {Fraction(value.numerator // value.denominator)}
    return sorted((x for x in tries if complexity(x) < complexity(value)), key=complexity)


def _simpler(value: Any) -> Iterator[Any]:
    """Yield nested tuples and mappings with one number made simpler."""
    if isinstance(value, Fraction):
        yield from simpler_numbers(value)
    elif isinstance(value, Mapping):
        for key, entry in value.items():
            for simple in _simpler(entry):
                yield {**value, key: simple}
    else:
        for i, entry in enumerate(value):
            for simple in _simpler(entry):
                yield (*value[:i], simple, *value[i + 1 :])


def _laws(instance: Instance) -> Iterator[Instance]:
    even = _even(instance.contexts)
    if even != instance.contexts:
        yield replace(instance, contexts=even)
    training = instance.training
    if training is not None:
        fair = _even(training.contexts)
        if fair != training.contexts:
            yield replace(instance, training=Training(fair, training.behaviour))
        if training.behaviour is not None:
            yield replace(instance, training=Training(training.contexts, None))
    if isinstance(instance.comparators, Explicit):
        for rows in _points(instance.comparators):
            yield replace(instance, comparators=rows)
    if isinstance(instance.comparators, Slate):
        beta, reference, none = instance.comparators.inverse_temperature, instance.comparators.reference, Fraction(0)
        for slate in dict.fromkeys((Slate(none), Slate(beta), Slate(none, reference))):
            if slate != instance.comparators:
                yield replace(instance, comparators=slate)


def _even(contexts: tuple[Context, ...]) -> tuple[Context, ...]:
    mass = Fraction(1, len(contexts))
    return tuple(replace(context, probability=mass) for context in contexts)


def _points(law: Explicit) -> Iterator[Explicit]:
    """Yield tables in which one row puts all its mass on an earlier comparator, or on one instead of several."""
    for c, table in enumerate(law.rows):
        for y, row in enumerate(table):
            for place in range(len(row)):
                simple = tuple(Fraction(int(i == place)) for i in range(len(row)))
                if _rank(simple) < _rank(row):
                    changed = (*table[:y], simple, *table[y + 1 :])
                    yield Explicit((*law.rows[:c], changed, *law.rows[c + 1 :]))


def _rank(row: tuple[Fraction, ...]) -> tuple[int, int]:
    support = [i for i, mass in enumerate(row) if mass]
    return len(support), support[0]
