"""One examined instance as a self-contained page, in the look of the review."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from checks.instance.constants import best_pays, greedy_pays, served
from checks.instance.view import REGIMES, WORDS
from checks.report.render import render
from checks.report.tables import Table, comparators, instance_tables, number, table
from theory.files import writing
from theory.instance import Instance


def page(instance: Instance, document: Mapping[str, Any]) -> str:
    """Return the page of an examined instance.

    Parameters
    ----------
    instance : Instance
        As read.
    document : mapping
        The document ``user-diversity/check/1`` that `checks.instance.check.check` made of it.
    """
    written = writing.document(instance)
    name = instance.name or "An instance"
    finite = "conditions" in document
    return render(
        "instance.html.j2",
        name,
        name=name,
        note=instance.note,
        contexts=len(instance.contexts),
        responses=len(instance.responses),
        models=len(instance.model_names),
        verdict=_verdict(document) if finite else "",
        conditions=list(_conditions(document)),
        witnesses=list(_pairs(document) if finite else _hidden(document)),
        bounds=[
            one
            for one in (*_truths(document), *_pointwise(document), *_lower_bounds(document), *_samples(document))
            if one.rows
        ],
        instance=instance_tables(written),
        comparators=comparators(written),
    )


def _verdict(document: Mapping[str, Any]) -> str:
    regime = document["regime"]
    return f"{regime.capitalize() if regime else 'No'} regime: {REGIMES[regime]}."


def _conditions(document: Mapping[str, Any]) -> Iterator[tuple[str, bool, str]]:
    for name, value in document.get("conditions", {}).items():
        if isinstance(value, bool):
            yield WORDS[name], value, ""
        else:
            failing = [model for model, holds in value.items() if not holds]
            yield WORDS[name].replace(" at", " at every model"), not failing, ", ".join(failing)
    if "diverse" in document:
        exposed = f"{document['exposed_dimension']} of {document['relevant_dimension']} relevant dimensions exposed"
        yield f"diverse at the truth (T15), {exposed}", document["diverse"], ""
    if "offline" in document:
        yield "offline diversity (D_off)", document["offline"]["diversity"], ""


def _pairs(document: Mapping[str, Any]) -> Iterator[Table]:
    pairs = document["confusing_pairs"]
    if pairs:
        rows = [
            (pair["believed"], pair["hidden"], "; ".join(f"{user} with {prompt}" for user, prompt in pair["contexts"]))
            for pair in pairs
        ]
        caption = f"confusing pairs, {document['confusing_pairs_total']} in all"
        yield table(caption, ["believed", "stays hidden", "would change the best response of"], rows, 2)


def _hidden(document: Mapping[str, Any]) -> Iterator[Table]:
    if document["hidden_alternative"] is not None:
        rows = [(n, value) for n, value in enumerate(document["hidden_alternative"], 1)]
        user, prompt = document["altered_context"]
        yield table(f"a hidden alternative, which changes {user} with {prompt}", ["coordinate", "value"], rows)
    for n, direction in enumerate(document.get("missing_directions", ()), 1):
        yield table(f"missing direction {n}", ["coordinate", "value"], list(enumerate(direction, 1)))


def _truths(document: Mapping[str, Any]) -> Iterator[Table]:
    truths = document.get("truths", {})
    bounds = [(name, len(t["wrong"]), number(t["greedy_regret_bound"])) for name, t in truths.items()]
    yield table("greedy's regret is at most (T1)", ["truth", "wrong models", "bound"], bounds)
    rows = [
        (name, wrong, row["regret_per_round"], number(row["rho"]))
        for name, t in truths.items()
        for wrong, row in t["wrong"].items()
    ]
    yield table("wrong models", ["truth", "model", "regret per round", "ρ"], rows, 2)


def _pointwise(document: Mapping[str, Any]) -> Iterator[Table]:
    constants = document.get("regret_constants") or {}
    rows = [
        (name, greedy_pays(document["truths"][name]), best_pays(entry), "; ".join(served(entry)))
        for name, entry in constants.items()
    ]
    columns = ["truth", "greedy pays", "the best learner pays", "by what tracking does"]
    yield table("truth by truth (T1, T25, T26)", columns, rows)


def _lower_bounds(document: Mapping[str, Any]) -> Iterator[Table]:
    rows = [
        (
            row["believed"],
            row["hidden"],
            " with ".join(row["context"]),
            row["probability"],
            row["delta_believed"],
            row["delta_hidden"],
            number(row["information_per_regret"]),
        )
        for row in document.get("lower_bounds", ())
    ]
    columns = ["believed", "hidden", "context", "probability", "δ believed", "δ hidden", "K"]
    yield table("constants of the lower bound (T6)", columns, rows, 3)


def _samples(document: Mapping[str, Any]) -> Iterator[Table]:
    rows = [
        (name, epsilon, number(n))
        for name, entry in document.get("offline", {}).get("truths", {}).items()
        for epsilon, n in entry["samples_for"].items()
    ]
    yield table("samples that suffice (T12)", ["truth", "ε", "n"], rows, 2)
