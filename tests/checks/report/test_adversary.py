from checks.report.adversary import bounds, form, refutations, size, survivors

MUTANT = {
    "mutant": "T1: headline × 9/10",
    "instance": {"contexts": [{}, {}], "responses": ["a", "b"], "rewards": {"m": [], "n": []}},
    "left": "1",
    "right": ["0.5", "0.6"],
    "where": "truth b",
    "searched": 3,
}


def test_sizes_in_words() -> None:
    assert size(MUTANT["instance"]) == "2 contexts, 2 responses, 2 models"
    assert form(MUTANT) == "headline × 9/10"


def test_tables_hold_what_was_found() -> None:
    assert "headline × 9/10" in str(refutations([MUTANT])) and "truth b" in str(refutations([MUTANT]))
    true, unsettled = {**MUTANT, "why": "it is"}, {**MUTANT, "mutant": "T1: without D"}
    shown = str(survivors([true], [unsettled]))
    assert "true: it is" in shown and "not refuted, not proved" in shown and "without D" in shown
    entry = {"claim": "T1", "statement": "headline", "ratio": 0.25, "where": "w", "trail": [[4, 0.1]], "searched": 9}
    assert "25 %" in str(bounds([entry]))
