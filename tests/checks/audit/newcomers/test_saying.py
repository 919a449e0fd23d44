"""What is said about new users, as JSON values and in a sentence, from findings written by hand."""

import pytest

from checks.audit.newcomers.new_users import Advice, NewUsers
from checks.audit.newcomers.saying import LISTED, document, says
from theory.span.new_user import Question

ADVICE = Advice((Question("p", "tea", "milk"),), 1.5, 0.25, 2.0, ((1, 9), (2, None)))


def test_all_that_is_known_is_in_the_document():
    assert document(None) is None
    assert document(NewUsers(1, False, 2, ADVICE, ("ann",))) == {
        "inside": 1,
        "inside_is_a_bound": False,
        "outside": 2,
        "comparisons": [{"prompt": "p", "response": "tea", "other": "milk"}],
        "error_factor": 1.5,
        "typical_gap": 0.25,
        "largest_asked_gap": 2.0,
        "repetitions": [{"standard_errors": 1, "each": 9}, {"standard_errors": 2, "each": None}],
        "users_outside": {"of": "these users, each against all others", "total": 1, "users": ["ann"]},
    }


def test_without_advice_nothing_is_made_up():
    told = document(NewUsers(3, True, None, None, (), True))
    names = ("outside", "comparisons", "error_factor", "typical_gap", "largest_asked_gap", "repetitions")
    assert {told[name] for name in names} == {None} and told["users_outside"]["of"] == "target"


def test_a_long_list_is_cut_and_counted():
    users = tuple(str(i) for i in range(LISTED + 5))
    outside = document(NewUsers(1, False, 1, None, users))["users_outside"]
    assert (outside["total"], len(outside["users"]), outside["users"][-1]) == (LISTED + 5, LISTED, str(LISTED - 1))


@pytest.mark.parametrize(
    ("found", "words"),
    [
        (NewUsers(2, False, 5, None, ()), "needs 2 comparisons, any other 5 (T28)"),
        (NewUsers(2, True, None, None, ()), "needs at most 2 comparisons, any other as many as the features vary"),
        (NewUsers(None, True, 4, None, ()), "only for anybody at all: 4 (T28)"),
    ],
)
def test_the_sentence_has_the_numbers(found, words):
    (line,) = says(found)
    assert words in line and says(None) == []
