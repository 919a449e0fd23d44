"""Terminal output of ``check``."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

from rich.console import Console
from rich.markup import escape
from rich.table import Table

from checks.instance.affinity import shown_affinity
from checks.instance.constants import best_pays, greedy_pays, served
from checks.runtime.output import counted, wrapped
from theory.instance import Instance

WORDS = {
    "unique_optimum": "unique optimum (H3)",
    "diversity": "user diversity (D)",
    "global_identifiability": "global identifiability (G)",
    "pointwise_diversity": "diversity at",
    "strong_diversity": "strong diversity at",
}
REGIMES = {
    "bounded": "greedy has bounded regret (T1)",
    "logarithmic": "every consistent learner pays at least a logarithm (T8), and a logarithm suffices (T11)",
    "linear": "no learner avoids linear regret (T7 with K = 0)",
    None: "undefined: some model has two best responses in a context",
}


def show(instance: Instance, document: dict[str, Any]) -> None:
    """Print a check document."""
    console = Console(emoji=False, highlight=Console().is_terminal)
    title = instance.name or "instance"
    contexts, responses = len(instance.contexts), len(instance.responses)
    size = f"{counted(contexts, 'context')}, {counted(responses, 'response')}"
    console.print(f"[bold]{escape(title)}[/]: {size}", soft_wrap=True)
    if "conditions" in document:
        _finite(console, document)
    else:
        _linear(console, document)
    if "offline" in document:
        console.print(f"{_mark(document['offline']['diversity'])} offline diversity (D_off)")
        _samples(console, document["offline"])


def _mark(value: bool) -> str:
    return "[green]yes[/]" if value else "[red]no [/]"


def _finite(console: Console, document: dict[str, Any]) -> None:
    for name, value in document["conditions"].items():
        if isinstance(value, bool):
            console.print(f"{_mark(value)} {WORDS[name]}")
        elif not all(value.values()):
            failing = [model for model, holds in value.items() if not holds]
            listed = ", ".join(failing[:8]) + (" …" if len(failing) > 8 else "")
            console.print(f"{_mark(False)} {WORDS[name]} {escape(listed)}", soft_wrap=True)
    regime = f"    regime: {document['regime'] or 'none'} — {REGIMES[document['regime']]}"
    console.print(wrapped(regime), soft_wrap=True)
    for pair in document["confusing_pairs"][:8]:
        where = "; ".join(f"{user} with {prompt}" for user, prompt in pair["contexts"][:4])
        line = f"    while {pair['believed']} is believed, {pair['hidden']} stays hidden; it would change {where}"
        console.print(escape(wrapped(line)), soft_wrap=True)
    if document["confusing_pairs_total"] > 8:
        console.print(f"    … {document['confusing_pairs_total']} confusing pairs in all")
    _truths(console, document["truths"])
    _pointwise(console, document["truths"], document["regret_constants"])


def _truths(console: Console, truths: dict[str, Any]) -> None:
    if not truths:
        return
    table = Table("truth", "wrong models", "largest ρ", "greedy's regret at most (T1)")
    for name, entry in truths.items():
        largest = max((row["rho"][1] for row in entry["wrong"].values()), key=Decimal, default=None)
        bound = entry["greedy_regret_bound"]
        shown = "∞" if bound is None else f"{float(bound[1]):.6g}"
        table.add_row(escape(name), str(len(entry["wrong"])), "" if largest is None else shown_affinity(largest), shown)
    console.print(table)
    for name, entry in list(truths.items())[:8]:
        if "drawn_regret_per_round" in entry:
            right, least = (float(entry["drawn_regret_per_round"][key][1]) for key in ("at_truth", "least"))
            line = f"    at {name} a drawn response costs {right:.6g} while it is selected, {least:.6g} at least (T27)"
            console.print(escape(wrapped(line)), soft_wrap=True)


def _pointwise(console: Console, truths: dict[str, Any], constants: dict[str, Any] | None) -> None:
    """Print what greedy and the best learner pay at each truth, and the exploration that attains the constant."""
    if not truths or not constants:
        return
    table = Table("truth", "greedy pays", "the best learner pays (T25, T26)")
    for name, entry in truths.items():
        table.add_row(escape(name), escape(greedy_pays(entry)), escape(best_pays(constants[name])))
    console.print(table)
    for name, entry in list(constants.items())[:8]:
        if entry["exploration"]:
            words = "; ".join(served(entry))
            console.print(escape(wrapped(f"    at {name}: {words}, as tracking does")), soft_wrap=True)


def _samples(console: Console, offline: dict[str, Any]) -> None:
    for name, entry in offline.get("truths", {}).items():
        sizes = ", ".join(f"ε = {e}: {'∞' if n is None else n}" for e, n in entry["samples_for"].items())
        console.print(wrapped(f"    truth {escape(name)}, samples that suffice (T12): {sizes}"), soft_wrap=True)


def _linear(console: Console, document: dict[str, Any]) -> None:
    from checks.instance.class_view import show_class, written

    if document["diverse"] is not None:
        relevant, exposed = document["relevant_dimension"], document["exposed_dimension"]
        console.print(
            f"{_mark(document['diverse'])} diverse at the truth (T15): {exposed} of {relevant} relevant dimensions"
        )
    if document["hidden_alternative"] is not None:
        user, prompt = document["altered_context"]
        console.print(wrapped(f"    hidden alternative {written(document['hidden_alternative'])}"), soft_wrap=True)
        console.print(
            wrapped(f"    it would change the best response of {escape(user)} with {escape(prompt)}"), soft_wrap=True
        )

    if document.get("class") is not None:
        show_class(console, document)
    elif "class_reason" in document:
        console.print(wrapped(f"    the class as a whole: {document['class_reason']}"), soft_wrap=True)
