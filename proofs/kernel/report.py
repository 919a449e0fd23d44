"""Report of a kernel run: theorems with their assumptions, compared with the ledger."""

from __future__ import annotations

import json
from collections.abc import Collection, Iterable, Mapping
from dataclasses import asdict, dataclass, field

from proofs.kernel.statements import Said
from proofs.seal import sealed, unsealed

NOT_RUN = "kernel proof not run here"
FAILED = "kernel failed"
NONE = "no kernel proof"
NO_AXIOMS = "kernel (no axioms)"
NAMED_AXIOMS = "kernel (named axioms)"

STATUSES = (FAILED, NONE, NOT_RUN, NAMED_AXIOMS, NO_AXIOMS)
"""From worst to best."""


@dataclass(frozen=True)
class KernelReport:
    """The outcome of building and auditing the development.

    Attributes
    ----------
    theorems : dict of str to tuple of str
        Every theorem of the headline file with the axioms it rests on, by full name; empty where there are errors.
    errors : tuple of str
        Why the development is not to be believed; empty when it is.
    source_hash : str
        Of the sources, hexadecimal.
    statements : dict of str to Said
        What each theorem states.
    definitions : dict of str to Said
        What the statements mention, by full name.
    compiler : str
        What it says of itself.
    cached : bool
        Whether an earlier build of the same sources by the same compiler answered.
    """

    theorems: dict[str, tuple[str, ...]]
    errors: tuple[str, ...]
    source_hash: str
    statements: dict[str, Said] = field(default_factory=dict)
    definitions: dict[str, Said] = field(default_factory=dict)
    compiler: str = ""
    cached: bool = False

    def dumps(self, *about: str) -> str:
        """Return the report as JSON, sealed together with what it speaks about."""
        bare = asdict(self)
        del bare["cached"]
        return json.dumps(sealed(json.loads(json.dumps(bare)), *about), indent=1)

    @classmethod
    def loads(cls, text: str, *about: str) -> KernelReport:
        """Read a report that `dumps` wrote.

        Raises
        ------
        ValueError
            When it is none, or was edited since.
        """
        data = unsealed(json.loads(text), *about)
        if data is None:
            raise ValueError("not a report of a kernel run, or edited since")
        return cls(
            theorems={name: tuple(axioms) for name, axioms in data["theorems"].items()},
            errors=tuple(data["errors"]),
            source_hash=data["source_hash"],
            statements=_said(data["statements"]),
            definitions=_said(data["definitions"]),
            compiler=data["compiler"],
            cached=True,
        )


def _said(data: Mapping[str, Mapping[str, str]]) -> dict[str, Said]:
    return {name: Said(one["digest"], one["text"], tuple(one["uses"])) for name, one in data.items()}


def compare(report: KernelReport, expected: Mapping[str, Collection[str]]) -> tuple[str, ...]:
    r"""Return where the development and the ledger disagree.

    Parameters
    ----------
    report : KernelReport
        What was built.
    expected : mapping of str to collection of str
        The theorems that the ledger names, each with the axioms it may rest on.

    Returns
    -------
    tuple of str
        One line a disagreement, beginning with the errors of the report itself.

    Examples
    --------
    >>> print(*compare(KernelReport({"T1": ("classic",), "T2": ()}, (), ""), {"T1": (), "T3": ()}), sep="\n")
    T3 is in the ledger but not in the headline
    T2 is in the headline but not in the ledger
    T1 rests on classic
    """
    proved = report.theorems
    return (
        *report.errors,
        *(f"{name} is in the ledger but not in the headline" for name in expected if name not in proved),
        *(f"{name} is in the headline but not in the ledger" for name in proved if name not in expected),
        *(
            f"{name} rests on {axiom}"
            for name, axioms in proved.items()
            for axiom in axioms
            if name in expected and axiom not in expected[name]
        ),
    )


def status(report: KernelReport | None, theorems: Iterable[str]) -> str:
    """Return the status of a statement that these theorems state.

    Parameters
    ----------
    report : KernelReport or None
        ``None`` when Rocq is not on the machine.
    theorems : iterable of str
        The theorems the ledger names for the statement.

    Examples
    --------
    >>> status(None, ["T1"]), status(KernelReport({"T1": ()}, (), ""), ["T1"])
    ('kernel proof not run here', 'kernel (no axioms)')
    """
    names = tuple(theorems)
    if not names:
        return NONE
    if report is None:
        return NOT_RUN
    if report.errors or any(name not in report.theorems for name in names):
        return FAILED
    return NAMED_AXIOMS if any(report.theorems[name] for name in names) else NO_AXIOMS


def least(statuses: Iterable[str]) -> str:
    """Return the worst of some statuses: a claim is as proved as its least statement.

    Examples
    --------
    >>> least([NO_AXIOMS, NONE])
    'no kernel proof'
    """
    return min(statuses, key=STATUSES.index)
