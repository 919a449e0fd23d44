"""``check``: one instance. Which conditions hold, a witness for each that fails, the regime, constants and bounds."""

from __future__ import annotations

from typing import Annotated, Any

import typer

from checks.commands.options import JsonTarget

CONDITIONS = (
    "unique_optimum",
    "diversity",
    "global_identifiability",
    "pointwise_diversity",
    "strong_diversity",
    "offline_diversity",
)
UNMET = 1

EXAMPLES = (
    "user-diversity check instance.json",
    "user-diversity check instance.json --require diversity --json",
)


def command(
    file: Annotated[str, typer.Argument(metavar="FILE", help="An instance file; - is standard input.")],
    truth: Annotated[str | None, typer.Option(help="Examine this model as the truth, or: all.")] = None,
    require: Annotated[list[str] | None, typer.Option(help=f"Exit 1 unless it holds: {', '.join(CONDITIONS)}.")] = None,
    max_pairs: Annotated[int, typer.Option(min=0, help="How many confusing pairs to list.")] = 1000,
    html: Annotated[str | None, typer.Option(help="Write a self-contained page to this file.")] = None,
    json_target: JsonTarget = None,
) -> int:
    """Examine one instance: conditions with witnesses, the regime, every constant and every bound."""
    from checks.instance.check import check
    from checks.runtime import output
    from theory.errors import InputError
    from theory.files.instance_file import load

    for name in require or ():
        if name not in CONDITIONS:
            raise InputError("--require", f"{name!r} is none of {', '.join(CONDITIONS)}")
    instance = load(file)
    document = check(instance, truth, max_pairs)
    unmet = [name for name in require or () if not holds(document, name)]
    if html is not None:
        from checks.report.instance_page import page

        output.write_text(html, page(instance, document))
    if output.emit(document, json_target):
        from checks.instance.view import show

        show(instance, document)
        for name in unmet:
            typer.echo(f"required, and fails: {name}")
    return UNMET if unmet else 0


def holds(document: dict[str, Any], name: str) -> bool:
    """Whether a condition holds in a check document; pointwise and strong diversity mean: at every model."""
    from theory.errors import InputError

    if name == "offline_diversity":
        if "offline" not in document:
            raise InputError("--require", "offline_diversity needs an instance with training")
        return bool(document["offline"]["diversity"])
    if "conditions" not in document:
        if name != "diversity":
            raise InputError("--require", f"{name} needs a finite class of models")
        return bool(document["diverse"])
    value = document["conditions"][name]
    return all(value.values()) if isinstance(value, dict) else bool(value)
