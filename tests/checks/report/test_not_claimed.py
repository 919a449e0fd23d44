from checks.report.not_claimed import STANDING, not_claimed
from checks.report.sources import Reading


def test_what_is_unproved_or_not_run_is_said(reading: Reading) -> None:
    lines = list(not_claimed(reading))
    assert lines[: len(STANDING)] == list(STANDING)
    unproved = next(line for line in lines if "Unrefuted is not verified" in line)
    assert "L4" in unproved and "T6" in unproved and "T1 " not in unproved
    without = Reading(reading.options, {name: one for name, one in reading.entries.items() if name != "T2"})
    assert any("T2: this run did not examine it" in line for line in not_claimed(without))


def test_an_unbuilt_kernel_proof_is_said(reading: Reading) -> None:
    row = reading.entries["T1"]
    statements = [*row["statements"][:-1], {**row["statements"][-1], "kernel": "kernel proof not run here"}]
    entries = {**reading.entries, "T1": {**row, "statements": statements}}
    assert any("kernel accepted T1" in line for line in not_claimed(Reading(reading.options, entries)))
