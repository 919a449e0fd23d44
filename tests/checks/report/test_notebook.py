import sys
from pathlib import Path
from types import ModuleType, SimpleNamespace

import pytest

from checks import Evidence
from checks.picture.regimes import regime
from checks.report import notebook
from tests.checks.report.conftest import HOSTILE, entries


@pytest.fixture
def shown(monkeypatch: pytest.MonkeyPatch) -> dict:
    known: dict = {}
    html = SimpleNamespace(for_type_by_name=lambda module, name, show: known.update({(module, name): show}))
    shell = SimpleNamespace(display_formatter=SimpleNamespace(formatters={"text/html": html}))
    module = ModuleType("IPython")
    module.get_ipython = lambda: shell  # type: ignore[attr-defined]
    monkeypatch.setitem(sys.modules, "IPython", module)
    assert notebook.register()
    return known


def test_registers_types_that_exist(shown: dict) -> None:
    for module, name in shown:
        __import__(module)
        assert isinstance(getattr(sys.modules[module], name), type)


def test_nothing_happens_outside_a_notebook(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delitem(sys.modules, "IPython", raising=False)
    assert not notebook.register()


def test_instances_show_as_tables(shown: dict) -> None:
    assert shown["theory.instance", "Instance"](regime("bounded")).count("<tr>") == 5


def test_evidence_shows_verdicts_and_escapes(shown: dict, tmp_path: Path) -> None:
    from checks.runtime.output import dumps
    from checks.verify.verdicts import verdicts
    from checks.verify.view import document
    from proofs.seal import sealed

    made = entries()
    options = {"cases": HOSTILE, "seed": 0, "versions": {}}
    ledger = document(made, verdicts(made), {**options, "cases": 5})
    (tmp_path / "ledger.json").write_text(dumps(sealed(ledger)), "utf-8")
    html = shown["checks.verify.evidence", "Evidence"](Evidence(tmp_path, options))
    assert "refuted" in html and html.count("<tr>") == len(made) + 1


def test_audits_show_what_they_do_not_say(shown: dict) -> None:
    from checks import audit_case

    assert "it does not say" in shown["checks.audit.verdict", "Answer"](audit_case("d3code_centred"))
