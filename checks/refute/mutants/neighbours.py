"""Neighbours of an instance, for the random search."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import replace
from fractions import Fraction
from typing import Any

from numpy.random import Generator

from checks.refute.drawing.random_parts import between, law, number
from checks.refute.shrinking.removals import removals
from checks.refute.shrinking.simplify import fields, with_field
from theory.instance import Context, Instance, Training

LARGEST = 40
"""No number grows beyond this: enumerated regrets and balls stay cheap."""

_FACTORS = (Fraction(2), Fraction(1, 2), Fraction(5, 4), Fraction(4, 5), Fraction(1, 10))
_STEPS = (Fraction(1), Fraction(-1), Fraction(1, 4), Fraction(-1, 4))
_FINEST = 10**6


def neighbour(rng: Generator, instance: Instance) -> Instance:
    """Draw an instance near one: a number or all numbers changed, a law drawn again, or a part less."""
    choice = rng.random()
    if choice < 0.1:
        smaller = list(removals(instance))
        if smaller:
            return smaller[between(rng, 0, len(smaller) - 1)]
    if choice < 0.3:
        return _other_law(rng, instance)
    numbers = fields(instance)
    field = sorted(numbers)[between(rng, 0, len(numbers) - 1)]
    if choice < 0.5:
        factor = _FACTORS[between(rng, 0, len(_FACTORS) - 1)]
        return with_field(instance, field, _mapped(numbers[field], lambda x: _tame(x * factor)))
    return with_field(instance, field, _one_changed(rng, numbers[field]))


def _tame(x: Fraction) -> Fraction:
    return x if abs(x) <= LARGEST and x.denominator <= _FINEST else Fraction(round(x)) / 2


def _mapped(numbers: Any, change: Callable[[Fraction], Fraction]) -> Any:
    if isinstance(numbers, Fraction):
        return change(numbers)
    if isinstance(numbers, Mapping):
        return {key: _mapped(entry, change) for key, entry in numbers.items()}
    return tuple(_mapped(entry, change) for entry in numbers)


def _one_changed(rng: Generator, numbers: Any) -> Any:
    if isinstance(numbers, Fraction):
        kind = between(rng, 0, 2)
        if kind == 0:
            return number(rng)
        if kind == 1:
            return _tame(numbers * _FACTORS[between(rng, 0, len(_FACTORS) - 1)])
        return _tame(numbers + _STEPS[between(rng, 0, len(_STEPS) - 1)])
    if isinstance(numbers, Mapping):
        key = list(numbers)[between(rng, 0, len(numbers) - 1)]
        return {**numbers, key: _one_changed(rng, numbers[key])}
    place = between(rng, 0, len(numbers) - 1)
    return (*numbers[:place], _one_changed(rng, numbers[place]), *numbers[place + 1 :])


def _other_law(rng: Generator, instance: Instance) -> Instance:
    fresh = _redrawn(rng, instance.contexts)
    if instance.training is None or rng.random() < 0.5:
        return replace(instance, contexts=fresh)
    training = instance.training
    return replace(instance, training=Training(_redrawn(rng, training.contexts), training.behaviour))


def _redrawn(rng: Generator, contexts: tuple[Context, ...]) -> tuple[Context, ...]:
    """Draw the masses again, now and then very uneven ones."""
    masses = law(rng, len(contexts))
    if len(contexts) > 1 and rng.random() < 0.3:
        rare = between(rng, 0, len(contexts) - 1)
        small = Fraction(1, 10 ** between(rng, 1, 3))
        masses = [small if i == rare else (1 - small) / (len(contexts) - 1) for i in range(len(contexts))]
    return tuple(replace(context, probability=mass) for context, mass in zip(contexts, masses, strict=True))
