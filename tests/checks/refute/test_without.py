from checks.refute.without import without


def test_a_counterexample_is_found_written_and_replayable() -> None:
    found = without("t8", "consistency")
    assert found.document["found"] and found.document["claim"] == "T8" and found.instance is not None
    assert found.document["replay"].endswith("--claim T8 --drop consistency --seed 0")
    assert without("T8", "consistency", saved="x.json").document["replay"] == "user-diversity check x.json"


def test_where_the_claim_survives_the_reason_is_given() -> None:
    found = without("T10", "H3")
    assert not found.document["found"] and found.instance is None
    assert found.document.get("reason")


def test_a_budget_that_ends_is_told_from_a_search_that_does() -> None:
    assert not without("T8", "consistency", seconds=-1.0).exhausted
