"""The constant of the logarithm at each truth, as `check` writes it, and what it means in words.

Claim: T25, T26.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from theory.diversity import Conditions
from theory.exact.enclosure import decimal_pair
from theory.exploration.constant import regret_constant


def regret_constants(conditions: Conditions, truths: Sequence[int]) -> dict[str, Any] | None:
    """Return ``regret_constants`` of ``user-diversity/check/1``; None where H3 fails."""
    if not conditions.unique_optimum:
        return None
    return {conditions.problem.models[t]: _entry(conditions, t) for t in truths}


def _entry(conditions: Conditions, a: int) -> dict[str, Any]:
    problem, found = conditions.problem, regret_constant(conditions, a)
    exploration = [
        {"context": list(problem.contexts[c]), "response": problem.responses[y], "weight": decimal_pair(n)}
        for (c, y), n in found.exploration.items()
    ]
    constant = None if found.value is None else decimal_pair(found.value) if exploration else "0"
    multipliers = {problem.models[b]: decimal_pair(weight) for b, weight in found.multipliers.items()}
    return {"constant": constant, "exploration": exploration, "multipliers": multipliers}


def served(entry: Mapping[str, Any]) -> Iterator[str]:
    """Yield the exploration that attains a constant, in words.

    Examples
    --------
    >>> row = {"context": ["bob", "p1"], "response": "warm", "weight": ["3.10", "3.11"]}
    >>> list(served({"exploration": [row]}))
    ['serve warm to bob with p1 3.11 ln T times']
    """
    for row in entry["exploration"]:
        user, prompt = row["context"]
        yield f"serve {row['response']} to {user} with {prompt} {float(row['weight'][1]):.3g} ln T times"


def greedy_pays(truth: Mapping[str, Any]) -> str:
    """Return what greedy pays at a truth, in words: T1, or the trap of T10 and T21."""
    bound = truth["greedy_regret_bound"]
    if bound is not None:
        return f"bounded, at most {float(bound[1]):.6g}" if truth["wrong"] else "0: no model is wrong"
    trapped = [name for name, row in truth["wrong"].items() if row["rho"] == ["1", "1"]]
    listed = ", ".join(trapped[:3]) + (" …" if len(trapped) > 3 else "")
    return f"linear while it believes {listed}"


def best_pays(entry: Mapping[str, Any]) -> str:
    """Return what the best learner pays at a truth, in words: T25 and T26.

    Examples
    --------
    >>> best_pays({"constant": "0"}), best_pays({"constant": ["2.1", "2.2"]}), best_pays({"constant": None})
    ('bounded', '2.2 ln T', 'more than any multiple of ln T')
    """
    constant = entry["constant"]
    if constant is None:
        return "more than any multiple of ln T"
    return "bounded" if constant == "0" else f"{float(constant[1]):.6g} ln T"
