"""What the review keeps is what is computed."""

from __future__ import annotations

import json
import sys
from pathlib import Path

import pytest

from checks.report.kept import documents
from checks.report.kept.documents import agree


@pytest.mark.slow
def test_computed_again_it_is_the_same() -> None:
    found = {name: json.loads(documents.written(document)) for name, document in documents.computed()}
    assert {f"{name}.json" for name in found} == {path.name for path in documents.FOLDER.glob("*.json")}
    assert [name for name, document in found.items() if not agree(document, documents.kept(name))] == []


def test_agreement_is_refused_to_another_number_name_or_length() -> None:
    kept = {"a": [1.0, None, 2], "b": "x"}
    assert agree(kept, {"a": [1.0 + 1e-9, None, 2], "b": "x"})
    others = ({"a": [1.001, None, 2]}, {"a": [1.0, None, 3]}, {"a": [1.0, None]}, {"a": [1.0, 0.0, 2]}, {"b": "y"})
    assert not any(agree(kept, {**kept, **other}) for other in others) and not agree(kept, {"a": kept["a"]})


def test_only_its_own_seed_and_names_are_kept() -> None:
    names = (documents.FIGURES, *documents.QUICK_AUDITS)
    assert all(documents.is_kept(name, documents.SEED) and documents.kept(name)["seed"] == 0 for name in names)
    assert not any(documents.is_kept(name, documents.SEED + 1) for name in names)
    assert not documents.is_kept("cars_us", documents.SEED)


def test_the_job_tells_what_differs_and_keeps_it_when_asked(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "one.json").write_text('{"value": 1}')
    monkeypatch.setattr(documents, "FOLDER", tmp_path)
    monkeypatch.setattr(documents, "computed", lambda: iter([("one", {"value": (2, "é"), "more": None})]))
    for options, said in ([], "not what is kept"), (["--write"], "as kept"), ([], "as kept"):
        monkeypatch.setattr(sys, "argv", ["documents", *options])
        documents.main()
        assert capsys.readouterr().out == f"one: {said}\n"
    assert (tmp_path / "one.json").read_text("utf-8") == '{\n"value": [2, "é"],\n"more": null\n}\n'
