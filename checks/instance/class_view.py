"""A polytope of parameters for people: the truth, the class and the regret side by side, and how they relate."""

from __future__ import annotations

from decimal import Decimal
from math import ceil
from typing import Any

from rich.console import Console
from rich.markup import escape
from rich.table import Table

from checks.runtime.output import wrapped
from theory.polytope.regret import NAMES

LONGEST = 2000
"""The most characters a vector is shown with."""

DECISIONS = {
    "bounded": "bounded: careful greedy has bounded regret at every truth with a unique optimum",
    "not bounded": "not bounded: no learner has bounded regret at both models of a confusing pair (T6–T8)",
    "boundary": "boundary: some responses coincide on the whole class, and only policies with ties are confused",
    None: "not decided: there are more policies than the budget allows",
}


def written(entries: list[str]) -> str:
    """Return a vector as text, or how long it is."""
    text = f"({', '.join(entries)})"
    return text if len(text) <= LONGEST else f"of {len(entries)} entries, {len(text)} characters: see --json"


def vector(truth: str | list[Any]) -> str:
    """Return a truth as text: the name of a model, a vector, or a matrix row by row.

    Examples
    --------
    >>> vector("m0"), vector(["1", "1/2"]), vector([["1"], ["2"]])
    ('m0', '(1, 1/2)', '(1; 2)')
    """
    if isinstance(truth, str):
        return truth
    rows = [", ".join(row) for row in truth] if truth and isinstance(truth[0], list) else [", ".join(truth)]
    text = f"({'; '.join(rows)})"
    return text if len(text) <= LONGEST else f"of {len(text)} characters: see --json"


def show_class(console: Console, document: dict[str, Any]) -> None:
    """Print what T23 and T22 say of a class, and how that relates to T15."""
    found = document["class"]
    console.print(wrapped(f"    class (T23) {DECISIONS[found['decision']]}"), soft_wrap=True)
    count, strict = ("more than counted" if n is None else n for n in (found["policies"], found["strict_policies"]))
    console.print(wrapped(f"    policies: {count} best for some model, {strict} the only best"), soft_wrap=True)
    if found["confusing"] is not None:
        pair, (user, prompt) = found["confusing"], found["confusing"]["context"]
        line = f"    while {written(pair['believed'])} is believed, {written(pair['hidden'])} stays hidden; "
        line += f"it would serve {pair['response']} to {user} with {prompt}"
        console.print(escape(wrapped(line)), soft_wrap=True)
    if found["truth"] is not None:
        table = Table("asked", "answer")
        for row in answers(document):
            table.add_row(*row)
        console.print(table)
        _truth(console, found["truth"])
        _numbers(console, found["truth"])
        for sentence in relations(document):
            console.print(wrapped(f"    {escape(sentence)}"), soft_wrap=True)


def _mark(value: bool) -> str:
    return "[green]yes[/]" if value else "[red]no [/]"


def _truth(console: Console, truth: dict[str, Any]) -> None:
    console.print(f"{_mark(truth['unique_optimum'])} the truth has one best response in every context")
    console.print(f"{_mark(truth['self_confirming'] is None)} no wrong belief confirms itself (T22 (i))")
    if truth["self_confirming"] is not None:
        found = truth["self_confirming"]
        line = f"    {written(found['model'])} does, serving {written(found['policy'])}"
        console.print(escape(wrapped(line)), soft_wrap=True)
    console.print(
        f"{_mark(truth['surviving'] is None)} no wrong belief survives while everybody is served rightly (ii)"
    )
    if truth["surviving"] is not None:
        console.print(wrapped(f"    {escape(written(truth['surviving']['model']))} does"), soft_wrap=True)


def _numbers(console: Console, truth: dict[str, Any]) -> None:
    """Print how well a wrong model can hide, and every bound on greedy's regret."""
    if truth["rho"] is None:
        return
    for name, words in (("rho", "while it is believed"), ("rho_at_optimum", "while everybody is served rightly")):
        line = f"    largest affinity of a wrong model {words}: {enclosed(*truth[name])}"
        console.print(wrapped(f"{line}{known(*truth[name])}"), soft_wrap=True)
    table = Table("bound on greedy's regret, any horizon", "at most")
    for name, bound in truth["greedy_regret_bounds"].items():
        table.add_row(f"{name}: {NAMES[name]}", "∞" if bound is None else f"{float(bound):.6g}")
    console.print(table)


def known(low: str, high: str) -> str:
    """Return how well 1 − ρ is known where the budget ended, from the ends of ρ.

    Examples
    --------
    >>> known("0.9", "0.91"), known("1", "1")
    ('; 1 − ρ within 10 %', '')
    """
    least, most = 1 - Decimal(high), 1 - Decimal(low)
    return f"; 1 − ρ within {ceil(100 * (1 - least / most))} %" if most else ""


def answers(document: dict[str, Any]) -> list[tuple[str, str]]:
    """Return what is asked at the truth, of the class and of greedy's regret, each with its answer.

    Claim: T15, T22, T23.
    """
    truth, decision = document["class"]["truth"], document["class"]["decision"]
    hides = "nothing hides from it" if document["diverse"] else "something hides from it"
    bound = truth["greedy_regret_bound"]
    if bound is not None:
        regret = f"at most {float(bound):.6g}, at any horizon"
    elif truth["self_confirming"] is not None:
        regret = "it may grow for ever: a wrong belief confirms itself"
    elif truth["unique_optimum"]:
        regret = "bounded, without a number: (i) holds (T22b)"
    else:
        regret = "at most a logarithm: (i) holds, with several best responses (T22a)"
    return [
        ("does anything hide from this truth? (T15)", hides),
        ("is the class bounded, at every truth? (T23)", DECISIONS[decision].split(":")[0]),
        ("greedy's regret at this truth (T22)", regret),
    ]


def enclosed(low: str, high: str) -> str:
    """Say where a number lies, with as many digits as tell its ends apart.

    Examples
    --------
    >>> enclosed("1", "1"), enclosed("0.25", "0.5"), enclosed("0.99999999", "1")
    ('1', 'between 0.25 and 0.5', 'between 0.99999999 and 1')
    """
    for digits in (6, 12, 17):
        ends = [f"{float(end):.{digits}g}" for end in (low, high)]
        if ends[0] != ends[1]:
            return f"between {ends[0]} and {ends[1]}"
    return f"{float(low):.6g}" if float(low) != 1 or low == high else "below 1 by less than floats tell"


def relations(document: dict[str, Any]) -> list[str]:
    """Return how the answers at the truth, for the class and for regret relate, in sentences.

    Claim: T15, T22, T23.
    """
    truth, decision = document["class"]["truth"], document["class"]["decision"]
    sentences = []
    if not truth["unique_optimum"]:
        sentences.append("with several best responses at the truth, greedy pays at most a logarithm under (i) (T22a)")
    elif truth["self_confirming"] is None:
        sentences.append("greedy is bounded at this truth, since no wrong belief confirms itself (T22b)")
    else:
        sentences.append("greedy may stay wrong for ever at this truth: a wrong belief confirms itself")
    if not document["diverse"] and truth["unique_optimum"]:
        sentences.append("this truth is itself half of a confusing pair (T15), so the class is not bounded")
    elif decision == "not bounded":
        sentences.append("nothing hides from this truth (T15), but elsewhere in the class something does (T23)")
    if document["diverse"] and truth["surviving"] is not None:
        sentences.append(
            "nothing hides strictly (T15), yet a tie does: mistakes are finitely many, not exponentially rare"
        )
    return sentences
