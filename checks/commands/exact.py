"""``exact``: a certified enclosure of the expected regret, by enumeration."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated, Any

import click

from checks.commands.options import QUESTION, RUNNING, STATISTICS, JsonTarget, about, deadline
from checks.runtime.declared import Argument, Option
from theory.errors import InputError

if TYPE_CHECKING:
    from checks.exact.answer import Answer
    from checks.exact.enumerate import Limit

INCOMPLETE = 3

_LONGEST = 1_000_000

MEMORY, SHORT = 2048, 32
"""MiB that are used: where they may do, and where nobody said how far to go towards what may not be reached."""

EXAMPLES = (
    "user-diversity exact instance.json --learner greedy --horizon 6",
    "user-diversity exact instance.json --horizon inf --budget 10",
)


def command(
    file: Annotated[str, Argument(metavar="FILE", help="An instance file; - is standard input.")],
    learner: Annotated[
        str,
        Option(
            help="greedy, tracking, forced-exploration, pooled, uniform, constant; on a polytope careful-greedy, too.",
            panel=QUESTION,
        ),
    ] = "greedy",
    horizon: Annotated[
        str, Option(help="Rounds; or inf, for greedy where T1 bounds its future.", panel=QUESTION)
    ] = "4",
    truth: Annotated[str | None, Option(help="The true model; the file's own by default.", panel=QUESTION)] = None,
    tolerance: Annotated[float, Option(help="With inf: the width that is asked for.", panel=STATISTICS)] = 1e-9,
    budget: Annotated[
        float | None, Option(help="Seconds; what is certain by then is kept (status 3).", panel=RUNNING)
    ] = None,
    memory: Annotated[
        int | None,
        Option(
            min=1,
            max=1 << 20,
            help=f"MiB for what is enumerated: {MEMORY}, or {SHORT} where that may not do (status 3).",
            panel=RUNNING,
        ),
    ] = None,
    json_target: JsonTarget = None,
) -> int:
    """Enclose the expected regret of a learner, by enumeration."""
    from dataclasses import replace

    from checks.exact.document import document as written
    from checks.exact.document import enclosed
    from checks.exact.enumerate import BYTES, Limit
    from checks.exact.finite import most_states
    from checks.exact.polytope.regret import regret_on_polytope
    from checks.learners import load
    from checks.runtime.interrupts import stoppable
    from checks.runtime.output import emit
    from theory.exact.enclosure import OutOfReachError
    from theory.files.instance_file import load as read
    from theory.files.writing import plain
    from theory.problem import Problem

    rounds, width = _horizon(horizon), _positive("--tolerance", tolerance)
    until, instance, needed = deadline(budget), read(file), ""
    try:
        with stoppable() as stop, about(file):
            limit = Limit(until, ((memory or MEMORY) << 20) // BYTES, stop)
            if not instance.finite:
                answer = regret_on_polytope(instance, learner, truth, rounds, limit)
                document = written(answer, learner, plain(instance.truth), rounds)
            else:
                problem, chosen = Problem.of(instance), load(learner)
                theta = problem.named(truth)
                if rounds is not None and chosen.plan is not None:
                    states = most_states(problem, chosen, rounds)
                    if states > limit.states and memory is None and budget is None:
                        limit = replace(limit, states=(SHORT << 20) // BYTES)
                    needed = _estimate(states, limit)
                answer = enclosed(problem, theta, chosen, rounds, width, limit)
                document = written(answer, learner, problem.models[theta], rounds)
    except OutOfReachError:
        raise InputError(file, "rewards are too large for certified enclosures") from None
    if emit(document, json_target):
        _show(document)
    if answer.unfinished is not None:
        click.echo(f"user-diversity: {_excuse(answer, document, needed)}", err=True)
        return INCOMPLETE
    return 0


def _estimate(states: int, limit: Limit) -> str:
    """Say how many states there may be, at once where they may not fit."""
    from fractions import Fraction

    from checks.exact.enumerate import BYTES
    from theory.files.rational import brief

    if states > limit.states:
        size = f"{states * BYTES / (1 << 20):,.0f}" if states < 1 << 60 else brief(Fraction(states * BYTES >> 20))
        problem = (
            f"up to {brief(Fraction(states))} states, {size} MiB; at most {limit.states} states are held (--memory)"
        )
        click.echo(f"user-diversity: {problem}", err=True)
    return f" of at most {brief(Fraction(states))}"


def _positive(option: str, value: float) -> float:
    if not 0 < value < float("inf"):
        raise InputError(option, "must be positive")
    return value


def _horizon(text: str) -> int | None:
    """Read a horizon; ``None`` is inf.

    Examples
    --------
    >>> _horizon("6"), _horizon("inf")
    (6, None)
    """
    if text == "inf":
        return None
    if not (text.isascii() and text.isdigit() and len(text) < 9 and int(text) <= _LONGEST):
        raise InputError("--horizon", f"expected inf or a whole number up to {_LONGEST}, got {text[:40]!r}")
    return int(text)


def _excuse(answer: Answer, document: dict[str, Any], needed: str) -> str:
    low, high = map(float, document["regret"])
    reached = f"{answer.states} states{needed}"
    if document["horizon"] != "inf":
        reached = f"{len(answer.curve) - 1} of {document['horizon']} rounds, {reached}"
    return f"{answer.unfinished}: reached {reached}; certain: regret in [{low:.6g}, {high:.6g}], width {high - low:.3g}"


def _show(document: dict[str, Any]) -> None:
    from checks.instance.class_view import vector

    click.echo(f"{document['learner']}, truth {vector(document['truth'])}, horizon {document['horizon']}")
    for t, low, high in document["curve"]:
        click.echo(f"  {t:>6}  [{low}, {high}]")
    low, high = document["regret"]
    click.echo(f"  regret  [{low}, {high}]   states: {document['states']}")
    if "drawn_regret" in document:
        low, high = document["drawn_regret"]
        click.echo(f"  drawn   [{low}, {high}]   what the drawn responses cost, one a round (T27)")
