"""What is claimed: exact objects and statements.

The public names, each loaded when it is first used:

===================  =======================================================================
`Instance`           one document of the file format; `load`, `loads`, `dumps` read and write it
`instance_schema`    the JSON Schema of the file format
`Problem`            a finite instance by index
`Conditions`         D, G, SD, confusing pairs and the regime of a finite problem
`LinearProblem`      the span form: exposed and relevant directions, hidden alternatives
`LEDGER`, `claim`    every claim once; one of them by its id
`SENTENCES`          the sentences of the abstract
`HYPOTHESES`         every hypothesis, by name
`InputError`         what bad input raises: a place and a message
===================  =======================================================================
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from theory.claims import LEDGER, SENTENCES, claim
    from theory.claims.hypotheses import HYPOTHESES
    from theory.diversity import Conditions
    from theory.errors import InputError
    from theory.files.instance_file import load, loads
    from theory.files.schema import instance_schema
    from theory.files.writing import dumps
    from theory.instance import Instance
    from theory.problem import Problem
    from theory.span.linear_problem import LinearProblem

__all__ = [
    "HYPOTHESES",
    "LEDGER",
    "SENTENCES",
    "Conditions",
    "InputError",
    "Instance",
    "LinearProblem",
    "Problem",
    "claim",
    "dumps",
    "instance_schema",
    "load",
    "loads",
]

_HOMES = {
    "claims": ("LEDGER", "SENTENCES", "claim"),
    "diversity": ("Conditions",),
    "errors": ("InputError",),
    "files.instance_file": ("load", "loads"),
    "files.writing": ("dumps",),
    "claims.hypotheses": ("HYPOTHESES",),
    "instance": ("Instance",),
    "problem": ("Problem",),
    "files.schema": ("instance_schema",),
    "span.linear_problem": ("LinearProblem",),
}


def __getattr__(name: str) -> Any:
    """Load a public name when it is first used."""
    for module, names in _HOMES.items():
        if name in names:
            return getattr(import_module(f"theory.{module}"), name)
    raise AttributeError(f"module 'theory' has no attribute {name!r}")
