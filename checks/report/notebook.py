"""Notebooks: instances, folders of evidence and audits shown as tables.

``import checks`` in a notebook is enough; `theory` knows nothing of it.
"""

from __future__ import annotations

import sys
from typing import Any

SHOWN = {
    ("theory.instance", "Instance"): "instance",
    ("checks.verify.evidence", "Evidence"): "evidence",
    ("checks.audit.verdict", "Answer"): "audit",
}
"""Module and class → the function of this module that shows it."""


def register() -> bool:
    """Teach the running notebook to show the types of `SHOWN`; whether there is one."""
    shell = getattr(sys.modules.get("IPython"), "get_ipython", lambda: None)()
    if shell is None:
        return False
    formatter = shell.display_formatter.formatters["text/html"]
    for (module, name), function in SHOWN.items():
        formatter.for_type_by_name(module, name, globals()[function])
    return True


def instance(value: Any) -> str:
    """Return an instance as HTML tables.

    Examples
    --------
    >>> from checks.picture.regimes import regime
    >>> "<table>" in instance(regime("bounded"))
    True
    """
    from checks.report.tables import of_instance

    return _tables(of_instance(value))


def evidence(value: Any) -> str:
    """Return a folder of evidence as an HTML table of claims and verdicts."""
    from checks.report.sources import read
    from checks.report.tables import table
    from theory.claims import LEDGER

    reading = read(value.folder)
    rows = [(claim.id, claim.title, reading.verdict(claim)) for claim in LEDGER if claim.id in reading.entries]
    caption = f"evidence, {reading.options['cases']} cases, seed {reading.options['seed']}"
    return _tables([table(caption, ["claim", "title", "verdict"], rows)])


def audit(value: Any) -> str:
    """Return the answer of an audit as HTML tables: what it says, and what it does not say."""
    from checks.audit.sentences import does_not_say, says
    from checks.audit.showing.show import WORDS
    from checks.report.tables import table

    lines = [("it says", line) for line in says(value)] + [("it does not say", line) for line in does_not_say(value)]
    return _tables([table(f"{value.population.name}: {WORDS[value.verdict]}", ["", ""], lines)])


def _tables(tables: list[Any]) -> str:
    from checks.report.render import environment

    macros: Any = environment().get_template("macros.html.j2").module
    return "".join(str(macros.shown(one)) for one in tables)
