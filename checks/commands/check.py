"""``check``: one instance. Which conditions hold, a witness for each that fails, the regime, constants and bounds."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Annotated, Any

import click

from checks.commands.options import QUESTION, RESULTS, JsonTarget, about, alone, writable
from checks.runtime.declared import Argument, Option
from checks.runtime.threads import one_thread

if TYPE_CHECKING:
    from checks.instance.continuous import Examined
    from theory.instance import Instance

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
    file: Annotated[str, Argument(metavar="FILE", help="An instance file; - is standard input.")],
    proof: Annotated[str | None, Argument(metavar="[CERTIFICATE]", help="With --verify: what to check.")] = None,
    truth: Annotated[str | None, Option(help="Examine this model as the truth, or: all.", panel=QUESTION)] = None,
    require: Annotated[
        list[str] | None,
        Option(help=f"Exit 1 unless it holds: {', '.join(CONDITIONS)}.", panel=QUESTION),
    ] = None,
    max_pairs: Annotated[int, Option(min=0, help="How many confusing pairs to list.", panel=RESULTS)] = 1000,
    certificate: Annotated[
        str | None, Option(help="Write the certificate of T23 to this file.", panel=RESULTS, callback=writable)
    ] = None,
    verify: Annotated[
        bool,
        Option("--verify", help="Check CERTIFICATE against FILE; exit 1 if it fails.", panel=QUESTION),
    ] = False,
    html: Annotated[
        str | None, Option(help="Write a self-contained page to this file.", panel=RESULTS, callback=writable)
    ] = None,
    json_target: JsonTarget = None,
) -> int:
    """Examine one instance: conditions with witnesses, the regime, every constant and every bound."""
    one_thread()
    if verify or proof is not None:
        alone("truth", "require", "max_pairs", "certificate", "html", beside="--verify")
        return _verified(file, proof, verify, json_target)
    from checks.instance.check import check
    from checks.runtime import output
    from theory.errors import InputError
    from theory.files.instance_file import load

    for name in require or ():
        if name not in CONDITIONS:
            raise InputError("--require", f"{name!r} is none of {', '.join(CONDITIONS)}")
    instance = load(file)
    examined = _certified(instance, certificate) if certificate is not None else None
    with about(file):
        document = check(instance, truth, max_pairs, examined)
    unmet = [name for name in require or () if not holds(document, name)]
    if html is not None:
        from checks.report.instance_page import page

        output.write_text(html, page(instance, document))
    if output.emit(document, json_target):
        from checks.instance.view import show

        show(instance, document)
        for name in unmet:
            click.echo(f"required, and fails: {name}")
    return UNMET if unmet else 0


def _certified(instance: Instance, target: str) -> Examined:
    """Write the certificate of a class's decision."""
    from checks.instance.continuous import Examined, silent
    from checks.runtime import output
    from theory.errors import InputError

    reason = silent(instance)
    if reason is not None:
        raise InputError("--certificate", reason)
    examined = Examined(instance)
    output.write_text(target, json.dumps(examined.certificate(), separators=(",", ":")) + "\n")
    return examined


def _verified(file: str, proof: str | None, verify: bool, json_target: str | None) -> int:
    """Check a certificate against its instance, with rationals alone."""
    from checks.instance.continuous import silent
    from checks.recheck.verify import complaint
    from checks.runtime import output
    from theory.errors import InputError
    from theory.files.instance_file import load
    from theory.files.validate import read_text

    if proof is None or not verify:
        raise InputError("--verify", "goes with two files: check --verify FILE CERTIFICATE")
    instance = load(file)
    reason = silent(instance)
    if reason is not None:
        raise InputError(file, reason)
    text = read_text(proof)
    try:
        document = json.loads(text)
    except (ValueError, RecursionError) as error:
        raise InputError(proof, f"not JSON: {error}") from None
    if not isinstance(document, dict):
        raise InputError(proof, "not a certificate: an object is needed")
    wrong = complaint(instance, document)
    result = {"format": "user-diversity/verification/1", "holds": wrong is None, "complaint": wrong}
    if output.emit(result, json_target):
        click.echo("the certificate holds" if wrong is None else f"the certificate does not hold: {wrong}")
    return 0 if wrong is None else UNMET


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
        if document["diverse"] is None:
            raise InputError("--require", "diversity needs a truth")
        return bool(document["diverse"])
    value = document["conditions"][name]
    return all(value.values()) if isinstance(value, dict) else bool(value)
