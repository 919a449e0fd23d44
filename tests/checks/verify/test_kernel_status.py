"""The status of the kernel proofs: any disagreement with the ledger makes every one of them fail."""

from __future__ import annotations

import pytest

from checks.verify import kernel_status
from proofs import kernel
from proofs.kernel import KernelReport, expectation, pins
from proofs.kernel.report import FAILED, NAMED_AXIOMS, NO_AXIOMS, NONE, NOT_RUN
from proofs.kernel.statements import Said
from theory.claims import BEYOND, LEDGER

THEOREMS = {
    name: tuple(sorted(axioms))
    for name, axioms in expectation([*(n for c in LEDGER for n in c.kernel), *BEYOND]).items()
}


@pytest.fixture
def built(monkeypatch: pytest.MonkeyPatch) -> dict[str, tuple[str, ...]]:
    """The theorems of a build that agrees with the ledger and with the pins, for a test to change."""
    theorems = dict(THEOREMS)
    monkeypatch.setattr(pins, "load", lambda: pins.Pins("", {}, {}))
    monkeypatch.setattr(kernel, "run", lambda progress: KernelReport(theorems, (), "hash"))
    return theorems


def statuses(build: bool = True) -> dict[str, dict[str, str]]:
    return kernel_status.statuses(LEDGER, build).statuses


def test_every_statement_of_a_build_that_agrees_has_a_status(built: dict[str, tuple[str, ...]]) -> None:
    found = statuses()
    for claim in LEDGER:
        for one in claim.statements:
            named = any(name.endswith("_real") for name in one.kernel)
            expected = NONE if not one.kernel else NAMED_AXIOMS if named else NO_AXIOMS
            assert found[claim.id][one.name] == expected


def test_a_statement_that_differs_from_its_pin_fails_them_all(
    built: dict[str, tuple[str, ...]], monkeypatch: pytest.MonkeyPatch
) -> None:
    reviewed = {"T6_two_point": Said("0", "True", ())}
    stated = {"T6_two_point": Said("1", "True", ())}
    monkeypatch.setattr(pins, "load", lambda: pins.Pins("", reviewed, {}))
    monkeypatch.setattr(kernel, "run", lambda progress: KernelReport(THEOREMS, (), "", stated))
    found = kernel_status.statuses(LEDGER, build=True)
    assert found.problems == ("T6_two_point does not state what is pinned",)
    assert set(found.statuses["T1"].values()) == set(found.statuses["T6"].values()) == {FAILED}


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
    assert all(found.statuses[claim.id][s.name] == FAILED for claim in LEDGER for s in claim.statements if s.kernel)


def test_nothing_is_built_unasked(monkeypatch: pytest.MonkeyPatch) -> None:
    def never(progress: object) -> KernelReport:
        raise AssertionError

    monkeypatch.setattr(kernel, "run", never)
    assert {status for found in statuses(build=False).values() for status in found.values()} <= {NOT_RUN, NONE}
