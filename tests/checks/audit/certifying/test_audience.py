import numpy as np

from checks.audit.certifying import audience
from checks.audit.certifying.audience import Audience
from checks.audit.certifying.population import of_heads
from checks.audit.reading.numbers import from_floats
from checks.audit.reading.tables import Features, make_heads


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
