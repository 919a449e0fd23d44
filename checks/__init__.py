"""Whether it holds: random populations, exact enumeration, simulation, refutation and audit.

The public names, each loaded when it is first used:

==================  ========================================================================
`check`             one instance: conditions, witnesses, constants, bounds
`audit_heads`       a real population by its heads; `read_heads` reads a table of them
`audit_choices`     a real population by its choices; `read_choices` reads a table of them
`audit_case`        one of the shipped populations
`Evidence`          the folder that ``verify`` writes
==================  ========================================================================

In a notebook, importing `checks` is enough for instances, evidence and audits to show as tables.
"""

from __future__ import annotations

import sys
from importlib import import_module
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from checks.audit.cases import audit_case
    from checks.audit.reading.choices import read_choices
    from checks.audit.reading.tables import read_heads
    from checks.audit.run import audit_choices, audit_heads
    from checks.instance.check import check
    from checks.verify.evidence import Evidence

__all__ = ["Evidence", "audit_case", "audit_choices", "audit_heads", "check", "read_choices", "read_heads"]

__version__ = "0.2.0"

_HOMES = {
    "audit.cases": ("audit_case",),
    "audit.reading.choices": ("read_choices",),
    "audit.run": ("audit_choices", "audit_heads"),
    "audit.reading.tables": ("read_heads",),
    "verify.evidence": ("Evidence",),
    "instance.check": ("check",),
}


def __getattr__(name: str) -> Any:
    """Load a public name when it is first used."""
    for module, names in _HOMES.items():
        if name in names:
            return getattr(import_module(f"checks.{module}"), name)
    raise AttributeError(f"module 'checks' has no attribute {name!r}")


if "IPython" in sys.modules:
    import_module("checks.report.notebook").register()
