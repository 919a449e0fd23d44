"""``check --verify``: a certificate of a decision checked against its instance: rationals, and balls for affinities.

Claim: T23.
"""

from __future__ import annotations

import json
from collections.abc import Iterable
from fractions import Fraction
from hashlib import sha256
from itertools import product
from typing import Any

from checks.recheck.at_truth import check_truth
from checks.recheck.branches import Document, numbers, policies
from checks.recheck.model import Model, RejectedError, combined, demand, echelon, inner, spanned
from theory.files.writing import document
from theory.instance import Instance

FORMAT = "user-diversity/certificate/1"

MOST = 100_000
"""Most policies that are examined one by one where responses coincide."""

_KEYS = {
    *("format", "instance", "policies", "strict_policies", "decision", "spanning_models", "coinciding"),
    *("strict", "closed", "confusing", "excluded", "truth", "digest"),
}


def complaint(instance: Instance, certificate: Any) -> str | None:
    """Return what is wrong with a certificate, or None where it proves its decision for the instance.

    Parameters
    ----------
    instance : Instance
        As read from its file.
    certificate : JSON value
        As read from its file; anything may stand there.
    """
    try:
        _verify(instance, certificate)
    except RejectedError as error:
        return str(error)
    except (KeyError, IndexError, TypeError, ValueError, AttributeError, ZeroDivisionError) as error:
        return f"not a certificate: {type(error).__name__} {error}"
    return None


def _verify(instance: Instance, certificate: Any) -> None:
    demand(isinstance(certificate, dict) and set(certificate) == _KEYS, "not a certificate: other keys are expected")
    demand(certificate["format"] == FORMAT, f"not of the format {FORMAT}")
    demand(certificate["instance"] == _digest(document(instance)), "the certificate of another instance")
    rest = {key: value for key, value in certificate.items() if key != "digest"}
    demand(certificate["digest"] == _digest(rest), "the certificate was changed: its digest is another")
    model = Model.of(instance)
    coinciding = _coinciding(model, certificate)
    strict = None if certificate["strict"] is None else policies(model, certificate["strict"], "strict")
    closed = None if certificate["closed"] is None else policies(model, certificate["closed"], "closed")
    responses, contexts = len(model.heads[0]), len(model.heads)
    whole = [policy for policy, _ in certificate["closed"]["whole"]] if closed is not None else []
    many = None if closed is None else len(closed) + sum(responses ** (contexts - len(p)) for p in whole)
    demand(certificate["policies"] == many, "the number of policies is another")
    demand(
        certificate["strict_policies"] == (None if strict is None else len(strict)), "the strict policies are others"
    )
    over: Iterable[tuple[int, ...]] = strict or ()
    if coinciding and certificate["decision"] == "bounded":
        demand(many is not None and many <= MOST, "Π is not enumerated one by one")
        over = [*(closed or ()), *_continued(whole, contexts, responses)]
    _decision(model, certificate, coinciding, over)
    check_truth(model, certificate["truth"])


def _digest(value: Any) -> str:
    return sha256(json.dumps(value, sort_keys=True, ensure_ascii=True).encode()).hexdigest()


def _continued(whole: Iterable[list[int]], contexts: int, responses: int) -> Iterable[tuple[int, ...]]:
    for prefix in whole:
        for rest in product(range(responses), repeat=contexts - len(prefix)):
            yield (*prefix, *rest)


def _coinciding(model: Model, certificate: Document) -> bool:
    """Check which responses coincide on all of Θ, and return whether any do."""
    points = [numbers(point) for point in certificate["spanning_models"]]
    demand(bool(points) and all(map(model.inside, points)), "a spanning model is outside the class")
    said = set()
    for entry in certificate["coinciding"]:
        c, (y, other) = entry["context"], entry["responses"]
        row = model.difference(c, y, other)
        for weights, sign in ((entry["above"], 1), (entry["below"], -1)):
            used = [(Fraction(w), model.sides[i]) for i, w in weights]
            demand(all(w >= 0 for w, _ in used), "a weight is negative")
            total = combined(((w, side[0]) for w, side in used), len(row))
            demand(total == [sign * x for x in row], "the weights of coinciding responses do not match")
            demand(sum((w * side[1] for w, side in used), Fraction(0)) <= 0, "responses are said to coincide")
        said.add((c, y, other))
    for c, block in enumerate(model.heads):
        for y in range(len(block)):
            for other in range(y + 1, len(block)):
                apart = any(inner(model.difference(c, y, other), point) for point in points)
                demand(apart != ((c, y, other) in said), f"whether responses coincide in context {c} is not shown")
    demand(len(said) == len(certificate["coinciding"]), "responses coincide twice")
    return bool(said)


def _decision(model: Model, certificate: Document, coinciding: bool, over: Iterable[tuple[int, ...]]) -> None:
    """Check a verdict: its pair, or that every confusion of the policies that matter is excluded."""
    verdict, pair = certificate["decision"], certificate["confusing"]
    demand(verdict in ("bounded", "not bounded", "boundary", None), "no such decision")
    demand((pair is not None) == (verdict in ("not bounded", "boundary")), "a pair and a decision do not go together")
    excluded = _excluded(model, certificate["excluded"])
    if verdict == "not bounded":
        _pair(model, pair, strictly=True)
        demand(not excluded, "nothing needs to be excluded")
        return
    if verdict is None:
        return
    demand(certificate["strict"] is not None, "the strict policies are not enumerated")
    demand(verdict != "boundary" or coinciding, "no responses coincide")
    needed = {place for policy in over for place in _unsettled(model, policy)}
    demand(needed <= excluded, "a confusion is not excluded")
    demand(len(certificate["excluded"]) == len(excluded) == len(needed), "more is excluded than is needed")
    if verdict == "boundary":
        _pair(model, pair, strictly=False)


def _pair(model: Model, pair: Document, strictly: bool) -> None:
    """Check a confusing pair: optimal, alike, and better served otherwise."""
    policy, a, b = tuple(pair["policy"]), numbers(pair["believed"]), numbers(pair["hidden"])
    c, y = pair["context"], pair["response"]
    demand(len(policy) == len(model.heads), "the policy of the pair is none")
    demand(model.inside(a) and model.inside(b), "the pair is outside the class")
    demand(model.optimal(policy, a, strictly), "the believed model has another optimum")
    demand(model.same(policy, a, b), "the pair is told apart")
    demand(inner(model.difference(c, y, policy[c]), b) > 0, "the hidden model is served well")


def _unsettled(model: Model, policy: tuple[int, ...]) -> Iterable[tuple[tuple[int, ...], int, int]]:
    """Yield the (π, c, y) whose contrast is no combination of what π exposes."""
    basis = echelon(model.shown(policy))
    if len(basis) == len(model.sides[0][0]):
        return
    for c, served in enumerate(policy):
        for y in range(len(model.heads[c])):
            if y != served and not spanned(basis, model.difference(c, y, served)):
                yield policy, c, y


def _excluded(model: Model, entries: list[Document]) -> set[tuple[tuple[int, ...], int, int]]:
    """Check the multipliers of each excluded confusion, and return which they are."""
    result = set()
    size = len(model.sides[0][0])
    for entry in entries:
        policy, c, y = tuple(entry["policy"]), entry["context"], entry["response"]
        believed, hidden = ([(Fraction(w), model.sides[i]) for i, w in entry[kind]] for kind in ("believed", "hidden"))
        prefers = [(Fraction(w), model.difference(k, policy[k], z)) for k, z, w in entry["prefers"]]
        demand(all(w >= 0 for w, _ in (*believed, *hidden, *prefers)), "a weight is negative")
        demand(all(z in model.seen[k][policy[k]] for k, z, _ in entry["alike"]), "what is not exposed is used")
        alike = [(Fraction(w), model.difference(k, policy[k], z)) for k, z, w in entry["alike"]]
        gain = [(Fraction(1), model.difference(c, y, policy[c]))]
        demand(
            combined(((w, row) for w, (row, _) in hidden), size) == combined([*gain, *alike], size),
            "the weights of an exclusion do not match",
        )
        turned = [(-w, row) for w, row in alike]
        demand(
            combined(((w, row) for w, (row, _) in believed), size) == combined([*prefers, *turned], size),
            "the weights of an exclusion do not match",
        )
        value = sum((w * bound for w, (_, bound) in (*believed, *hidden)), Fraction(0))
        demand(value <= 0, "an exclusion excludes nothing")
        result.add((policy, c, y))
    return result
