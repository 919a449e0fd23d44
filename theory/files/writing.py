"""Instances written as the document ``user-diversity/instance/1``, which reads back to the identical meaning."""

from __future__ import annotations

import json
from collections.abc import Mapping
from fractions import Fraction
from typing import Any

from flint import fmpq

from theory.files.instance_file import FORMAT
from theory.instance import (
    Baseline,
    Box,
    Comparators,
    Context,
    Everything,
    Heads,
    Instance,
    ModelClass,
    Rewards,
    Slate,
    Uniform,
)


def document(instance: Instance) -> dict[str, Any]:
    """Return the document that reads back to the same instance; numbers as strings ``"p/q"``."""
    result: dict[str, Any] = {"format": FORMAT}
    for key in ("name", "note"):
        if getattr(instance, key) is not None:
            result[key] = getattr(instance, key)
    result["contexts"] = _written_contexts(instance.contexts)
    result["responses"] = list(instance.responses)
    result["comparators"] = _written_comparators(instance.comparators)
    result |= _written_models(instance.models)
    if instance.truth is not None:
        result["truth"] = instance.truth if isinstance(instance.truth, str) else plain(instance.truth)
    if instance.training is not None:
        behaviour = instance.training.behaviour
        result["training"] = {
            "contexts": _written_contexts(instance.training.contexts),
            "behaviour": "uniform" if behaviour is None else plain(behaviour),
        }
    return result


def plain(value: Any) -> Any:
    """Return nested tuples and mappings of rationals as lists and objects of strings."""
    if isinstance(value, Fraction):
        return _digits(value)
    if isinstance(value, Mapping):
        return {key: plain(entry) for key, entry in value.items()}
    return None if value is None else [plain(entry) for entry in value]


def _digits(value: Fraction) -> str:
    try:
        return str(value)
    except ValueError:
        return str(fmpq(value.numerator, value.denominator))  # Python limits how long an integer it writes


def _written_contexts(contexts: tuple[Context, ...]) -> list[dict[str, str]]:
    return [{"user": c.user, "prompt": c.prompt, "probability": str(c.probability)} for c in contexts]


def _written_comparators(comparators: Comparators) -> Any:
    if isinstance(comparators, Baseline):
        return {"baseline": comparators.response}
    if isinstance(comparators, Slate):
        reference = "uniform" if comparators.reference is None else plain(comparators.reference)
        beta = _digits(comparators.inverse_temperature)
        return {"slate": {"inverse_temperature": beta, "reference": reference}}
    return "uniform" if isinstance(comparators, Uniform) else plain(comparators.rows)


def _written_models(models: ModelClass) -> dict[str, Any]:
    if isinstance(models, Rewards):
        return {"rewards": plain(models.table)}
    described = (
        {"heads": plain(models.vectors)}
        if isinstance(models, Heads)
        else {"user_heads": plain(models.user_heads), "features": plain(models.features)}
    )
    parameters = models.parameters
    if isinstance(parameters, Everything):
        return described | {"parameters": "all"}
    if isinstance(parameters, Box):
        return described | {"parameters": _written_box(parameters)}
    return described | {"parameters": plain(parameters)}


def _written_box(box: Box) -> dict[str, Any]:
    bounds = {"lower": plain(box.lower), "upper": plain(box.upper)}
    further = [{"normal": plain(entry.normal), "at_most": plain(entry.at_most)} for entry in box.inequalities]
    return bounds | ({"inequalities": further} if further else {})


def dumps(instance: Instance) -> str:
    """Return the instance as JSON text, one line a row."""
    return json.dumps(document(instance), ensure_ascii=False, indent=1) + "\n"
