"""``user-diversity audit``: whether a real population is diverse enough."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from checks.commands.options import JsonTarget, deadline
from theory.errors import InputError

if TYPE_CHECKING:
    from checks.audit.running.session import Session
    from checks.audit.verdict import Answer

REFUTED, INCOMPLETE = 1, 3

REQUIREMENTS = ("diverse", "spanning", "covered", "signal:N")

EXAMPLES = (
    "user-diversity audit heads.csv",
    "user-diversity audit --case d3code",
)


def command(
    heads: Annotated[
        str | None,
        typer.Argument(help="Heads: CSV, TSV, Parquet, NPY, NPZ or safetensors; a row a user.", metavar="[HEADS]"),
    ] = None,
    features: Annotated[
        str | None, typer.Option(help="Features of responses: columns prompt (optional), response, then features.")
    ] = None,
    covariances: Annotated[str | None, typer.Option(help="Noise covariances, (n, k, k) or (k, k).")] = None,
    standard_errors: Annotated[str | None, typer.Option(help="Standard errors, a table like HEADS.")] = None,
    choices: Annotated[
        str | None, typer.Option(help="Audit choices instead: a long table, a row an alternative.")
    ] = None,
    case: Annotated[
        str | None,
        typer.Option(
            help="Audit a shipped population: cars_us, cars_china, cars_us_for_china, cars_china_for_us, seattle, "
            "biodiversity, d3code, d3code_centred."
        ),
    ] = None,
    against: Annotated[str | None, typer.Option(help="Target users: a table of the same kind.")] = None,
    candidates: Annotated[str | None, typer.Option(help="Heads of people who could be recruited.")] = None,
    picks: Annotated[int, typer.Option(help="How many candidates to recruit.", min=0, max=1000)] = 5,
    user: Annotated[str, typer.Option(help="Column that names the users.")] = "user",
    columns: Annotated[
        str | None, typer.Option(help="Coordinates or features, separated by commas; default all others.")
    ] = None,
    task: Annotated[str, typer.Option(help="Column of the choice task.")] = "task",
    chosen: Annotated[str, typer.Option(help="Column that is 1 for the chosen alternative, 0 otherwise.")] = "chosen",
    label: Annotated[str | None, typer.Option(help="Column that names the alternatives of choices.")] = None,
    centre_rows: Annotated[bool, typer.Option(help="Subtract from each head its own mean, exactly.")] = False,
    penalty: Annotated[float, typer.Option(help="Penalty of the fit, in tasks.", min=0.01, max=1000)] = 4.0,
    confidence: Annotated[float, typer.Option(help="Confidence of everything statistical.")] = 0.99,
    seed: Annotated[int, typer.Option(help="Seed of splits and simulations.", min=0)] = 0,
    plots: Annotated[str | None, typer.Option(help="Write pictures into this folder.")] = None,
    require: Annotated[
        list[str] | None, typer.Option(help=f"Exit with 1 unless it holds: {', '.join(REQUIREMENTS)}. Repeatable.")
    ] = None,
    budget: Annotated[float | None, typer.Option(help="Seconds; what is certain by then is said (status 3).")] = None,
    resume: Annotated[str | None, typer.Option(help="Folder of finished fits of choices: read, then added to.")] = None,
    json: JsonTarget = None,
) -> int:
    """Audit a population: whether its heads span what can alter somebody's best response.

    Give exactly one of HEADS, --choices and --case. Exit status 0: not refuted; 1: refuted, or --require fails; 3: out
    of the budget, and what is certain so far is said.
    """
    from checks.audit.running.session import OutOfTimeError, Session, running

    check_requirements(require or [])
    if [heads, choices, case].count(None) != 2:
        raise InputError("audit", "give exactly one of HEADS, --choices FILE and --case NAME")
    if heads is not None and resume is not None:
        raise InputError("--resume", "keeps fits of choices, and HEADS are not fitted")
    names = tuple(name.strip() for name in columns.split(",")) if columns else ()
    common: dict[str, Any] = {"confidence": confidence, "seed": seed}
    session = Session(deadline(budget), None if resume is None else Path(resume))
    try:
        with running(session):
            if case is not None:
                from checks.audit.cases import audit_case

                result = audit_case(case, **common)
            elif choices is not None:
                fields = (user, task, chosen, names, label)
                result = of_choices(choices, fields, against, candidates, penalty, picks, common)
            else:
                assert heads is not None
                tables = {"features": features, "covariances": covariances, "standard_errors": standard_errors}
                result = of_heads(heads, tables, against, candidates, user, names, centre_rows, picks, common)
            found = document(result)
    except OutOfTimeError:
        return excuse(session, json)
    return report(result, found, plots, require or [], json)


def document(result: Answer) -> dict[str, Any]:
    """Write an answer as a document; what it still computes is within the budget."""
    from checks.audit import verdict
    from checks.audit.running import session

    session.at("writing the constants of T17")
    return verdict.document(result)


def report(result: Answer, found: dict[str, Any], plots: str | None, required: list[str], json: str | None) -> int:
    """Show an answer and return the exit status."""
    from checks.runtime.output import emit

    if plots is not None:
        from checks.audit.showing.pictures import draw

        draw(result, plots)
    if emit(found, json):
        from rich.console import Console

        from checks.audit.showing.show import show

        show(found, Console(highlight=False))
    return REFUTED if result.refuted or not all(holds(result, word) for word in required) else 0


def excuse(session: Session, json: str | None) -> int:
    """Say how far an audit got in its time, and what is certain; return the exit status."""
    from checks.audit.verdict import FORMAT
    from checks.runtime.output import emit

    relevant, exposed = session.dimensions or (None, None)
    dimensions = {"relevant": relevant, "exposed": exposed, "certified": None}
    emit({"format": FORMAT, "unfinished": session.doing, "verdict": session.verdict, "dimensions": dimensions}, json)
    typer.echo(f"user-diversity: out of time while {session.doing}; certain: {session.certain}", err=True)
    return INCOMPLETE


def of_choices(
    choices: str,
    fields: tuple[Any, ...],
    against: str | None,
    candidates: str | None,
    penalty: float,
    picks: int,
    common: dict[str, Any],
) -> Answer:
    """Read choices and what belongs to them, and audit them."""
    from checks.audit.reading.choices import read_choices
    from checks.audit.reading.tables import read_heads
    from checks.audit.run import audit_choices

    target = read_choices(against, *fields) if against else None
    pool = read_heads(candidates, fields[0]) if candidates else None
    table = read_choices(choices, *fields)
    return audit_choices(table, target, pool, penalty, picks=picks, name=choices, **common)


def of_heads(
    heads: str,
    tables: dict[str, str | None],
    against: str | None,
    candidates: str | None,
    user: str,
    columns: tuple[str, ...],
    centre_rows: bool,
    picks: int,
    common: dict[str, Any],
) -> Answer:
    """Read heads and what belongs to them, and audit them; big NPY files in one pass."""
    from checks.audit.reading.array_files import read_arrays
    from checks.audit.reading.tables import pick, read_features, read_heads, read_noise
    from checks.audit.run import audit_big, audit_heads, streamed

    others = [tables["features"], tables["standard_errors"], against, candidates, columns or None, centre_rows or None]
    if streamed(heads):
        if any(other is not None for other in others):
            raise InputError(heads, "a file this big is read in one pass; only --covariances goes with it")
        wide = tables["covariances"]
        return audit_big(heads, pick(read_arrays(wide), "covariances", wide) if wide else None, **common)
    table = read_heads(heads, user, columns)
    noise = read_noise(table, tables["covariances"], tables["standard_errors"], user)
    if centre_rows:
        if noise is not None:
            raise InputError("--centre-rows", "noise is known for the heads as they are, not for centred ones")
        table = table.centred()
    traits = read_features(tables["features"]) if tables["features"] else None
    target = read_heads(against, user, columns) if against else None
    pool = read_heads(candidates, user, columns) if candidates else None
    return audit_heads(table, traits, noise, target, pool, picks=picks, **common)


def check_requirements(words: list[str]) -> None:
    """Refuse a condition that `holds` does not know."""
    for word in words:
        known = word in REQUIREMENTS[:3] or (word.startswith("signal:") and word[7:].isdigit() and len(word) < 13)
        if not known:
            raise InputError("--require", f"one of {', '.join(REQUIREMENTS)}")


def holds(result: Answer, word: str) -> bool:
    """Whether a required condition holds.

    ``diverse``: certified, or vacuous. ``spanning``: exactly, as given. ``covered``: the target, certified or as given.
    ``signal:N``: at least N certified dimensions.
    """
    if word == "diverse":
        return result.verdict in {"diverse", "vacuous"}
    if word == "spanning":
        return result.population.exposed >= result.population.relevant
    if word == "covered":
        return result.coverage in {"covered", "covered as given"}
    return result.signal is not None and result.signal.dimension >= int(word[7:])
