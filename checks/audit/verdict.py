"""The answer of an audit: verdict, witness, distance, weak directions, whom to recruit, and what it does not say."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from fractions import Fraction
from functools import cached_property
from typing import Any

import numpy as np

from checks.audit import recruit as recruiting
from checks.audit.certifying.audience import Audience
from checks.audit.certifying.coverage import Versus
from checks.audit.certifying.population import Population
from checks.audit.certifying.signal import Signal
from checks.audit.certifying.strength import Scale, Spectrum, scale, weakest_names
from checks.audit.classes import saying as classes
from checks.audit.classes.saying import ClassView
from checks.audit.newcomers import saying
from checks.audit.newcomers.new_users import NewUsers
from checks.audit.reading.numbers import Floats
from checks.audit.running import session
from theory.span.recruiting import expected_users, users_needed

FORMAT = "user-diversity/audit/1"
WEAKEST = 2
"""Weak directions that are named."""

MAX_COUNTED = 20_000
"""Most users whose subspaces are counted for T18."""

MAX_REWARDS = 50_000_000
"""Most rewards computed for the constants of T17."""

LONGEST = 3000
"""Longest whole number of a witness that is written out, in bits."""

LISTED = 16
"""Most exact directions that are listed."""


@dataclass(frozen=True)
class Answer:
    """Everything the audit found out about one population.

    Attributes
    ----------
    population : Population
    confidence : float
    seed : int
    signal : Signal or None
    spectrum : Spectrum
    weak : list of array
        Weak directions in the coordinates of the heads, weakest first.
    escapes : Escapes or None
        Of the heads as given (T18).
    audiences : list of Audience
    ties : int
    versus : Versus or None
    picks : list of Pick
    new_users : NewUsers or None
    class_view : ClassView or None
    extra : mapping
        More for the document: accuracy of the fit, the case.
    """

    population: Population
    confidence: float
    seed: int
    signal: Signal | None
    spectrum: Spectrum
    weak: list[Floats]
    escapes: recruiting.Escapes | None = None
    audiences: list[Audience] = field(default_factory=list)
    ties: int = 0
    versus: Versus | None = None
    picks: list[recruiting.Pick] = field(default_factory=list)
    new_users: NewUsers | None = None
    class_view: ClassView | None = None
    extra: Mapping[str, Any] = field(default_factory=dict)

    def including(self, **more: Any) -> Answer:
        """The same answer with more found out."""
        return replace(self, **more)

    @property
    def verdict(self) -> str:
        """One of ``vacuous``, ``not diverse``, ``diverse``, ``diverse as given`` and ``undecided``."""
        relevant = self.population.relevant
        if relevant == 0:
            return "vacuous"
        if self.population.exact.rank < relevant:
            return "not diverse"
        if self.signal is None:
            return "diverse as given" if self.population.exposed == relevant else "undecided"
        return "diverse" if self.signal.dimension == relevant else "undecided"

    @property
    def coverage(self) -> str | None:
        """Of the target: ``not covered``, ``covered``, ``covered as given`` or ``undecided``."""
        if self.versus is None:
            return None
        if not self.population.relevant:
            return "covered"
        if not self.versus.spans:
            return "undecided" if self.versus.uncovered == 0 else "not covered"
        if self.versus.certified is None:
            return "covered as given" if self.population.exposed == self.population.exact.rank else "undecided"
        return "covered" if self.versus.certified == self.population.relevant else "undecided"

    @property
    def refuted(self) -> bool:
        """Whether the condition is refuted: for the target where there is one, for everybody otherwise."""
        return self.verdict == "not diverse" if self.versus is None else self.coverage == "not covered"

    @cached_property
    def scale(self) -> Scale | None:
        """The constants of T17 where features of responses are known; over evenly spaced prompts if too many."""
        population = self.population
        if not population.prompts or not population.relevant:
            return None
        cells = population.size * sum(map(len, population.prompts))
        return scale(population.heads, list(population.prompts[:: 1 + cells // MAX_REWARDS]))


def answer(population: Population, confidence: float, seed: int, **more: Any) -> Answer:
    """Test, measure and name the weak directions of a population.

    Parameters
    ----------
    population : Population
    confidence : float
    seed : int
    **more
        Further attributes of `Answer`.
    """
    session.found(population.relevant, population.exact.rank)
    session.at("telling signal from noise")
    size = population.heads.shape[1]
    noise = population.noise if size else None
    signal = noise.signal(population.heads, confidence, seed) if noise is not None else None
    session.at("measuring how strongly the heads span")
    spectrum = population.spectrum(confidence, seed)
    session.at("counting users in subspaces")
    escapes = None
    if (
        not population.fitted
        and population.table.shape[0] <= MAX_COUNTED
        and 0 < population.exact.rank == population.exposed <= recruiting.MAX_RANK
        and population.users
    ):
        escapes = recruiting.escapes(population.table, population.exact.rank, seed)
    return Answer(population, confidence, seed, signal, spectrum, weak(population, signal, spectrum), escapes, **more)


def weak(population: Population, signal: Signal | None, spectrum: Spectrum) -> list[Floats]:
    """List the weak directions: what no head sees first, then what is least above the noise or has the least moment."""
    missing = [population.dual @ np.array(relative(v)) for v in population.missing[:WEAKEST]]
    if missing:
        return missing
    vectors = spectrum.vectors if signal is None or np.isnan(signal.eigenvalues).any() else signal.directions[:, ::-1]
    return [vectors[:, j] / np.linalg.norm(vectors[:, j]) for j in range(min(WEAKEST, vectors.shape[1]))]


def relative(vector: Sequence[float]) -> list[float]:
    """A direction as floats, its largest entry ±1; whole numbers may be too long for a float themselves."""
    largest = max(map(abs, vector))
    return [v / largest for v in vector]


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
            {"value": _number(v), "interval": [_number(a), _number(b)]}
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


def says(result: Answer) -> list[str]:
    """What the verdict says, in sentences, each with the claim that certifies it."""
    population, signal = result.population, result.signal
    relevant = population.relevant
    lines = []
    if result.verdict == "vacuous":
        return [
            "No feature differs between responses: nothing can alter anybody's best response, "
            "and the condition holds for lack of cases."
        ]
    lines.append(_spans(population))
    if population.exact.rank < relevant and not population.fitted:
        lines.append(
            "The missing directions are hidden: a reward along them changes no answer of any of these users (T15, T16)."
        )
    if signal is not None:
        percent = f"{100 * result.confidence:g} %"
        lines.append(
            f"With {percent} confidence the true heads span at least {signal.dimension} of {relevant} dimensions."
        )
    if result.coverage is not None:
        lines.append(f"Coverage of the target population: {result.coverage} (T16a).")
    if result.versus is not None and result.versus.uncovered:
        lines.append(
            f"In {result.versus.uncovered} of {relevant} dimensions the target users certainly have heads "
            "and these users are not known to have any."
        )
    lacking = [a.response for a in result.audiences if a.users and not a.spans]
    if lacking:
        lines.append(f"{len(lacking)} of {len(result.audiences)} responses have an audience that does not span (T16b).")
    lines += saying.says(result.new_users) + classes.says(result.class_view)
    unserved = sum(not a.users for a in result.audiences)
    if unserved:
        lines.append(
            f"{unserved} of {len(result.audiences)} responses are nobody's best: they have no audience (T16b)."
        )
    return lines


def _spans(population: Population) -> str:
    """What the heads span, and how sure that is."""
    relevant, exposed, rank = population.relevant, population.exposed, population.exact.rank
    if population.fitted:
        told = f"The tasks of these users vary {rank} of {relevant} relevant dimensions, exactly"
        return f"{told}." if rank == relevant else f"{told}; the others are hidden: no answer tells of them (T15)."
    if population.moved is None:
        return f"As given, the heads span {exposed} of {relevant} relevant dimensions, exactly (T16)."
    told = f"As given, the heads span {exposed} of {relevant} relevant dimensions above rounding (T16, Weyl)"
    return f"{told}." if rank == exposed else f"{told}; {rank - exposed} more are at rounding: no telling them from 0."


def does_not_say(result: Answer) -> list[str]:
    """What nobody should read into the verdict."""
    lines = []
    if result.signal is None:
        lines.append(
            "Nothing is known of the estimation noise: that the numbers span does not show that the true heads do. "
            "--standard-errors, --covariances or --replicate FILE would say more."
        )
    if result.population.fitted and result.signal is not None and np.isnan(result.spectrum.values).any():
        lines.append(
            "Nobody has two tasks: no answer can check what another one suggests, and nothing is known of heads."
        )
    if result.verdict == "undecided":
        lines.append("Undecided is not a refutation: the uncertified directions may be weak, or not be there at all.")
    if result.population.fitted:
        lines.append(
            "The certified dimensions hold for every law of the heads if people answer independently by a logit; the "
            "heads shown are fitted with a penalty, which shrinks them, and carry no certificate themselves."
        )
    if result.scale is not None:
        lines.append(
            "The regret scale is an order of magnitude: its constants come from these heads, and all pairs shown alike."
        )
    if result.new_users is not None and result.new_users.advice is not None:
        lines.append(
            "The comparisons for a new user take these heads as exact; whether her head lies in their span is assumed."
        )
    if result.escapes is not None and not result.escapes.exact:
        lines.append("Not every subspace was examined: fuller ones would raise the numbers of users of T18.")
    if result.audiences:
        lines.append(
            "Spanning audiences decide under the baseline protocol with a feature of its own for every response."
        )
    lines.append("Users are the ones given; whether they stand for others is not examined.")
    return lines
