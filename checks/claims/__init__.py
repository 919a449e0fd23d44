"""Checks of the claims on an instance: one module a claim, named after it.

A module defines ``POPULATION``, from which its instances are drawn, and ``cases``, which yields what the symbols
of the claim's statements stand for on an instance together with the quantities it computes by its own road. Both
sides of the comparison come from the ledger's statement; nothing here repeats a formula.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from importlib import import_module

from checks.claims.judge import Case, Judgement, judge
from checks.populations.source import Population
from theory.claims import Claim
from theory.claims.scope import Scope
from theory.instance import Instance

__all__ = ["Check", "examine", "load"]


@dataclass(frozen=True)
class Check:
    """How a claim is tried.

    Attributes
    ----------
    population : callable
        Draws instances on which the hypotheses are often met.
    cases : callable
        Yields the cases of one instance.
    """

    population: Population
    cases: Callable[[Scope], Iterator[Case]]


def load(claim: Claim) -> Check:
    """Return the check of a claim; the module of its name must exist."""
    module = import_module(f"checks.claims.{claim.module}")
    return Check(module.POPULATION, module.cases)


def examine(claim: Claim, instance: Instance) -> list[Judgement]:
    """Try a claim, or a mutant of it, on one instance.

    Returns
    -------
    list of Judgement
        Every comparison made, the vacuous ones included.

    Examples
    --------
    >>> from theory.claims import claim
    >>> from theory.files.instance_file import loads
    >>> trap = loads('''{"format": "user-diversity/instance/1", "responses": ["y0", "y1"],
    ...   "contexts": [{"user": "u", "prompt": "x", "probability": 1}], "comparators": {"baseline": "y0"},
    ...   "rewards": {"a": [[0, -1]], "b": [[0, 1]]}}''')
    >>> sorted({judgement.ruling.value for judgement in examine(claim("T10"), trap)})
    ['holds', 'vacuous']
    """
    scope = Scope(instance)
    return [judgement for case in load(claim).cases(scope) for judgement in judge(claim, scope, case)]
