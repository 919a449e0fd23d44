"""``counterexample``: what refutes a claim without one of its hypotheses, or the hidden alternative of an instance."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated, Any

import click

from checks.commands.options import QUESTION, RESULTS, RUNNING, JsonTarget, about, alone, checked, writable
from checks.runtime.declared import Argument, Option
from checks.runtime.output import wrapped
from theory.errors import InputError

if TYPE_CHECKING:
    from theory.instance import Instance

FOUND, INTERRUPTED = 1, 3

EXAMPLES = (
    "user-diversity counterexample --claim T6 --drop H3",
    "user-diversity counterexample instance.json",
)


def command(
    file: Annotated[str | None, Argument(metavar="[FILE]", help="An instance file; - is standard input.")] = None,
    claim: Annotated[str | None, Option(help="A claim of the ledger: T6.", panel=QUESTION)] = None,
    drop: Annotated[
        str | None, Option(help="The hypothesis it goes without: H3, D, uniformity, …", panel=QUESTION)
    ] = None,
    seed: Annotated[int, Option(min=0, help="Where the search starts.", panel=RUNNING)] = 0,
    budget: Annotated[
        float | None, Option(help="Seconds to search; status 3 when they run out.", panel=RUNNING)
    ] = None,
    save: Annotated[
        str | None,
        Option(
            "--output",
            "-o",
            metavar="FILE",
            help="Write the instance found, for check.",
            panel=RESULTS,
            callback=writable,
        ),
    ] = None,
    json_target: JsonTarget = None,
) -> int:
    """Search for an instance that refutes a claim once a hypothesis is dropped, or for what FILE hides."""
    checked(budget)
    if file is not None:
        if claim is not None or drop is not None:
            raise InputError("FILE", "is not for --claim and --drop")
        alone("seed", "budget", beside="FILE")
        return _hidden(file, save, json_target)
    if claim is None or drop is None:
        raise InputError("counterexample", "needs FILE, or --claim with --drop")
    return _dropped(claim, drop, seed, budget, save, json_target)


def _hidden(file: str, save: str | None, json_target: str | None) -> int:
    from checks.instance.hidden_alternative import answer
    from checks.runtime.output import emit
    from theory.files.instance_file import load

    with about(file):
        found = answer(load(file))
    if save is not None and found.pair is not None:
        _save(found.pair, save)
    if emit(found.document, json_target):
        _show_hidden(found.document)
    return FOUND if found.document["found"] else 0


def _save(instance: Instance, path: str) -> None:
    from checks.runtime.output import write_text
    from theory.files.writing import dumps

    write_text(path, dumps(instance))


def _show_hidden(document: dict[str, Any]) -> None:
    from checks.instance.class_view import DECISIONS, vector

    if document["found"]:
        _show_pair(document)
    elif document["truth"] is not None or "class" not in document:
        elsewhere, truth = document.get("elsewhere"), document["truth"]
        shown = repr(truth) if isinstance(truth, str) else elsewhere and vector(truth)
        believed = f"the truth {shown}" if elsewhere else "the believed model"
        click.echo(wrapped(f"No hidden alternative: whatever looks like {believed} has its best responses."))
        click.echo("The certificate is in the JSON (--json).")
        if elsewhere:
            click.echo("But user diversity fails at another model, which greedy may come to believe.")
            _show_pair(elsewhere)
    if "class" in document:
        click.echo(wrapped(f"The class as a whole (T23): {DECISIONS[document['class']]}."))
        click.echo("Its certificate: user-diversity check FILE --certificate CERTIFICATE")


def _show_pair(pair: dict[str, Any]) -> None:
    from checks.instance.class_view import vector

    altered = pair["certificate"]["altered"]
    click.echo(f"Believed: {vector(pair['truth'])}")
    click.echo(f"Hidden:   {vector(pair['hidden_alternative'])} ({pair['certificate']['chosen']})")
    told = (
        f"They agree on everything exposed; for {' with '.join(pair['altered_context'])} the hidden one prefers "
        f"{altered['better']} to {altered['served']} by {altered['gap_hidden'].lstrip('-')}."
    )
    click.echo(wrapped(told))


def _dropped(claim: str, drop: str, seed: int, budget: float | None, save: str | None, json_target: str | None) -> int:
    from checks.refute.without import without
    from checks.runtime.output import emit

    found = without(claim, drop, seed, budget, save)
    if save is not None and found.instance is not None:
        _save(found.instance, save)
    if emit(found.document, json_target):
        _show(found.document) if found.instance else click.echo(_nothing(found.document))
    if found.instance is not None:
        return FOUND
    return 0 if found.exhausted else INTERRUPTED


def _nothing(document: dict[str, Any]) -> str:
    verdict, reason = document["verdict"], document["reason"]
    told = f"{reason}: {verdict}" if document["searched"] else f"{verdict}: {reason}"
    return f"{document['claim']} without {document['dropped']}: {told}."


def _show(document: dict[str, Any]) -> None:
    instance = document["instance"]
    click.echo(f"{document['claim']} without {document['dropped']} fails (candidate {document['searched']}).")
    click.echo(wrapped(f"  claimed:  {document['claimed']}"))
    click.echo(wrapped(f"  observed: {document['observed']}"))
    for name, value in document["values"].items():
        click.echo(f"  {name} {f'= {value}' if isinstance(value, str) else f'≈ {float(value[0]):.10g}'}")
    for context in instance["contexts"]:
        click.echo(f"  {context['user']} with {context['prompt']}: probability {context['probability']}")
    click.echo(f"  responses {', '.join(instance['responses'])}; comparators {instance['comparators']}")
    for name, rows in instance.get("rewards", {}).items():
        click.echo(f"  {name}: {'; '.join(' '.join(row) for row in rows)}")
    click.echo(f"Replay: {document['replay']}")
