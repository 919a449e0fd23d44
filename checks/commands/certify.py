"""``certify``: an instance's verdict as a Rocq file about exactly this instance, checked by the kernel."""

from __future__ import annotations

import re
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import click

from checks.commands.options import QUESTION, RESULTS, JsonTarget, about, folder
from checks.runtime.declared import Argument, Option

if TYPE_CHECKING:
    from proofs.certificates import Certificate
    from proofs.certificates.kernel import Answer

FORMAT = "user-diversity/certify/1"
CERTIFIED, REFUSED, NOT_CHECKED = 0, 1, 3

EXAMPLES = (
    "user-diversity certify instance.json",
    "user-diversity certify instance.json --truth m0 --output certificates",
)


def command(
    file: Annotated[str, Argument(metavar="FILE", help="An instance file; - is standard input.")],
    truth: Annotated[str | None, Option(help="Bound greedy's regret at this model, or: all.", panel=QUESTION)] = None,
    output: Annotated[str, Option(metavar="DIR", help="For the Rocq file.", panel=RESULTS, callback=folder)] = ".",
    json_target: JsonTarget = None,
) -> int:
    """Write what holds of one instance as a Rocq file with explicit rational numbers, and have the kernel check it."""
    from checks.runtime import output as printing
    from proofs.certificates import certificate
    from theory.errors import InputError
    from theory.files.instance_file import load

    with about(file):
        written = certificate(load(file), truth)
    try:
        Path(output).mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise InputError(output, error.strerror or "cannot be made") from None
    path = Path(output) / f"{module_name(file)}.v"
    printing.write_text(path, written.text)
    answer = _asked(written)
    if printing.emit(_document(written, path, answer), json_target):
        _show(written, path, answer)
    if answer is None:
        return NOT_CHECKED
    return CERTIFIED if answer.refused is None else REFUSED


def module_name(file: str) -> str:
    """Return what the certificate of an instance file is called: a name that Rocq takes for a module.

    >>> module_name("data/my-instance.json"), module_name("-"), module_name("2.json")
    ('certificate_my_instance', 'certificate_stdin', 'certificate_2')
    """
    stem = "stdin" if file == "-" else Path(file).stem
    return f"certificate_{re.sub('[^A-Za-z0-9_]', '_', stem)}"


def _asked(written: Certificate) -> Answer | None:
    from checks.runtime.progress import tell
    from proofs.certificates.kernel import Answer, check
    from proofs.kernel import KernelUnavailable
    from proofs.kernel.toolchain import BuildFailed

    try:
        return check(written.text, progress=tell)
    except KernelUnavailable as missing:
        click.echo(f"user-diversity: not checked: {missing}", err=True)
        return None
    except BuildFailed as failed:
        return Answer(f"the development does not build: {failed}")


def _document(written: Certificate, path: Path, answer: Answer | None) -> dict[str, Any]:
    from proofs.certificates.kernel import by_hand

    return {
        "format": FORMAT,
        "file": str(path),
        "certified": answer is not None and answer.refused is None,
        "statements": [{"claim": s.claim, "theorem": s.theorem, "sentence": s.sentence} for s in written.statements],
        "axioms": None if answer is None or answer.refused else list(answer.axioms),
        "refused": None if answer is None else answer.refused,
        "check": by_hand(path),
    }


def _show(written: Certificate, path: Path, answer: Answer | None) -> None:
    from checks.runtime.output import wrapped
    from proofs.certificates.kernel import by_hand

    verdict = "written, not checked" if answer is None else "refused by the kernel" if answer.refused else "certified"
    for statement in written.statements:
        click.echo(wrapped(f"{verdict}: {statement.sentence}"))
        click.echo(f"  {statement.claim}, theorem {statement.theorem}")
    click.echo(f"file: {path}")
    if answer is None:
        click.echo(f"to check it where Rocq is installed: {by_hand(path)}")
    elif answer.refused:
        click.echo(wrapped(f"the kernel says: {answer.refused}"))
    else:
        click.echo(wrapped(f"axioms: {', '.join(answer.axioms) or 'none'}"))
