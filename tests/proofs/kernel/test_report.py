import pytest

from proofs.kernel import KernelReport, compare, status
from proofs.kernel.report import least
from proofs.kernel.statements import Said

REPORT = KernelReport({"T1_bound": (), "T7_real": ("classic",)}, (), "0")
EXPECTED = {"T1_bound": (), "T7_real": ("classic",)}


def test_agreement():
    assert compare(REPORT, EXPECTED) == ()


def test_a_ledger_name_that_does_not_resolve_is_caught():
    assert compare(REPORT, {**EXPECTED, "T1_boundd": ()}) == ("T1_boundd is in the ledger but not in the headline",)


def test_a_theorem_that_the_ledger_does_not_name_is_caught():
    assert compare(REPORT, {"T7_real": ("classic",)}) == ("T1_bound is in the headline but not in the ledger",)


def test_an_extra_axiom_is_caught():
    assert compare(REPORT, {"T1_bound": (), "T7_real": ()}) == ("T7_real rests on classic",)


def test_errors_of_the_build_are_disagreements():
    broken = KernelReport({}, ("theories/A.v: Admitted",), "0")
    assert compare(broken, EXPECTED)[0] == "theories/A.v: Admitted"
    assert len(compare(broken, EXPECTED)) == 3


@pytest.mark.parametrize(
    ("report", "names", "expected"),
    [
        (None, ["T1_bound"], "kernel proof not run here"),
        (None, [], "no kernel proof"),
        (REPORT, [], "no kernel proof"),
        (REPORT, ["T1_bound"], "kernel (no axioms)"),
        (REPORT, ["T1_bound", "T7_real"], "kernel (named axioms)"),
        (REPORT, ["T1_bound", "T2_tail"], "kernel failed"),
        (KernelReport(REPORT.theorems, ("something",), "0"), ["T1_bound"], "kernel failed"),
    ],
)
def test_status_is_computed(report, names, expected):
    assert status(report, names) == expected


def test_reports_survive_writing():
    again = KernelReport.loads(REPORT.dumps())
    assert (again.theorems, again.errors, again.source_hash) == (REPORT.theorems, REPORT.errors, REPORT.source_hash)
    assert again.cached and not REPORT.cached


def test_statements_survive_writing_and_an_edit_is_noticed():
    said = Said("0" * 64, "forall x, x", ("UserDiversity.Model.p",))
    whole = KernelReport({"T1": ()}, (), "0", {"T1": said}, {"UserDiversity.Model.p": said}, "Coq")
    again = KernelReport.loads(whole.dumps("a"), "a")
    assert (again.statements, again.definitions, again.compiler) == (whole.statements, whole.definitions, "Coq")
    with pytest.raises(ValueError, match="edited"):
        KernelReport.loads(whole.dumps("a").replace("forall", "exists"), "a")
    with pytest.raises(ValueError, match="edited"):
        KernelReport.loads(whole.dumps("a"), "b")


def test_a_claim_is_as_proved_as_its_least_statement():
    assert least(["kernel (no axioms)", "kernel (named axioms)"]) == "kernel (named axioms)"
    assert least(["kernel (no axioms)", "no kernel proof", "kernel failed"]) == "kernel failed"
