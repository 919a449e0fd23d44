from checks.report.figures.graph import levels, svg
from theory.claims import LEDGER


def test_every_claim_stands_once_and_above_what_rests_on_it() -> None:
    rows = levels()
    assert sorted(c.id for row in rows for c in row) == sorted(c.id for c in LEDGER)
    level = {c.id: n for n, row in enumerate(rows) for c in row}
    assert all(level[name] < level[c.id] for c in LEDGER for name in c.rests_on)


def test_nodes_are_links_coloured_by_their_verdict() -> None:
    text = svg(lambda claim: "refuted" if claim.id == "T1" else "not run")
    assert '<a href="#T1" class="node refuted"' in text
    assert text.count('class="node not-run"') == len(LEDGER) - 1
    assert text.count("<path") == sum(len(c.rests_on) for c in LEDGER)
