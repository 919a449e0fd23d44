"""Is a population of users diverse enough for personalised alignment? Statements, proofs, checks and audits.

>>> import user_diversity as ud
>>> instance = ud.Instance.from_arrays({"a": [[0, 1]], "b": [[1, 0]]}, comparators="y0", truth="a")
>>> ud.check(instance)["regime"]
'logarithmic'

==================  ================================================================================
`load`              read an instance file
`Instance`          an instance; ``from_arrays`` and ``from_heads`` build one from numbers
`check`             which conditions hold, with witnesses, constants and bounds
`exact`             a certified enclosure of a learner's expected regret
`simulate`          Monte-Carlo regret with an interval that is valid at any number of runs
`counterexample`    an instance that refutes a claim without one of its hypotheses, or what one hides
`audit`             a real population, by its heads or by its choices
`claims`            the ledger: every claim with its statements, hypotheses and words
`learners`          the names of the learners; a class with a method ``plan`` is a learner, too
`strategies`        random instances, as Hypothesis strategies
`InputError`        what is raised where an input cannot be used, with its place
`Document`          what the functions return: a dict that a notebook shows as a table
==================  ================================================================================
"""

from __future__ import annotations

import os
from collections.abc import Mapping
from importlib import import_module
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from types import ModuleType

    from checks.audit.verdict import Answer
    from theory.claims import Claim
    from theory.errors import InputError
    from theory.files.instance_file import load
    from theory.instance import Instance

    strategies: ModuleType
    learners: tuple[str, ...]
    __version__: str

__all__ = [
    "Document",
    "InputError",
    "Instance",
    "__version__",
    "audit",
    "check",
    "claims",
    "counterexample",
    "exact",
    "learners",
    "load",
    "simulate",
    "strategies",
]


class Document(dict[str, Any]):
    """A result as JSON values, shown as a table in a notebook.

    Examples
    --------
    >>> "<table" in Document({"regime": "bounded"})._repr_html_()
    True
    """

    def _repr_html_(self) -> str:
        from html import escape

        rows = "".join(f"<tr><th>{escape(str(key))}</th><td>{_cell(value)}</td></tr>" for key, value in self.items())
        return f"<table>{rows}</table>"


def _cell(value: Any) -> str:
    from html import escape

    if isinstance(value, Mapping):
        return Document(value)._repr_html_()
    text = str(value)
    return escape(text if len(text) <= 300 else f"{text[:300]} …")


def check(instance: Instance, truth: str | None = None, max_pairs: int = 1000) -> Document:
    """Examine one instance: which conditions hold, a witness for each that fails, every constant and bound.

    Parameters
    ----------
    instance : Instance
    truth : str, optional
        A model to examine as the truth, or ``"all"``.
    max_pairs : int
        How many confusing pairs to list.

    Returns
    -------
    Document
        ``user-diversity/check/1``, as ``user-diversity check --json`` writes it.

    Raises
    ------
    InputError
        When there is no such truth.

    Examples
    --------
    >>> from user_diversity import Instance
    >>> pair = {"a": [[0, 1], [1, 0]], "b": [[1, 0], [1, 0]]}
    >>> check(Instance.from_arrays(pair))["conditions"]["diversity"]
    True
    """
    from checks.instance.check import check as examined
    from user_diversity import arguments

    arguments.an_instance(instance)
    arguments.whole(max_pairs=(max_pairs, 0))
    return Document(examined(instance, truth, max_pairs))


def exact(
    instance: Instance,
    learner: Any = "greedy",
    horizon: int | None = 4,
    truth: str | None = None,
    tolerance: float = 1e-9,
) -> Document:
    """Enclose the expected regret of a learner, in reward units, by enumerating what may happen.

    Parameters
    ----------
    instance : Instance
        With a finite class, or a bounded polytope and its truth.
    learner : str, type or object
        A name of `learners`, or a class with a method ``plan(history, t)``.
    horizon : int or None
        Rounds; ``None`` is infinite, for greedy under diversity.
    truth : str, optional
        The true model; the instance's own where left out.
    tolerance : float
        At an infinite horizon, the width that is asked for.

    Returns
    -------
    Document
        ``user-diversity/exact/1``.

    Raises
    ------
    InputError
        Where the learner cannot be enumerated to that horizon.

    Examples
    --------
    >>> from user_diversity import Instance
    >>> instance = Instance.from_arrays({"a": [[0, 1]], "b": [[1, 0]]}, truth="b")
    >>> low, high = exact(instance, horizon=2)["regret"]
    >>> float(low) <= 1.26894142136999506 <= float(high)
    True
    """
    from checks.exact.document import document, enclosed
    from checks.exact.enumerate import UNLIMITED
    from checks.learners.own import as_learner
    from theory.problem import Problem
    from user_diversity import arguments

    arguments.an_instance(instance)
    arguments.whole(horizon=(0 if horizon is None else horizon, 0))
    arguments.between(0, tolerance=tolerance)
    if not instance.finite:
        from checks.exact.polytope.regret import regret_on_polytope
        from theory.files.writing import plain

        name = learner if isinstance(learner, str) else as_learner(learner).name
        found = regret_on_polytope(instance, name, truth, horizon, UNLIMITED)
        return Document(document(found, name, plain(instance.truth), horizon))
    problem, chosen = Problem.of(instance), as_learner(learner)
    theta = problem.named(truth)
    answer = enclosed(problem, theta, chosen, horizon, float(tolerance), UNLIMITED)
    return Document(document(answer, chosen.name, problem.models[theta], horizon))


def simulate(
    instance: Instance,
    learner: Any = "greedy",
    horizon: int | None = 10_000,
    runs: int = 1000,
    seed: int = 0,
    truth: str | None = None,
    confidence: float = 0.99,
) -> Document:
    """Play a learner many times and estimate its regret, in reward units.

    Parameters
    ----------
    instance : Instance
        With a finite class, or a bounded polytope and its truth.
    learner : str, type or object
        A name of `learners`, or a class with a method ``plan(history, t)``, which is played in Python. On a polytope
        greedy, careful-greedy, forced-exploration, optimistic, uniform or constant.
    horizon : int or None
        Rounds; ``None`` is infinite, for greedy under diversity.
    runs, seed : int
        Independent runs, and where their random numbers start.
    truth : str, optional
        The true model; the instance's own where left out.
    confidence : float
        Of each interval.

    Returns
    -------
    Document
        ``user-diversity/simulate/1``.

    Raises
    ------
    InputError
        When the request cannot be met.

    Examples
    --------
    >>> from user_diversity import Instance
    >>> instance = Instance.from_arrays({"a": [[0, 1]], "b": [[1, 0]]}, truth="b")
    >>> low, high = simulate(instance, "uniform", horizon=10, runs=100)["regret"]["interval"]
    >>> low <= 5 <= high
    True
    """
    from checks.learners.own import as_learner
    from checks.simulate import python_loop, run
    from theory.problem import Problem
    from user_diversity import arguments

    arguments.an_instance(instance)
    arguments.whole(horizon=(1 if horizon is None else horizon, 1), runs=(runs, 1), seed=(seed, 0))
    arguments.between(0, 1, confidence=confidence)
    if not instance.finite:
        from checks.simulate.polytope import play

        name = learner if isinstance(learner, str) else as_learner(learner).name
        asked = play.Request(name, horizon, runs, seed, float(confidence))
        return Document(play.simulate(instance, asked, os.cpu_count() or 1))
    problem, chosen = Problem.of(instance), as_learner(learner)
    request = run.Request(chosen, problem.named(truth), horizon, runs, seed, float(confidence))
    if chosen.compiled is None:
        return Document(python_loop.simulate(problem, request))
    return Document(run.simulate(problem, request, os.cpu_count() or 1))


def counterexample(
    claim: str | None = None, drop: str | None = None, *, instance: Instance | None = None, seed: int = 0
) -> Document:
    """Find an instance that refutes a claim once a hypothesis is dropped, or what an instance hides.

    Parameters
    ----------
    claim, drop : str
        A claim and a hypothesis it goes without, such as ``"T6"`` and ``"H3"``; or
    instance : Instance
        whose hidden alternative is looked for.
    seed : int
        Where the search starts.

    Returns
    -------
    Document
        ``user-diversity/counterexample/1``; ``found`` says whether there is one.

    Raises
    ------
    InputError
        At an unknown claim or hypothesis.

    Examples
    --------
    >>> counterexample("T6", "H3")["found"]
    True
    """
    from user_diversity import arguments

    arguments.whole(seed=(seed, 0))
    if instance is not None:
        from checks.instance.hidden_alternative import answer

        arguments.an_instance(instance)
        return Document(answer(instance).document)
    if claim is None or drop is None:
        from theory.errors import InputError

        raise InputError("counterexample", "needs a claim with drop, or an instance")
    from checks.refute.without import without

    return Document(without(claim, drop, seed).document)


def audit(
    heads: Any = None,
    *,
    choices: Any = None,
    against: Any = None,
    candidates: Any = None,
    features: Any = None,
    standard_errors: Any = None,
    box: str | None = None,
    confidence: float = 0.99,
    seed: int = 0,
) -> Answer:
    r"""Audit a real population: whether its heads span what they have to.

    Parameters
    ----------
    heads : path or table
        User heads, a row a user: a file, a NumPy array, nested lists, a dict of columns, or a pandas, polars or Arrow
        table; or
    choices : path or table
        a long table of choices, from which heads are fitted.
    against : path or table, optional
        Target users, given like the audited ones.
    candidates : path or table, optional
        Heads of people who could be recruited.
    features : path or table, optional
        Of the responses: columns ``prompt`` (optional), ``response`` and the features; or an array, a row a response.
        For choices that are pairs of names: ``response`` and the features.
    standard_errors : path or table, optional
        Of the heads, given like them.
    box : str, optional
        Decide the rewards of heads whose gaps are at most this: a number as text, or ``"data"`` for the largest gap of
        these users.
    confidence : float
        Of everything statistical.
    seed : int
        Of the random halves.

    Returns
    -------
    Answer
        With ``verdict``; a notebook shows it as a table.

    Raises
    ------
    InputError
        Naming the file and the place.

    Examples
    --------
    >>> from pathlib import Path
    >>> _ = Path("heads.csv").write_text("user,price,range\nann,1,0\nbob,0,1\n")
    >>> audit("heads.csv").verdict
    'diverse as given'
    >>> audit([[1, 0], [2, 0]], candidates=[[0, 1], [1, 0]]).picks[0].dimension
    2
    >>> audit([[1, 0], [0, 1]], box="2").class_view.found.verdict
    'logarithmic at best'
    >>> audit([[9, 1], [1, 9], [9, 9]], standard_errors=[[3, 3], [3, 3], [3, 3]]).signal.dimension
    1
    """
    from checks.audit.reading.choices import read_choices
    from checks.audit.reading.tables import read_features, read_heads, read_noise
    from checks.audit.run import audit_choices, audit_heads
    from theory.errors import InputError
    from user_diversity import arguments

    if (heads is None) == (choices is None):
        raise InputError("audit", "give either heads or choices")
    arguments.whole(seed=(seed, 0))
    arguments.between(0, 1, confidence=confidence)
    pool = None if candidates is None else read_heads(candidates)
    statistics: dict[str, Any] = {"confidence": float(confidence), "seed": seed}
    if choices is not None:
        if standard_errors is not None or box is not None:
            what = "standard_errors" if box is None else "box"
            raise InputError(what, "belongs to heads: choices tell their own noise")
        target = None if against is None else read_choices(against, features=features)
        return audit_choices(read_choices(choices, features=features), target, pool, **statistics)
    table = read_heads(heads)
    traits = None if features is None else read_features(features)
    noise = read_noise(table, None, standard_errors)
    target_heads = None if against is None else read_heads(against)
    result = audit_heads(table, traits, noise, target_heads, pool, **statistics)
    if box is None:
        return result
    from checks.audit.classes.saying import look

    more = None if pool is None else pool.select(table.columns)
    return result.including(class_view=look(table, traits, more, {"box": box, "baseline": None}, picks=5, seed=seed))


def claims() -> dict[str, Claim]:
    """Return the ledger: every claim by its id, in order.

    Examples
    --------
    >>> claims()["T6"].title
    'Two-point inequality'
    """
    from theory.claims import LEDGER

    return {entry.id: entry for entry in LEDGER}


def __getattr__(name: str) -> Any:
    """Load a public name when it is first used."""
    if name == "__version__":
        from checks import __version__

        return __version__
    homes = {"load": "theory.files.instance_file", "Instance": "theory.instance", "InputError": "theory.errors"}
    if name in homes:
        return getattr(import_module(homes[name]), name)
    if name == "learners":
        return import_module("checks.learners").NAMES
    if name == "strategies":
        return import_module("checks.strategies")
    raise AttributeError(f"module 'user_diversity' has no attribute {name!r}")


def __dir__() -> list[str]:
    return __all__
