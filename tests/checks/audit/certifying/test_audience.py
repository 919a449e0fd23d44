import numpy as np
import pytest

from checks.audit.certifying import audience
from checks.audit.certifying.audience import Audience
from checks.audit.certifying.exact_rank import exact_rank
from checks.audit.certifying.population import of_heads
from checks.audit.reading.numbers import from_floats
from checks.audit.reading.tables import Features, make_heads
from checks.audit.run import audit_heads
from checks.audit.running.session import OutOfTimeError, Session, running
from checks.audit.writing import document


def features(values, responses, prompts):
    values = np.array(values, dtype=float)
    return Features(prompts, responses, ("a", "b"), values, from_floats(values))


def found_by(heads, features):
    return audience.of_features(of_heads(heads, features), heads, features)


def test_audiences_are_who_likes_a_response_best():
    heads = make_heads(np.array([[2.0, 1.0], [1.0, 3.0], [0.5, 1.5]]), columns=("a", "b"))
    found, ties = found_by(heads, features([[1, 0], [0, 1], [-9, -9]], ("x", "y", "z"), ("p",) * 3))
    assert found == [Audience("x", 1, 1, 2), Audience("y", 2, 1, 2), Audience("z", 0, 0, 2)]
    assert not found[0].spans
    assert ties == 0


def test_every_prompt_adds_to_an_audience():
    heads = make_heads(np.eye(2), columns=("b", "a"))
    table = features([[1, 0], [0, 1], [0, 2], [1, 0]], ("x", "y", "x", "y"), ("p", "p", "q", "q"))
    found, _ = found_by(heads, table)
    assert found == [Audience("x", 2, 2, 2), Audience("y", 2, 2, 2)]


def test_ties_are_decided_exactly_and_count_for_both():
    heads = make_heads(np.array([[0.1 + 0.2, 0.3]]), columns=("a", "b"))
    found, ties = found_by(heads, features([[1, 0], [0, 1]], ("x", "y"), ("p", "p")))
    assert ([a.users for a in found], ties) == ([1, 0], 0)
    heads = make_heads(np.array([[0.3, 0.3]]), columns=("a", "b"))
    found, ties = found_by(heads, features([[1, 0], [0, 1]], ("x", "y"), ("p", "p")))
    assert ([a.users for a in found], ties) == ([1, 1], 1)


def test_relabelling_responses_relabels_audiences():
    heads = make_heads(np.random.default_rng(0).standard_normal((20, 2)), columns=("a", "b"))
    table = [[1, 0], [0, 1], [1, 1]]
    plain, _ = found_by(heads, features(table, ("x", "y", "z"), ("p",) * 3))
    other, _ = found_by(heads, features(table[::-1], ("x", "y", "z"), ("p",) * 3))
    assert [(a.users, a.dimension) for a in plain] == [(a.users, a.dimension) for a in other][::-1]


def test_served_to_nobody_and_served_but_not_spanning_are_two_things():
    heads = make_heads(np.array([[2.0, 1.0], [1.0, 3.0], [0.5, 1.5]]), columns=("a", "b"))
    result = document(audit_heads(heads, features([[1, 0], [0, 1], [-9, -9]], ("x", "y", "z"), ("p",) * 3)))
    assert result["audiences"]["lacking"] == ["x", "y"]
    assert result["audiences"]["unserved"] == ["z"]


def test_audiences_agree_with_exact_ranks_of_every_set():
    rng = np.random.default_rng(0)
    values = rng.integers(-3, 4, (40, 2)).astype(float)
    heads, traits = make_heads(values, columns=("a", "b")), rng.integers(-3, 4, (15, 2)).astype(float)
    found, _ = found_by(heads, features(traits, tuple(map(str, range(15))), ("p",) * 15))
    rewards = values @ traits.T
    for j, one in enumerate(found):
        mask = rewards[:, j] == rewards.max(axis=1)
        rank = exact_rank(from_floats(values[mask])).rank if mask.any() else 0
        assert (one.users, one.dimension) == (mask.sum(), rank)


def test_audiences_keep_to_a_budget():
    with running(Session(until=0.0)), pytest.raises(OutOfTimeError):
        found_by(make_heads(np.eye(2), columns=("a", "b")), features([[1, 0], [0, 1]], ("x", "y"), ("p", "p")))
