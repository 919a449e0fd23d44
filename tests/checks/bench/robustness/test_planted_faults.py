"""The planted faults stand in the sources, and come out again."""

from __future__ import annotations

from pathlib import Path

import pytest

from checks.bench.robustness import planted_faults, weakened_formulas
from checks.bench.robustness.planted_faults import ROOT, faults, figure, planted


@pytest.mark.parametrize("module", [planted_faults, weakened_formulas], ids=lambda module: module.__name__)
def test_every_formula_stands_where_it_is_said_to(module) -> None:
    kept = faults(module.__file__)
    assert len(kept) >= 49
    for fault in kept:
        assert (ROOT / fault["file"]).read_text("utf-8").count(fault["formula"]) == 1, fault
        assert fault["formula"] != fault["instead"]
        assert all((ROOT / test.partition("::")[0]).exists() for test in fault.get("tests", ()))
    assert len({(fault["file"], fault["instead"], fault["formula"]) for fault in kept}) == len(kept)


def test_a_fault_is_taken_out_again(tmp_path: Path) -> None:
    file = tmp_path / "a.py"
    file.write_text("x = 1\n", encoding="utf-8")
    with planted(tmp_path, {"file": "a.py", "formula": "1", "instead": "2"}):
        assert file.read_text("utf-8") == "x = 2\n"
    assert file.read_text("utf-8") == "x = 1\n"
    with pytest.raises(ValueError, match="0 times"), planted(tmp_path, {"file": "a.py", "formula": "3", "instead": ""}):
        pass
    assert figure(1, 3) == "1 of 3 noticed (33 %)"
