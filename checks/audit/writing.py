"""The answer of an audit as a JSON document, ``user-diversity/audit/1``."""

from __future__ import annotations

from collections.abc import Sequence
from fractions import Fraction
from typing import Any

import numpy as np

from checks.audit import recruit as recruiting
from checks.audit.certifying.signal import Signal
from checks.audit.certifying.strength import Scale, weakest_names
from checks.audit.classes import saying as classes
from checks.audit.newcomers import saying
from checks.audit.reading.numbers import Floats
from checks.audit.sentences import does_not_say, says
from checks.audit.verdict import Answer, relative
from theory.span.recruiting import expected_users, users_needed

FORMAT = "user-diversity/audit/1"
LONGEST = 3000
"""Longest whole number of a witness that is written out, in bits."""

LISTED = 16
"""Most exact directions that are listed."""


def exactly(vector: Sequence[float], columns: tuple[str, ...]) -> dict[str, Any]:
    """A direction by names: whole numbers as text, or floats where they were floats or have thousands of digits."""
    short = all(isinstance(v, int) and v.bit_length() <= LONGEST for v in vector)
    return dict(zip(columns, map(str, vector) if short else relative(vector), strict=True))


def document(result: Answer) -> dict[str, Any]:
    """Write the answer as a JSON document, ``user-diversity/audit/1``."""
    population, signal = result.population, result.signal
    return {
        "format": FORMAT,
        "population": {"name": population.name, "users": population.size, "coordinates": list(population.columns)},
        "confidence": result.confidence,
        "seed": result.seed,
        "verdict": result.verdict,
        "dimensions": {
            "relevant": population.relevant,
            "exposed": population.exposed,
            "exact": population.moved is None,
            "at_rounding": population.exact.rank - population.exposed,
            "certified": None if signal is None else signal.dimension,
        },
        "missing_directions": [exactly(v, population.columns) for v in population.missing[:LISTED]],
        "signal": None if signal is None else _signal(signal, population.size),
        "strength": _strength(result),
        "weakest": [_weakest(result, direction) for direction in result.weak],
        "recruiting": _recruiting(result),
        "audiences": {
            "lacking": [a.response for a in result.audiences if a.users and not a.spans],
            "unserved": [a.response for a in result.audiences if not a.users],
            "ties": result.ties,
            "responses": [
                {"response": a.response, "users": a.users, "dimension": a.dimension} for a in result.audiences
            ],
        },
        "against": _versus(result),
        "new_users": saying.document(result.new_users),
        "bounded_gaps": classes.document(result.class_view),
        **result.extra,
        "says": says(result),
        "does_not_say": does_not_say(result),
    }


def _number(value: float) -> float | None:
    return float(value) if np.isfinite(value) else None


def _signal(signal: Signal, users: int) -> dict[str, Any]:
    return {
        "method": signal.method,
        "eigenvalues": [_number(v) for v in signal.eigenvalues],
        "floors": [_number(v) for v in signal.floors],
        "p_values": [_number(v) for v in signal.pvalues],
        "users_to_certify": recruiting.users_to_certify(signal, users),
        "log_evidence": None if signal.evidence is None else [_number(v) for v in signal.evidence],
        "needed_for_one_more": signal.needed,
    }


def _strength(result: Answer) -> dict[str, Any] | None:
    spectrum = result.spectrum
    if not len(spectrum.values):
        return None
    value, low, high = (float(np.maximum(v[0], 0)) for v in (spectrum.values, spectrum.lower, spectrum.upper))
    if result.population.exact.rank < result.population.relevant and result.signal is None:
        value = low = high = 0.0
    constants = result.scale
    return {
        "coefficient": {"value": _number(value), "interval": [_number(low), _number(high)]},
        "distance": {"value": _number(value**0.5), "interval": [_number(low**0.5), _number(high**0.5)]},
        "spectrum": [
            {"value": _number(np.maximum(v, 0)), "interval": [_number(a), _number(b)]}
            for v, a, b in zip(spectrum.values, spectrum.lower, spectrum.upper, strict=True)
        ],
        "regret_scale": None
        if constants is None
        else {
            "gap_bound": constants.gap_bound,
            "smallest_gap": constants.smallest_gap,
            "length": constants.length,
            "selections": selections(constants, value),
            "selections_interval": [selections(constants, high), selections(constants, low)],
        },
    }


def selections(constants: Scale, coefficient: float) -> float | None:
    """Bound the selections of T17; ``None`` where nothing is known of the coefficient."""
    return constants.selections(coefficient) if np.isfinite(coefficient) else None


def _weakest(result: Answer, direction: Floats) -> dict[str, Any]:
    population = result.population
    heads, seen = population.heads, not population.missing
    carriers = recruiting.carriers(population.users, heads, direction) if seen and population.users else []
    return {
        "features": weakest_names(population.root @ direction, population.columns, population.sizes),
        "second_moment": float(((heads @ direction) ** 2).sum() / population.size) if seen else 0.0,
        "carriers": [{"user": user, "share": share} for user, share in carriers],
    }


def _recruiting(result: Answer) -> dict[str, Any]:
    escapes = result.escapes
    chances = [] if escapes is None else list(escapes.chances)
    usable = bool(chances) and all(q > 0 for q in chances)
    return {
        "picks": [
            {"candidate": p.name, "smallest_before": p.before, "smallest_after": p.after, "dimensions": p.dimension}
            for p in result.picks
        ],
        "escape_chances": [str(q) for q in chances],
        "every_subspace_examined": None if escapes is None else escapes.exact,
        "expected_users": str(expected_users(chances)) if usable else None,
        "users_needed": users_needed(chances, 1 - Fraction(str(result.confidence))) if usable else None,
    }


def _versus(result: Answer) -> dict[str, Any] | None:
    versus, population = result.versus, result.population
    if versus is None:
        return None
    return {
        "target": versus.target,
        "coverage": result.coverage,
        "target_dimension": versus.target_dimension,
        "joint_dimension": versus.joint_dimension,
        "certified": versus.certified,
        "uncovered": versus.uncovered,
        "hidden": [exactly(v, population.columns) for v in versus.hidden[:LISTED]],
        "directions": [
            weakest_names(population.root @ v, population.columns, population.sizes) for v in versus.directions.T
        ],
    }
