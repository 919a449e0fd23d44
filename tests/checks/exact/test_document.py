import pytest
from flint import arb

from checks.exact.answer import Answer
from checks.exact.document import FORMAT, document, enclosed
from checks.exact.enumerate import Limit
from checks.learners import load
from theory.errors import InputError, OutOfReachError
from theory.problem import tabular

PROBLEM = tabular({"a": [[0, 1]], "b": [[1, 0]]})


def test_decimals_enclose_the_answer() -> None:
    written = document(enclosed(PROBLEM, 1, load("greedy"), 2, 1e-6, Limit()), "greedy", "b", 2)
    assert written["format"] == FORMAT and written["horizon"] == 2 and "unfinished" not in written
    low, high = map(float, written["regret"])
    assert low <= high and [row[0] for row in written["curve"]] == [0, 1, 2]
    assert written["curve"][0][1:] == ["0", "0"]


def test_what_ran_out_is_said() -> None:
    assert document(Answer(arb(0), arb(1), [], 3, "out of time"), "greedy", "b", None)["unfinished"] == "out of time"


def test_an_infinite_enclosure_is_out_of_reach() -> None:
    with pytest.raises(OutOfReachError):
        document(Answer(arb(0), arb.pos_inf(), [], 1), "greedy", "b", 3)


@pytest.mark.parametrize("learner, rounds", [("thompson", 3), ("uniform", None)])
def test_what_cannot_be_enumerated_is_refused(learner: str, rounds: int | None) -> None:
    with pytest.raises(InputError, match=learner):
        enclosed(PROBLEM, 0, load(learner), rounds, 1e-6, Limit())
