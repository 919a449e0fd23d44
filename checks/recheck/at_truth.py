"""What a certificate says of one truth: (i) and (ii), each with a model that breaks it or multipliers that keep it.

Claim: T22, T23.
"""

from __future__ import annotations

from fractions import Fraction
from typing import Any

from checks.recheck.branches import Document, numbers, policies
from checks.recheck.hiding import check_hiding
from checks.recheck.model import Model, Numbers, combined, demand, inner


def check_truth(model: Model, truth: Document | None) -> None:
    """Check what is said of the truth.

    Raises
    ------
    RejectedError
        When something is not as it says.
    """
    demand((truth is None) == (model.theta is None), "the truth is missing, or of another instance")
    if truth is None or model.theta is None:
        return
    best = [[y for y, x in enumerate(values) if x == max(values)] for values in _rewards(model, model.theta)]
    demand(truth["unique_optimum"] is all(len(entry) == 1 for entry in best), "the optimum is unique, or is not")
    _first(model, truth, best)
    _second(model, truth, best)
    demand((truth["hiding"] is not None) is truth["unique_optimum"], "bounds on what hides are missing, or needless")
    if truth["hiding"] is not None:
        check_hiding(model, truth["hiding"], [entry[0] for entry in best])


def _rewards(model: Model, m: Numbers) -> list[Numbers]:
    return [model.values(c, m) for c in range(len(model.heads))]


def _wrong(policy: tuple[int, ...], best: list[list[int]]) -> bool:
    return any(y not in good for y, good in zip(policy, best, strict=True))


def _first(model: Model, truth: Document, best: list[list[int]]) -> None:
    """(i): a wrong policy that confirms itself, or an enumeration without any."""
    assert model.theta is not None
    found = truth["self_confirming"]
    if found is not None:
        policy, m = tuple(found["policy"]), numbers(found["model"])
        demand(len(policy) == len(model.heads) and _wrong(policy, best), "the policy is not wrong")
        demand(model.inside(m) and model.optimal(policy, m), "the self-confirming model does not choose its policy")
        demand(model.same(policy, m, model.theta), "the self-confirming model is told from the truth")
        demand(truth["alike"] is None, "an enumeration without need")
    elif truth["alike"] is not None:
        leaves = policies(model, truth["alike"], "alike")
        demand(not any(_wrong(policy, best) for policy in leaves), "a wrong policy confirms itself")


def _second(model: Model, truth: Document, best: list[list[int]]) -> None:
    """(ii): a model that survives right service, or a positive bound for every response that is not best."""
    assert model.theta is not None
    policy = tuple(entry[0] for entry in best)
    survivor = truth["surviving"]
    if survivor is not None:
        m, c, y = numbers(survivor["model"]), survivor["context"], survivor["response"]
        demand(model.inside(m) and model.same(policy, m, model.theta), "the surviving model is told from the truth")
        demand(y not in best[c], "the response of the surviving model is best at the truth")
        demand(inner(model.difference(c, y, policy[c]), m) >= 0, "the surviving model is served rightly")
        demand(not truth["resolved"], "nothing needs to be resolved")
        return
    places = [_resolved(model, policy, entry) for entry in truth["resolved"]]
    wanted = {(c, y) for c, entry in enumerate(best) for y in range(len(model.heads[c])) if y not in entry}
    demand(set(places) == wanted and len(places) == len(wanted), "a response is not resolved")


def _resolved(model: Model, policy: tuple[int, ...], entry: dict[str, Any]) -> tuple[int, int]:
    assert model.theta is not None
    c, y, size = entry["context"], entry["response"], len(model.theta)
    region = [(Fraction(w), model.sides[i]) for i, w in entry["region"]]
    demand(all(w >= 0 for w, _ in region), "a weight is negative")
    demand(all(z in model.seen[k][policy[k]] for k, z, _ in entry["alike"]), "what is not exposed is used")
    alike = [(Fraction(w), model.difference(k, policy[k], z)) for k, z, w in entry["alike"]]
    terms = [*alike, *((-w, row) for w, (row, _) in region)]
    demand(combined(terms, size) == model.difference(c, policy[c], y), "the weights of a response do not match")
    value = sum((w * inner(row, model.theta) for w, row in alike), Fraction(0))
    value -= sum((w * bound for w, (_, bound) in region), Fraction(0))
    demand(value > 0, "a response is not resolved")
    return c, y
