"""A class of bounded gaps as rows of the table, from documents written by hand."""

from checks.audit.showing.classes import rows

NOTHING = {
    "decision": "bounded",
    "confusing": None,
    "regret_constant": None,
    "recruits": [],
    "decision_with_recruits": "bounded",
    "nothing_hides_from": [],
}


def pair(believed, hidden):
    return {"believed": believed, "hidden": hidden, "context": ["ann", "breakfast"], "response": "tea"}


def test_a_decision_alone_is_one_row():
    assert rows(None) == []
    assert rows(NOTHING) == [("rewards with bounded gaps (T23)", "bounded")]
    assert rows(NOTHING | {"nothing_hides_from": ["ann", "bob"]})[1:] == [("  nothing hides already from", "ann, bob")]


def test_a_pair_is_told_in_rounded_numbers():
    """One feature goes without its name; entries that are 0 are left out."""
    one = {"price": {"offer": "-2/3"}, "colour": {"offer": "0"}}
    two = {"price": {"offer": "0"}, "colour": {"offer": "0"}}
    told = rows(NOTHING | {"decision": "logarithmic at best", "confusing": pair(one, two)})
    assert told == [
        ("rewards with bounded gaps (T23)", "logarithmic at best"),
        ("  while this is believed", "-0.6667 price"),
        ("  this stays hidden", "0"),
        ("  which would serve", "tea to ann with breakfast"),
    ]


def test_several_features_are_named_and_eight_entries_told():
    wide = {f"c{i}": {"f": str(i + 1), "g": "1/2"} for i in range(5)}
    told = dict(rows(NOTHING | {"confusing": pair(wide, {"c": {"f": "1", "g": "0"}})}))
    assert told["  while this is believed"].startswith("+1 c0×f, +0.5 c0×g, ")
    assert told["  while this is believed"].endswith("+0.5 c3×g, …") and told["  this stays hidden"] == "+1 c×f"


def test_recruits_come_with_what_they_change():
    assert rows(NOTHING | {"recruits": ["dan", "eve"]})[1:] == [
        ("  recruit", "dan"), ("  recruit", "eve"), ("  with them", "bounded")
    ]  # fmt: skip
