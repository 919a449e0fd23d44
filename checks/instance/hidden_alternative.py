"""The hidden alternative of an instance with its certificate, or the certificate that there is none."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Any

from checks.instance.continuous import silent
from checks.refute.searching.document import FORMAT
from theory.diversity import Conditions
from theory.errors import InputError
from theory.exact.linear import dot
from theory.files.writing import plain
from theory.instance import Box, Instance, Rewards
from theory.polytope.confusion import Pair
from theory.polytope.continuous import ContinuousClass
from theory.polytope.decision import decide
from theory.problem import Problem
from theory.quantities import altered_contexts, wrong_models
from theory.span.hidden_alternative import (
    Comparison,
    Nearest,
    Partner,
    coordinates,
    exposed,
    first_partner,
    nearest,
    nearest_in_box,
    shaped,
    telling,
)
from theory.span.linear_problem import LinearProblem

Document = dict[str, Any]


@dataclass(frozen=True)
class Answer:
    """What is known about hidden alternatives of an instance.

    Attributes
    ----------
    document : dict
        As the command prints it.
    pair : Instance or None
        The instance with the class reduced to the believed model and its hidden alternative.
    """

    document: Document
    pair: Instance | None


def answer(instance: Instance) -> Answer:
    """Find the hidden alternative of an instance's truth, or of any model when a finite class names no truth.

    Where the truth of a finite class has none, but another model has, the document says so under ``elsewhere``: D
    fails there, and greedy may come to believe that model. On a bounded polytope ``class`` is T23's decision.

    Claim: T15, T23, D.
    """
    return _finite(instance) if instance.finite else _linear(instance)


def _document(truth: Any, alternative: Any, altered: Any, certificate: Document) -> Document:
    return {
        "format": FORMAT,
        "found": alternative is not None,
        **_parts(truth, alternative, altered, certificate),
    }


def _parts(truth: Any, alternative: Any, altered: Any, certificate: Document) -> Document:
    return {
        "truth": truth,
        "hidden_alternative": alternative,
        "altered_context": altered,
        "certificate": certificate,
    }


def _finite(instance: Instance) -> Answer:
    conditions = Conditions(Problem.of(instance))
    problem = conditions.problem
    partner = first_partner(conditions, problem.truth)
    if partner is not None:
        return Answer(_document(*_shown(problem, partner)), _pair(instance, problem, partner))
    document = _document(
        instance.truth if isinstance(instance.truth, str) else None, None, None, {"told_apart": _told_apart(problem)}
    )
    other = first_partner(conditions)
    if other is None:
        return Answer(document, None)
    return Answer(document | {"elsewhere": _parts(*_shown(problem, other))}, _pair(instance, problem, other))


def _shown(problem: Problem, partner: Partner) -> tuple[str, str, list[str], Document]:
    """Return the names of a confusing pair, the context it alters, and its certificate."""
    a, b = partner.believed, partner.hidden
    c = altered_contexts(problem, a, b)[0]
    served, better = int(problem.policy[a, c]), int(problem.policy[b, c])
    certificate = {
        "exposed": [_comparison(problem, entry, "gap_hidden") for entry in exposed(problem, a, b)],
        "altered": {
            "served": problem.responses[served],
            "better": problem.responses[better],
            "gap_truth": str(problem.gap(a, c, served, better)),
            "gap_hidden": str(problem.gap(b, c, served, better)),
        },
        "chosen": "the first confusing partner in model order",
    }
    return problem.models[a], problem.models[b], list(problem.contexts[c]), certificate


def _pair(instance: Instance, problem: Problem, partner: Partner) -> Instance:
    models: Any = instance.models
    members = models.table if isinstance(models, Rewards) else models.parameters
    names = problem.models[partner.believed], problem.models[partner.hidden]
    return _among(instance, {name: members[name] for name in names})


def _told_apart(problem: Problem) -> list[Document]:
    """For every believed model and every model that makes its policy wrong, an exposed comparison that differs."""
    rows = []
    for a in range(len(problem.models)) if problem.truth is None else (problem.truth,):
        for b in range(len(problem.models)):
            if a in wrong_models(problem, b):
                entry = telling(problem, a, b)
                assert entry is not None
                names = {"truth": problem.models[a], "model": problem.models[b]}
                rows.append(names | _comparison(problem, entry, "gap_model"))
    return rows


def _comparison(problem: Problem, entry: Comparison, other: str) -> Document:
    return {
        "context": list(problem.contexts[entry.context]),
        "deployed": problem.responses[entry.deployed],
        "comparator": problem.responses[entry.comparator],
        "gap_truth": str(entry.gap),
        other: str(entry.other),
    }


def _among(instance: Instance, members: dict[str, Any]) -> Instance:
    """Return the instance with these models alone, the first being the truth."""
    models: Any = instance.models
    fewer = Rewards(members) if isinstance(models, Rewards) else type(models)(**{**vars(models), "parameters": members})
    return replace(instance, models=fewer, truth=next(iter(members)), note=None)


def _linear(instance: Instance) -> Answer:
    """Answer at the truth; on a bounded polytope also for the class (T23), and for it alone without a truth."""
    if silent(instance) is not None:
        return _at_truth(instance)
    problem = ContinuousClass.of(instance)
    decision = decide(problem)
    found = None if instance.truth is None else _at_truth(instance)
    if found is not None and found.pair is not None:
        return Answer(found.document | {"class": decision.verdict}, found.pair)
    document = _document(None, None, None, {}) if found is None else found.document
    document |= {"class": decision.verdict}
    if decision.verdict != "not bounded" or decision.pair is None:
        return Answer(document, None)
    pair = decision.pair
    believed, hidden = (shaped(instance, model) for model in (pair.believed, pair.hidden))
    place = list(instance.contexts[pair.context].pair)
    parts = _parts(plain(believed), plain(hidden), place, _confusing(instance, problem, pair))
    document |= {"found": True, **parts} if found is None else {"elsewhere": parts}
    return Answer(document, _among(instance, {"truth": believed, "hidden": hidden}))


def _confusing(instance: Instance, problem: ContinuousClass, pair: Pair) -> Document:
    """Return what certifies a confusing pair of a class: equal gaps on what is exposed, and where the hidden one gains.

    Claim: T23.
    """
    served = pair.policy[pair.context]
    gain = problem.contrast(pair.context, pair.response, served)
    return {
        "exposed": [
            {
                "direction": plain(seen.direction),
                "gap_truth": str(dot(seen.direction, pair.believed)),
                "gap_hidden": str(dot(seen.direction, pair.hidden)),
            }
            for seen in problem.exposed(pair.policy)
        ],
        "altered": {
            "served": instance.responses[served],
            "better": instance.responses[pair.response],
            "gap_truth": str(-dot(gain, pair.believed)),
            "gap_hidden": str(-dot(gain, pair.hidden)),
        },
        "chosen": "the first pair that T23 finds, moved until both have unique optima",
    }


def _at_truth(instance: Instance) -> Answer:
    problem = LinearProblem.of(instance)
    assert not isinstance(instance.models, Rewards)
    parameters = instance.models.parameters
    found = nearest_in_box(problem, parameters) if isinstance(parameters, Box) else nearest(problem)
    if not isinstance(found, Nearest):
        certificate = (
            _spanned(problem) if found is None else {"multipliers": [_multipliers(instance, m) for m in found]}
        )
        return Answer(_document(plain(instance.truth), None, None, certificate), None)
    alternative = found.alternative
    if problem.hides(alternative.parameter) is None:
        raise InputError("truth", "the alternative found is none")
    context = instance.contexts[alternative.context]
    hidden = shaped(instance, alternative.parameter)
    document = _document(plain(instance.truth), plain(hidden), list(context.pair), _changes(instance, problem, found))
    return Answer(document, _among(instance, {"truth": instance.truth, "hidden": hidden}))


def _changes(instance: Instance, problem: LinearProblem, found: Nearest) -> Document:
    alternative = found.alternative
    delta = problem.difference(alternative.context, alternative.response)
    certificate = {
        "exposed": [
            {
                "direction": plain(row),
                "gap_truth": str(dot(row, problem.theta)),
                "gap_hidden": str(dot(row, alternative.parameter)),
            }
            for row in problem.exposed_basis
        ],
        "altered": {
            "served": instance.responses[problem.policy[alternative.context]],
            "better": instance.responses[alternative.response],
            "gap_truth": str(dot(delta, problem.theta)),
            "gap_hidden": str(dot(delta, alternative.parameter)),
        },
        "squared_norm": str(found.squared),
        "chosen": "the first the linear program finds, drawn towards the truth",
    }
    if found.infimum is not None:
        certificate["squared_norm_infimum"] = str(found.infimum)
        certificate["chosen"] = "smallest norm: the simplest multiple at most 9/8 of the tie, which is not attained"
    return certificate


def _spanned(problem: LinearProblem) -> Document:
    """Return every relevant direction as a combination of exposed ones."""
    basis = problem.exposed_basis
    return {
        "exposed_basis": plain(basis),
        "relevant": [
            {"direction": plain(row), "weights": plain(coordinates(basis, row))} for row in problem.relevant_basis
        ],
    }


def _multipliers(instance: Instance, entry: Any) -> Document:
    return {
        "context": list(instance.contexts[entry.context].pair),
        "response": instance.responses[entry.response],
        "lower": plain(entry.lower),
        "upper": plain(entry.upper),
        **({"inequalities": plain(entry.inequalities)} if entry.inequalities else {}),
    }
