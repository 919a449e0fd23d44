import pytest

from checks.refute.mutants import job
from checks.report import adversary
from checks.report.sources import Reading
from tests.checks.report.pages import check
from theory.claims import LEDGER


def test_every_bound_has_its_row() -> None:
    kept = job.committed("tightness")["bounds"]
    shown = adversary.bounds(kept)
    assert [row[:2] for row in shown.rows] == [[one["claim"], one["statement"]] for one in kept]
    assert not shown.left_out


@pytest.mark.slow
def test_every_falsified_form_is_on_the_page(html: str, reading: Reading) -> None:
    words = " ".join(" ".join(check(html).words).split())
    for claim in LEDGER:
        section = html.split(f'id="{claim.id}"')[1].split("</article>")[0]
        for one in reading.mutants(claim.id, "refuted"):
            assert adversary.form(one) in section
        for one in reading.bounds(claim.id):
            assert f"Tightest instance known, {one['statement']}" in section
    assert f"{len(job.committed('catalogue')['refuted'])} falsified forms" in words


def test_claims_whose_ids_begin_alike_are_kept_apart(reading: Reading) -> None:
    assert all(one["mutant"].startswith("T1:") for one in reading.mutants("T1", "refuted"))
    assert sum(len(reading.mutants(claim.id, "refuted")) for claim in LEDGER) == len(reading.falsified["refuted"])


def test_sizes_in_words() -> None:
    instance = {"contexts": [{}, {}], "responses": ["a", "b"], "parameters": "all"}
    assert adversary.size(instance) == "2 contexts, 2 responses"
    assert adversary.size({**instance, "parameters": {"m": []}}) == "2 contexts, 2 responses, 1 model"


def test_what_was_not_refuted_says_why() -> None:
    true, unsettled = [{"mutant": "T2: without D", "why": "x", "searched": 3}], [{"mutant": "T2: y", "searched": 4}]
    rows = adversary.survivors(true, unsettled).rows
    assert rows == [["without D", "true: x", "3"], ["y", "not refuted, not proved", "4"]]
