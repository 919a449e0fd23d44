"""An audit that minds its budget."""

from time import monotonic

import pytest

from checks.audit.running.session import OutOfTimeError, Session, at, found, running, tick


def test_outside_of_a_session_nothing_is_minded():
    at("anything")
    tick()
    found(1, 2, True)


def test_when_the_budget_is_spent_it_says_on_what():
    with running(Session(until=monotonic() + 100)) as session:
        at("the ranks")
        session.until = monotonic() - 1
        with pytest.raises(OutOfTimeError, match="the ranks"):
            tick()
    tick()


@pytest.mark.parametrize(
    ("dimensions", "verdict"), [(None, None), ((0, 0), "vacuous"), ((3, 2), "not diverse"), ((3, 3), "undecided")]
)
def test_what_is_certain_already(dimensions, verdict):
    session = Session(dimensions=dimensions)
    assert session.verdict == verdict
    assert session.certain == (
        "nothing yet" if dimensions is None
        else f"as given, the heads span {dimensions[1]} of {dimensions[0]} relevant dimensions"
    )  # fmt: skip


def test_what_estimates_lack_is_not_certainly_missing():
    with running(Session()) as session:
        found(3, 2, False)
    assert session.verdict == "undecided"


def test_the_first_dimensions_stand():
    with running(Session()) as session:
        found(3, 2, True)
        found(5, 5, True)
    assert session.dimensions == (3, 2)
