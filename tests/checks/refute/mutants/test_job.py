import json

from checks.refute.mutants import job


def test_what_is_committed_is_read_again_an_entry_a_line(tmp_path, monkeypatch) -> None:
    monkeypatch.setattr(job, "FOLDER", tmp_path)
    document = {"format": "x", "seed": 0, "refuted": [{"mutant": "é"}, {"mutant": "b"}], "open": []}
    job.commit("kept", document)
    text = (tmp_path / "kept.json").read_text("utf-8")
    assert job.committed("kept") == document == json.loads(text)
    assert sum('"mutant"' in line for line in text.splitlines()) == 2 and "é" in text
