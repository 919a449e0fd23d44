"""The status of the kernel proofs: any disagreement with the ledger makes every one of them fail."""

from __future__ import annotations

import pytest

from checks.verify import kernel_status
from proofs import kernel
from proofs.kernel.report import FAILED, NAMED_AXIOMS, NO_AXIOMS, NONE, NOT_RUN, REALS, KernelReport
from theory.claims import LEDGER

THEOREMS = {name: tuple(sorted(REALS)) if name.endswith("_real") else () for claim in LEDGER for name in claim.kernel}


@pytest.fixture
def built(monkeypatch: pytest.MonkeyPatch) -> dict[str, tuple[str, ...]]:
    """The theorems of a build that agrees with the ledger, for a test to change."""
    theorems = dict(THEOREMS)
    monkeypatch.setattr(kernel, "available", lambda: True)
    monkeypatch.setattr(kernel, "run", lambda: KernelReport(theorems, (), "hash"))
    return theorems


def statuses(build: bool = True) -> dict[str, str]:
    return kernel_status.statuses(LEDGER, build).statuses


def test_a_build_that_agrees(built: dict[str, tuple[str, ...]]) -> None:
    found = statuses()
    assert set(found.values()) <= {NO_AXIOMS, NAMED_AXIOMS, NONE}
    for claim in LEDGER:
        named = any(name.endswith("_real") for name in claim.kernel)
        assert found[claim.id] == (NONE if not claim.kernel else NAMED_AXIOMS if named else NO_AXIOMS)


@pytest.mark.parametrize("change", ["removed", "added", "assumed"])
def test_one_disagreement_fails_them_all(built: dict[str, tuple[str, ...]], change: str) -> None:
    if change == "removed":
        del built["T6_two_point"]
    elif change == "added":
        built["T99_everything"] = ()
    else:
        built["T6_two_point"] = ("classic",)
    found = kernel_status.statuses(LEDGER, build=True)
    assert len(found.problems) == 1
    assert all(found.statuses[claim.id] == FAILED for claim in LEDGER if claim.kernel)


def test_nothing_is_built_unasked(monkeypatch: pytest.MonkeyPatch) -> None:
    def never() -> KernelReport:
        raise AssertionError

    monkeypatch.setattr(kernel, "run", never)
    assert set(statuses(build=False).values()) <= {NOT_RUN, NONE}
    monkeypatch.setattr(kernel, "available", lambda: False)
    assert set(statuses(build=True).values()) <= {NOT_RUN, NONE}
