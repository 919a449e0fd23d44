"""``user-diversity audit``: whether a real population is diverse enough."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import click

from checks.commands.options import QUESTION, RESULTS, STATISTICS, JsonTarget, deadline, folder, share, writable
from checks.runtime.declared import Argument, Option
from checks.runtime.threads import one_thread
from theory.errors import InputError

if TYPE_CHECKING:
    from checks.audit.running.session import Session
    from checks.audit.verdict import Answer

REFUTED, INCOMPLETE = 1, 3

REQUIREMENTS = ("diverse", "spanning", "covered", "bounded", "signal:N")

EXAMPLES = (
    "user-diversity audit heads.csv",
    "user-diversity audit --case d3code",
)

INPUTS, COLUMNS = "What to audit", "Columns"

OF_HEADS = ("array", "covariances", "standard_errors", "replicate", "centre_rows")
"""Options for heads as they are given: choices and votes tell their own noise."""

OF_CHOICES, OF_BOTH = ("label", "ranks", "ratings"), ("features", "against", "candidates", "columns")
"""Options for choices, and for these and heads."""


def command(
    heads: Annotated[
        str | None,
        Argument(help="Heads, a row a user: a table (CSV, XLSX, Parquet, …), NPY, NPZ or safetensors."),
    ] = None,
    choices: Annotated[
        str | None,
        Option(help="Choices instead: a row an alternative, a pair or a task.", panel=INPUTS),
    ] = None,
    votes: Annotated[
        str | None,
        Option(help="Votes on statements instead, as Polis exports them.", panel=INPUTS),
    ] = None,
    case: Annotated[
        str | None,
        Option(
            help="A shipped population: cars_us, cars_china, cars_us_for_china, cars_china_for_us, seattle, "
            "biodiversity, d3code, d3code_centred.",
            panel=INPUTS,
        ),
    ] = None,
    array: Annotated[str | None, Option(help="Which array of a file of several.", panel=INPUTS)] = None,
    features: Annotated[
        str | None,
        Option(help="Features of responses: columns prompt (optional), response, then features.", panel=INPUTS),
    ] = None,
    covariances: Annotated[str | None, Option(help="Noise covariances, (n, k, k) or (k, k).", panel=INPUTS)] = None,
    standard_errors: Annotated[str | None, Option(help="Standard errors, a table like HEADS.", panel=INPUTS)] = None,
    replicate: Annotated[
        str | None,
        Option(help="A second estimate of the same heads: retest, other seed, other half.", panel=INPUTS),
    ] = None,
    user: Annotated[str, Option(help="Column that names the users.", panel=COLUMNS)] = "user",
    columns: Annotated[
        str | None,
        Option(help="Coordinates or features, separated by commas; default all others.", panel=COLUMNS),
    ] = None,
    task: Annotated[str, Option(help="Column of the choice task.", panel=COLUMNS)] = "task",
    chosen: Annotated[
        str,
        Option(help="Column that is 1 for the chosen alternative, 0 otherwise.", panel=COLUMNS),
    ] = "chosen",
    label: Annotated[str | None, Option(help="Column that names the alternatives of choices.", panel=COLUMNS)] = None,
    ranks: Annotated[
        str | None,
        Option(help="Column of places instead of the chosen one; 1 is best.", panel=COLUMNS),
    ] = None,
    ratings: Annotated[
        str | None,
        Option(help="Column of ratings instead of the chosen one; more is better.", panel=COLUMNS),
    ] = None,
    centre_rows: Annotated[bool, Option(help="Subtract from each head its own mean, exactly.", panel=COLUMNS)] = False,
    against: Annotated[str | None, Option(help="Target users: a table of the same kind.", panel=QUESTION)] = None,
    candidates: Annotated[str | None, Option(help="Heads of people who could be recruited.", panel=QUESTION)] = None,
    picks: Annotated[int, Option(help="How many candidates to recruit.", min=0, max=1000, panel=QUESTION)] = 5,
    box: Annotated[
        str | None,
        Option(
            help="Decide the rewards whose gaps are at most this: a number, or data for the largest of these users.",
            panel=QUESTION,
        ),
    ] = None,
    baseline: Annotated[
        str | None,
        Option(help="With --box: the response others are compared with; default the first.", panel=QUESTION),
    ] = None,
    evidence: Annotated[
        str | None,
        Option(
            help="With --box: write what the decision rests on, an instance for check.",
            panel=RESULTS,
            callback=writable,
        ),
    ] = None,
    require: Annotated[
        list[str] | None,
        Option(help=f"Exit with 1 unless it holds: {', '.join(REQUIREMENTS)}. Repeatable.", panel=QUESTION),
    ] = None,
    penalty: Annotated[
        float,
        Option(help="Penalty of the heads shown, in tasks.", min=0.01, max=1000, panel=STATISTICS),
    ] = 4.0,
    confidence: Annotated[float, Option(help="Confidence of everything statistical.", panel=STATISTICS)] = 0.99,
    seed: Annotated[int, Option(help="Seed of splits and simulations.", min=0, panel=STATISTICS)] = 0,
    budget: Annotated[
        float | None,
        Option(help="Seconds; what is certain by then is said (status 3).", panel=STATISTICS),
    ] = None,
    plots: Annotated[
        str | None, Option(help="Write pictures into this folder.", panel=RESULTS, callback=folder)
    ] = None,
    html: Annotated[str | None, Option(help="Write a page to this file.", panel=RESULTS, callback=writable)] = None,
    json: JsonTarget = None,
) -> int:
    """Audit a population: whether its heads span what can alter somebody's best response.

    Give exactly one of HEADS, --choices, --votes and --case. Exit status 0: not refuted; 1: refuted, or --require
    fails; 3: out of the budget, and what is certain so far is said.
    """
    from checks.audit.running.session import OutOfTimeError, Session, running

    check_requirements(require or [])
    if [heads, choices, votes, case].count(None) != 3:
        raise InputError("audit", "give exactly one of HEADS, --choices FILE, --votes FILE and --case NAME")
    if ranks is not None and ratings is not None:
        raise InputError("--ratings", "give only one of --ranks and --ratings")
    if box is not None and heads is None:
        raise InputError("--box", "goes with HEADS")
    for option, value in (("--baseline", baseline), ("--evidence", evidence)):
        if box is None and value is not None:
            raise InputError(option, "goes with --box")
    order = ("ranks", ranks) if ranks else ("ratings", ratings) if ratings else None
    names = tuple(name.strip() for name in columns.split(",")) if columns else ()
    given = {"user": user, "task": task, "chosen": chosen, "label": label, "order": order, "columns": names}
    tables = {"features": features, "covariances": covariances, "standard_errors": standard_errors,
              "replicate": replicate, "against": against, "candidates": candidates, "array": array,
              "box": box, "baseline": baseline}  # fmt: skip
    kind = "case" if case else "votes" if votes else "choices" if choices else "HEADS"
    rest = {"label": label, "ranks": ranks, "ratings": ratings, "columns": columns, "centre_rows": centre_rows}
    check_belongs(kind, [name for name, value in {**tables, **rest}.items() if value])
    common: dict[str, Any] = {"confidence": share("--confidence", confidence), "seed": seed}
    session = Session(deadline(budget))
    if heads is None:
        one_thread()
    try:
        with running(session):
            if case is not None:
                from checks.audit.cases import audit_case

                result = audit_case(case, **common)
            elif heads is not None:
                result = of_heads(heads, tables, given, centre_rows, {**common, "picks": picks})
            else:
                more = {**common, "picks": picks, "penalty": penalty, "name": choices or votes}
                result = of_choices(choices, votes, given, tables, more)
            found = document(result)
    except (OutOfTimeError, KeyboardInterrupt) as end:
        return excuse(session, json, "out of time" if isinstance(end, OutOfTimeError) else "interrupted")
    if evidence is not None and result.class_view is not None:
        from checks.audit.classes.saying import evidence as rests_on
        from checks.runtime.output import write_text
        from theory.files.writing import dumps

        write_text(Path(evidence), dumps(rests_on(result.class_view)))
    if html is not None:
        from checks.audit.showing.page import page
        from checks.runtime.output import write_text

        write_text(Path(html), page(found))
    return report(result, found, plots, require or [], json)


def document(result: Answer) -> dict[str, Any]:
    """Write an answer as a document; what it still computes is within the budget."""
    from checks.audit import writing
    from checks.audit.running import session

    session.at("writing the constants of T17")
    return writing.document(result)


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


def excuse(session: Session, json: str | None, cause: str) -> int:
    """Say how far an audit got before something ended it, and what is certain; return the exit status."""
    from checks.audit.writing import FORMAT
    from checks.runtime.output import emit

    relevant, exposed = session.dimensions or (None, None)
    dimensions = {"relevant": relevant, "exposed": exposed, "certified": None}
    emit({"format": FORMAT, "unfinished": session.doing, "verdict": session.verdict, "dimensions": dimensions}, json)
    click.echo(f"user-diversity: {cause} while {session.doing}; certain: {session.certain}", err=True)
    return INCOMPLETE


def of_choices(
    choices: str | None, votes: str | None, given: dict[str, Any], tables: dict[str, str | None], common: dict[str, Any]
) -> Answer:
    """Read choices, or votes as choices, and what belongs to them, and audit them."""
    from checks.audit.reading.choices import read_choices
    from checks.audit.reading.tables import read_heads
    from checks.audit.run import audit_choices
    from checks.audit.votes import of_votes

    features, against = tables["features"], tables["against"]
    if votes is not None:
        person = "participant" if given["user"] == "user" else given["user"]
        return audit_choices(of_votes(votes, common["seed"], person), **common)
    target = read_choices(against, **given, features=features) if against else None
    pool = read_heads(tables["candidates"], given["user"]) if tables["candidates"] else None
    table = read_choices(choices or "", **given, features=features)
    return audit_choices(table, target, pool, **common)


def of_heads(
    heads: str, tables: dict[str, str | None], given: dict[str, Any], centre_rows: bool, common: dict[str, Any]
) -> Answer:
    """Read heads and what belongs to them, and audit them; big NPY files in one pass."""
    from checks.audit.reading.array_files import read_arrays
    from checks.audit.reading.tables import pick, read_features, read_heads, read_noise
    from checks.audit.run import audit_big, audit_heads, streamed

    user, columns, against, pool = given["user"], given["columns"], tables["against"], tables["candidates"]
    if streamed(heads):
        if any(tables[name] for name in tables if name != "covariances") or columns or centre_rows:
            raise InputError(heads, "a file this big is read in one pass; only --covariances goes with it")
        wide = tables["covariances"]
        noise = pick(read_arrays(wide), "covariances", wide) if wide else None
        return audit_big(heads, noise, common["confidence"], common["seed"])
    table = read_heads(heads, user, columns, tables["array"])
    noise = read_noise(table, tables["covariances"], tables["standard_errors"], user)
    again = read_heads(tables["replicate"], user, columns, tables["array"]) if tables["replicate"] else None
    if again is not None and noise is not None:
        raise InputError("--replicate", "tells the noise itself; leave out --covariances and --standard-errors")
    if centre_rows:
        if noise is not None or again is not None:
            raise InputError("--centre-rows", "noise is known for the heads as they are, not for centred ones")
        table = table.centred()
    features = tables["features"]
    traits = read_features(features) if features else None
    people = read_heads(pool, user, columns) if pool else None
    target = read_heads(against, user, columns) if against else None
    result = audit_heads(table, traits, noise if again is None else again, target, people, **common)
    if tables["box"] is None:
        return result
    from checks.audit.classes.saying import look

    more = None if people is None else people.select(table.columns)
    looked = look(table, traits, more, tables, picks=common["picks"], seed=common["seed"])
    return result.including(class_view=looked)


def check_belongs(kind: str, given: list[str]) -> None:
    """Refuse options that say nothing of what is audited."""
    foreign = {"HEADS": OF_CHOICES, "choices": OF_HEADS, "votes": (*OF_HEADS, *OF_CHOICES, *OF_BOTH), "case": given}[
        kind
    ]
    for name in given:
        if name in foreign:
            what = kind if kind == "HEADS" else f"--{kind}"
            raise InputError(f"--{name.replace('_', '-')}", f"does not go with {what}")


def check_requirements(words: list[str]) -> None:
    """Refuse a condition that `holds` does not know."""
    for word in words:
        known = word in REQUIREMENTS[:4] or (word.startswith("signal:") and word[7:].isdigit() and len(word) < 13)
        if not known:
            raise InputError("--require", f"one of {', '.join(REQUIREMENTS)}")


def holds(result: Answer, word: str) -> bool:
    """Whether a required condition holds.

    ``diverse``: certified, or vacuous. ``spanning``: exactly, as given. ``covered``: the target, certified or as given.
    ``bounded``: over the rewards of --box. ``signal:N``: at least N certified dimensions.
    """
    if word == "diverse":
        return result.verdict in {"diverse", "vacuous"}
    if word == "spanning":
        return result.population.exposed >= result.population.relevant
    if word == "bounded":
        return result.class_view is not None and result.class_view.found.verdict == "bounded"
    if word == "covered":
        return result.coverage in {"covered", "covered as given"}
    return result.signal is not None and result.signal.dimension >= int(word[7:])
