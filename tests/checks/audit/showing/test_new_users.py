"""New users as rows of the table, from documents written by hand."""

from checks.audit.showing.new_users import SHOWN, rows

NOBODY = {"of": "these users, each against all others", "total": 0, "users": []}


def found(questions, **more):
    asked = [{"prompt": "p", "response": f"y{i}", "other": "y"} for i in range(questions)]
    repetitions = [{"standard_errors": 1, "each": 7}, {"standard_errors": 3, "each": 12345}]
    document = {"comparisons": asked, "error_factor": 1.25, "typical_gap": 0.5, "repetitions": repetitions}
    return document | {"users_outside": NOBODY} | more


def test_questions_and_how_often_they_are_asked():
    assert rows(found(1)) == [
        ("ask a new user", "p: y0 or y?"),
        ("  each so often", "7 for 1, 12,345 for 3 standard errors of a typical gap, 0.5"),
        ("  a gap's error, at worst", "1.25 times that of an asked one"),
    ]
    assert rows(None) == [] and rows(found(0, comparisons=None)) == []


def test_many_questions_are_counted():
    told = rows(found(SHOWN + 3))
    assert sum(text.startswith("p:") for _, text in told) == SHOWN
    assert told[SHOWN] == ("ask a new user", "and 3 more, listed in the document")


def test_what_is_not_known_has_no_number():
    assert rows(found(1, error_factor=None))[1] == (
        "  each so often", "unknown: part of what these heads span is at rounding"
    )  # fmt: skip
    unknown = [{"standard_errors": 2, "each": None}]
    assert rows(found(1, repetitions=unknown))[1][1].startswith("no number for 2")


def test_users_outside_are_named():
    others = NOBODY | {"total": 150, "users": ["ann", "bob"]}
    assert rows(found(0, users_outside=others)) == [("users outside the span of the others", "ann, bob of 150")]
    target = {"of": "target", "total": 0, "users": []}
    assert rows(found(0, users_outside=target)) == [("target users outside the span", "none")]
