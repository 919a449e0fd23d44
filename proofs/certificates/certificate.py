"""The certificate of one instance: what is certified, and the Rocq file that says it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from proofs.certificates import limits, linear_statements, rocq_file, statements
from proofs.certificates import rocq_text as text
from proofs.certificates.numbers.greedy import greedy_bound
from proofs.certificates.numbers.pairs import bound_of, pair_bound
from proofs.certificates.numbers.polytopes import decided_class
from proofs.certificates.numbers.spans import Hidden, LinearTables, span_certificate
from proofs.certificates.numbers.tables import Tables, of_problem, population
from proofs.certificates.numbers.unconfused import UnconfusedClass
from proofs.certificates.rocq_file import Statement
from theory.diversity import Conditions, ConfusingPair
from theory.errors import InputError
from theory.instance import Baseline, Box, Explicit, Instance, Rewards, Uniform
from theory.problem import Problem, comparator_law
from theory.span.hidden_alternative import first_partner
from theory.span.linear_problem import LinearProblem

EXAMINED = 8
"""Up to this many models each is examined as the truth where none is named."""


@dataclass(frozen=True)
class Certificate:
    """What is certified of an instance.

    Attributes
    ----------
    statements : tuple of Statement
        At least one.
    text : str
        The Rocq file.
    """

    statements: tuple[Statement, ...]
    text: str


def certificate(instance: Instance, truth: str | None = None) -> Certificate:
    """Write the certificate of an instance: a finite class, Θ = ℝ^d with a truth, or a polytope.

    Parameters
    ----------
    instance : Instance
        As read.
    truth : str, optional
        For a finite class: the model at which greedy's regret is bounded, or ``all``. When left out: the instance's
        truth, or every model where there is none and they are few.

    Returns
    -------
    Certificate
        Nothing is checked yet; the kernel is asked by `proofs.certificates.kernel.check`.

    Raises
    ------
    InputError
        For an unknown model, a polytope that is not decided, or an instance beyond the limits.

    Claim: D, T1, T7, T15, T23.
    """
    if not isinstance(instance.comparators, Baseline | Uniform | Explicit):
        raise InputError("comparators", "certificates are written for one table of comparators, whatever is believed")
    title = f"Certificate of the instance {instance.name or 'without a name'}."
    if instance.finite:
        return _finite(instance, truth, title)
    if truth is not None:
        raise InputError("--truth", "names a model of a finite class; this class is not finite")
    if not isinstance(instance.models, Rewards) and isinstance(instance.models.parameters, Box):
        return _polytope(instance, title)
    return _linear(instance, title)


def _finite(instance: Instance, truth: str | None, title: str) -> Certificate:
    conditions = Conditions(Problem.of(instance))
    problem = conditions.problem
    tables = of_problem(problem)
    limits.within_limits(tables)
    truths = _truths(problem, truth)
    certified = _verdict(conditions, tables, truths[0] if len(truths) == 1 else None)
    if truths:
        limits.narrow(tables)
    bounds = ((theta, greedy_bound(problem, tables, theta)) for theta in truths)
    certified += [statements.greedy(bound, problem.models[theta]) for theta, bound in bounds if bound is not None]
    names = [*_places(instance), *text.numbered("models", problem.models)]
    data = "\n".join([*names, rocq_file.data(tables)])
    return Certificate(tuple(certified), rocq_file.whole_file(title, data, statements.MODELS, certified))


def _truths(problem: Problem, truth: str | None) -> Sequence[int]:
    if truth in problem.models:
        return [problem.models.index(truth)]
    if truth not in (None, "all"):
        raise InputError("--truth", f"{truth!r} is not a model")
    if truth is None and problem.truth is not None:
        return [problem.truth]
    return range(len(problem.models)) if truth == "all" or len(problem.models) <= EXAMINED else []


def _verdict(conditions: Conditions, tables: Tables, truth: int | None) -> list[Statement]:
    if conditions.diversity:
        return [statements.diversity()]
    models = conditions.problem.models
    if bound := pair_bound(conditions, tables, truth):
        names = models[bound.believed], models[bound.hidden]
        return [*statements.confusing(bound.believed, bound.hidden, names), *statements.costly(bound, names)]
    pair = first_partner(conditions)
    assert pair is not None
    return statements.confusing(pair.believed, pair.hidden, (models[pair.believed], models[pair.hidden]))


def _linear(instance: Instance, title: str) -> Certificate:
    problem = LinearProblem.of(instance)
    found = span_certificate(problem)
    limits.linear_within_limits(found.tables)
    tables = population(tuple(c.probability for c in instance.contexts), problem.kappa)
    limits.within_limits(tables)
    statement = (
        linear_statements.hidden_alternative(found)
        if isinstance(found, Hidden)
        else linear_statements.no_hidden_alternative(found)
    )
    return _about_heads(instance, title, tables, found.tables, statement)


def _about_heads(
    instance: Instance, title: str, tables: Tables, heads: LinearTables, statement: Statement
) -> Certificate:
    data = "\n\n".join(["\n".join([*_places(instance), rocq_file.data(tables)]), rocq_file.heads(heads)])
    return Certificate((statement,), rocq_file.whole_file(title, data, linear_statements.MODELS, [statement]))


def _polytope(instance: Instance, title: str) -> Certificate:
    found = decided_class(instance)
    limits.linear_within_limits(found.tables)
    if isinstance(found, UnconfusedClass):
        kappa = comparator_law(instance, len(instance.contexts))
        population_only = population(tuple(c.probability for c in instance.contexts), kappa)
        return _about_heads(instance, title, population_only, found.tables, linear_statements.unconfused(found))
    conditions = Conditions(Problem.of(found.instance))
    tables = of_problem(conditions.problem)
    limits.within_limits(tables)
    pair, names = ConfusingPair(0, 1), (conditions.problem.models[0], conditions.problem.models[1])
    certified = [linear_statements.members(found), *statements.confusing(0, 1, names)]
    if conditions.unique_optimum_of(0):
        certified += statements.costly(bound_of(tables, pair), names)
    if not found.of_truth:
        certified.append(linear_statements.unique_hidden())
    data = "\n\n".join(["\n".join([*_places(instance), rocq_file.data(tables)]), rocq_file.heads(found.tables)])
    return Certificate(tuple(certified), rocq_file.whole_file(title, data, statements.MODELS, certified))


def _places(instance: Instance) -> list[str]:
    contexts = [" ".join(context.pair) for context in instance.contexts]
    return [*text.numbered("contexts", contexts), *text.numbered("responses", instance.responses)]
