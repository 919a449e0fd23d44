"""From what was read to an answer: one function for each kind of input."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import numpy as np

from checks.audit.certifying import audience, data_report
from checks.audit.certifying.coverage import versus
from checks.audit.certifying.noise import Answered
from checks.audit.certifying.population import of_choices, of_heads, of_moments, with_replicate
from checks.audit.certifying.stream import moments
from checks.audit.fitting.logit import PENALTY
from checks.audit.newcomers import new_users
from checks.audit.reading.choices import Choices, read_choices
from checks.audit.reading.numbers import Floats
from checks.audit.reading.tables import Features, Heads, read_heads
from checks.audit.recruit import Pick, recruit
from checks.audit.running import session
from checks.audit.verdict import Answer, answer
from theory.errors import InputError

STREAMED_BYTES = 1 << 28
"""NPY files from this size on are read in one pass and never held in memory."""


def audit_heads(
    heads: Any,
    features: Features | None = None,
    noise: Floats | Heads | None = None,
    against: Heads | None = None,
    candidates: Heads | None = None,
    confidence: float = 0.99,
    seed: int = 0,
    picks: int = 5,
) -> Answer:
    """Audit stated or fitted heads.

    Parameters
    ----------
    heads : Heads or table
        Or what `checks.audit.reading.tables.read_heads` takes: an array, nested lists, a pandas, polars or Arrow table.
    features : Features, optional
        Of the responses.
    noise : array or Heads, optional
        Covariances of the estimation noise, shape (n, k, k) or (k, k), or a second estimate of every head.
    against : Heads
        Target users with the same coordinates; they count as exact.
    candidates : Heads
        Who could be recruited.
    confidence : float
        Of everything statistical.
    seed : int
    picks : int
        How many candidates to recruit.

    Examples
    --------
    >>> audit_heads([[1, 2], [2, 1]]).verdict
    'diverse as given'
    """
    heads = heads if isinstance(heads, Heads) else read_heads(heads)
    population = of_heads(heads, features, None if isinstance(noise, Heads) else noise)
    if isinstance(noise, Heads):
        population = with_replicate(population, heads, noise)
    result = answer(population, confidence, seed)
    more: dict[str, object] = {"extra": {"data": data_report.of_heads(heads)}}
    if features is not None and set(features.columns) == set(heads.columns):
        more["audiences"], more["ties"] = audience.of_features(population, heads, features)
    aimed = None
    if against is not None:
        session.at("comparing with the target")
        target = matched(against, population.columns)
        aimed = of_heads(target, features)
        more["versus"] = versus(population, result.signal, aimed, confidence, seed)
    if candidates is not None:
        session.at("comparing candidates")
        more["picks"] = picked(result, matched(candidates, population.columns), picks)
    session.at("choosing comparisons for new users")
    more["new_users"] = new_users.of_heads(population, heads, features, aimed)
    return result.including(**more)


def matched(table: Heads, columns: tuple[str, ...]) -> Heads:
    """The same heads with their columns in this order.

    Raises
    ------
    InputError
        Where the names are not the same.
    """
    if set(table.columns) != set(columns):
        odd = sorted(set(table.columns) ^ set(columns))[0]
        raise InputError(table.source, f"column {odd!r} is not in both tables")
    return table.select(columns)


def picked(result: Answer, candidates: Heads, picks: int) -> list[Pick]:
    """Recruit from candidates for an audited population."""
    spectrum, population = result.spectrum, result.population
    values = np.maximum(np.nan_to_num(spectrum.values), 0) * population.size
    gram = (spectrum.vectors * values) @ spectrum.vectors.T
    told, doubt = spectrum.vectors[:, spectrum.vectors.shape[1] - population.exposed :], None
    if result.signal is not None:
        told = np.linalg.qr(result.signal.directions[:, : result.signal.dimension])[0]
        most = np.maximum(np.nan_to_num(np.where(np.isfinite(spectrum.upper), spectrum.upper, spectrum.values)), 0)
        doubt = (spectrum.vectors * most) @ spectrum.vectors.T
    return recruit(gram, candidates.users, candidates.values @ population.root, picks, told, doubt)


def audit_big(path: str | Path, covariance: Floats | None = None, confidence: float = 0.99, seed: int = 0) -> Answer:
    """Audit an NPY file of heads in one pass and constant memory; the noise, if known, has one covariance."""
    if covariance is not None and covariance.ndim != 2:
        raise InputError(str(path), "too many heads for a covariance each; give one of shape (k, k)")
    population = of_moments(moments(path, covariance is not None), (), covariance)
    if covariance is None and population.exposed < population.exact.rank:
        session.at("reading once more, in double precision")
        population = of_moments(moments(path, True))
    return answer(population, confidence, seed)


def audit_choices(
    choices: Any,
    against: Choices | None = None,
    candidates: Heads | None = None,
    penalty: float = PENALTY,
    confidence: float = 0.99,
    seed: int = 0,
    picks: int = 5,
    name: str = "choices",
) -> Answer:
    """Audit choices: fit heads, replicate them on random halves, and answer.

    Parameters
    ----------
    choices : Choices or table
        Or what `checks.audit.reading.choices.read_choices` takes.
    against : Choices, optional
        Of target users, with the same features; both are fitted in the metric of the target's tasks.
    candidates : Heads, optional
        Who could be recruited, with the features as coordinates.
    penalty : float
        Of the fit, in tasks.
    confidence, seed, picks, name
        As for `audit_heads`.
    """
    choices = choices if isinstance(choices, Choices) else read_choices(choices)
    if against is not None and choices.columns != against.columns:
        raise InputError(name, f"features {choices.columns[:4]} where the target has {against.columns[:4]}")
    population = of_choices(choices, penalty, seed, against, name=name)
    result = answer(population, confidence, seed)
    assert isinstance(population.noise, Answered)
    ordered = choices.canonical()
    more: dict[str, object] = {
        "extra": {"data": data_report.of_choices(ordered, choices, population.noise.answers, seed)}
    }
    more["new_users"] = new_users.of_choices(population)
    if choices.labels:
        more["audiences"], more["ties"] = audience.of_labels(ordered, population.heads, population.dual)
    if against is not None:
        session.at("comparing with the target")
        target = of_choices(against, penalty, seed + 1, name="target")
        more["versus"] = versus(population, result.signal, target, confidence, seed)
    if candidates is not None:
        session.at("comparing candidates")
        more["picks"] = picked(result, matched(candidates, population.columns), picks)
    return result.including(**more)


def streamed(path: str | Path) -> bool:
    """Whether a file of heads is too big to be held in memory."""
    file = Path(path)
    return file.suffix.lower() == ".npy" and file.is_file() and file.stat().st_size >= STREAMED_BYTES
