"""The certificate of a decision as a document: every branch, pair and multiplier, for anyone to check again.

Numbers are rationals in the coordinates of the instance file. The digest binds them: one number changed is another
certificate. What they prove is checked by `checks.recheck`, which shares no code with the solver.

Claim: T22, T23.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from hashlib import sha256
from typing import Any

from theory.files.writing import document, plain
from theory.instance import Instance
from theory.polytope.certificates.hiding import hiding_document
from theory.polytope.confusion import Excluded, Pair
from theory.polytope.continuous import ContinuousClass, Policy
from theory.polytope.decision import Decision
from theory.polytope.hull import extreme, weights
from theory.polytope.margins import Weights
from theory.polytope.regret import RegretBounds
from theory.polytope.trees import Tree
from theory.polytope.truth import AtTruth

FORMAT = "user-diversity/certificate/1"

Document = dict[str, Any]


def certificate(instance: Instance, decision: Decision, truth: AtTruth | None, bounds: RegretBounds | None) -> Document:
    """Return the certificate of a decision, of what holds at the truth, and of how well models hide from it.

    Contexts and responses are numbered from 0 in the order of the instance, and so are the inequalities of Θ: for each
    coordinate its upper then its lower bound, then the further ones.
    """
    problem = ContinuousClass.of(instance)
    contexts, responses, _ = problem.shape
    trees = {"strict": decision.strict, "closed": decision.closed}
    counts = {name: None if tree is None else tree.count(contexts, responses) for name, tree in trees.items()}
    result = {
        "format": FORMAT,
        "instance": digest(document(instance)),
        "policies": counts["closed"],
        "strict_policies": counts["strict"],
        "decision": decision.verdict,
        "spanning_models": plain(decision.hull.points),
        "coinciding": [_coinciding(problem, place) for place in decision.coinciding],
        **{name: None if tree is None else _tree(tree) for name, tree in trees.items()},
        "confusing": None if decision.pair is None else _pair(decision.pair),
        "excluded": [_excluded(entry) for entry in decision.excluded],
        "truth": None if truth is None else _truth(truth) | {"hiding": None if bounds is None else _hiding(bounds)},
    }
    return result | {"digest": digest(result)}


def digest(value: Any) -> str:
    """Return the SHA-256 of a document, in hexadecimal, whatever the order of its keys."""
    return sha256(json.dumps(value, sort_keys=True, ensure_ascii=True).encode()).hexdigest()


def _coinciding(problem: ContinuousClass, place: tuple[int, int, int]) -> Document:
    c, y, other = place
    whole, scale = problem.whole_contrasts[c][y][other]
    sides = {}
    for name, objective in (("above", whole), ("below", tuple(-x for x in whole))):
        found = extreme(problem.region, objective)
        sides[name] = _weights({i: weight / scale for i, weight in weights(problem.region, found).items()})
    return {"context": c, "responses": [y, other], **sides}


def _weights(found: Mapping[int, Any]) -> list[list[Any]]:
    return [[i, str(weight)] for i, weight in sorted(found.items())]


def _placed(found: Mapping[Any, Any]) -> list[list[Any]]:
    return [[*place, str(weight)] for place, weight in sorted(found.items())]


def _tree(tree: Tree) -> Document:
    reasons: dict[int, int] = {}
    listed: list[Document] = []
    cut = []
    for policy, why in tree.cut.items():
        if id(why) not in reasons:
            reasons[id(why)] = len(listed)
            listed.append(_reason(why))
        cut.append([list(policy), reasons[id(why)]])
    return {"leaves": _models(tree.leaves), "whole": _models(tree.whole), "cut": cut, "reasons": listed}


def _models(found: Mapping[Policy, Any]) -> list[list[Any]]:
    return [[list(policy), plain(model)] for policy, model in found.items()]


def _reason(why: Weights) -> Document:
    kinds = {
        kind: {(c, y, other): weight for (name, c, y, other), weight in why.items() if name == kind and weight}
        for kind in ("region", "prefers", "alike")
    }
    region = {i: weight for (i, _, _), weight in kinds["region"].items()}
    return {"region": _weights(region), "prefers": _placed(kinds["prefers"]), "alike": _placed(kinds["alike"])}


def _pair(pair: Pair) -> Document:
    return {
        "policy": list(pair.policy),
        "believed": plain(pair.believed),
        "hidden": plain(pair.hidden),
        "context": pair.context,
        "response": pair.response,
    }


def _excluded(entry: Excluded) -> Document:
    return {
        "policy": list(entry.policy),
        "context": entry.context,
        "response": entry.response,
        "believed": _weights(entry.believed),
        "hidden": _weights(entry.hidden),
        "prefers": _placed(entry.prefers),
        "alike": _placed(entry.alike),
    }


def _hiding(bounds: RegretBounds) -> Document:
    """Return the proofs of the smaller ends of 1 − ρ̂, 1 − ρ̂_* and 1 − ρ̄."""
    ends = {"believed": bounds.believed, "settled": bounds.settled, "strong": bounds.strong}
    return {name: hiding_document(bounds.hiding, found) for name, found in ends.items()}


def _truth(truth: AtTruth) -> Document:
    found, survivor = truth.self_confirming, truth.survivor
    return {
        "unique_optimum": truth.unique_optimum,
        "alike": _tree(truth.tree) if truth.tree is not None and found is None else None,
        "self_confirming": None if found is None else {"policy": list(found.policy), "model": plain(found.model)},
        "surviving": None
        if survivor is None
        else {"model": plain(survivor.model), "context": survivor.context, "response": survivor.response},
        "resolved": [
            {
                "context": entry.context,
                "response": entry.response,
                "region": _weights(entry.region),
                "alike": _placed(entry.alike),
            }
            for entry in truth.resolved
        ],
    }
