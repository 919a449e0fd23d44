import json
from types import SimpleNamespace

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from checks.audit.reading.choices import read_choices
from checks.audit.reading.numbers import from_floats
from checks.audit.reading.tables import Features, make_heads
from checks.audit.run import audit_big, audit_choices, audit_heads, streamed
from checks.audit.verdict import Answer
from checks.audit.writing import document
from theory.errors import InputError


def noisy(rank, users=200, noise=0.1, seed=0):
    rng = np.random.default_rng(seed)
    values = rng.standard_normal((users, rank)) @ np.eye(3)[:rank] + noise * rng.standard_normal((users, 3))
    return make_heads(values, columns=("price", "speed", "brand"))


@pytest.mark.parametrize(("rank", "verdict"), [(3, "diverse"), (2, "undecided")])
def test_the_verdict_follows_the_signal(rank, verdict):
    result = audit_heads(noisy(rank), noise=0.01 * np.eye(3), confidence=0.9999)
    found = json.loads(json.dumps(document(result), allow_nan=False))
    assert found["verdict"] == verdict
    exposed = {"relevant": 3, "exposed": 3, "exact": False, "at_rounding": 0}
    assert found["dimensions"] == {**exposed, "certified": rank}
    if verdict == "undecided":
        assert found["weakest"][0]["features"][0]["feature"] == "brand"
        assert found["strength"]["coefficient"]["interval"][0] == 0
        assert "not a refutation" in " ".join(found["does_not_say"])


def test_exact_absence_is_a_refutation_with_its_witness():
    heads = make_heads(np.array([[1.0, 2.0, 0.0], [2.0, 1.0, 0.0]]), columns=("a", "b", "c"))
    result = audit_heads(
        heads, candidates=make_heads(np.array([[9.0, 9, 0], [0, 0, 1]]), ("old", "new"), ("a", "b", "c"))
    )
    found = document(result)
    assert result.refuted
    assert found["missing_directions"] == [{"a": "0", "b": "0", "c": "1"}]
    assert found["weakest"][0] == {"features": [{"feature": "c", "loading": 1.0}], "second_moment": 0.0, "carriers": []}
    assert [pick["candidate"] for pick in found["recruiting"]["picks"]] == ["new"]
    assert found["strength"]["coefficient"]["value"] == 0


SPARSE = np.array([[1.0, 2.0, 0.0], [3.0, -1.0, 0.0], [0.5, 4.0, 0.0], [2.0, 2.0, 0.0]] * 10)
"""Estimates without a third coordinate, as a fit that shrinks to 0 makes them."""


def test_what_noise_took_from_estimates_is_unknown_and_not_missing():
    """As given the heads are in a plane: not diverse. As estimates they say nothing of what was shrunk to 0."""
    given, noisy = (audit_heads(make_heads(SPARSE), noise=noise) for noise in (None, 0.01 * np.eye(3)))
    assert (given.verdict, given.refuted) == ("not diverse", True)
    assert (noisy.verdict, noisy.refuted) == ("undecided", False)
    assert noisy.signal.dimension == 2
    told, unknown = (" ".join(document(result)["says"]) for result in (given, noisy))
    assert "hidden" in told and "hidden" not in unknown and "missing from the estimates" in unknown


def test_a_target_is_not_uncovered_where_the_estimates_may_have_lost_what_it_has():
    target = make_heads(np.random.default_rng(0).standard_normal((40, 3)))
    told = [audit_heads(make_heads(SPARSE), noise=noise, against=target) for noise in (None, 0.01 * np.eye(3))]
    assert [one.coverage for one in told] == ["not covered", "undecided"]


def test_no_dimension_is_certified_that_the_heads_have_by_rounding_alone():
    """Three heads of size 1e50 in four coordinates, with errors of a thousandth."""
    rows = [[0, 0, 0, 1e50], [1, 0, 1e50, 0], [0.1, 0, 0, 1e50]]
    result = audit_heads(make_heads(rows), noise=1e-6 * np.eye(4))
    assert result.signal.dimension <= result.population.exposed < 4 and result.verdict == "undecided"


def test_a_big_file_gets_the_verdict_of_a_small_one(tmp_path):
    np.save(tmp_path / "h.npy", noisy(2).values)
    big = document(audit_big(tmp_path / "h.npy", 0.01 * np.eye(3), 0.9999))
    small = document(audit_heads(noisy(2), noise=0.01 * np.eye(3), confidence=0.9999))
    assert big["dimensions"] == small["dimensions"]
    assert big["verdict"] == small["verdict"]
    assert big["population"]["users"] == 200
    assert not streamed(tmp_path / "h.npy")
    with pytest.raises(InputError, match="covariance each"):
        audit_big(tmp_path / "h.npy", np.zeros((200, 3, 3)))


values = st.sampled_from([0.0, 1.0, -1.0, 0.5, 0.1, 3.0, 1e-50, 1e50])
CONSISTENT = {
    "vacuous": {"covered"},
    "diverse": {"covered"},
    "not diverse": {"not covered", "covered as given", "undecided"},
    "diverse as given": {"covered as given"},
    "undecided": {"undecided"},
}


@settings(max_examples=150, deadline=None)
@given(st.integers(0, 2**32), st.integers(1, 4), st.booleans(), st.sampled_from([None, 1e-6, 1.0, 1e6]), st.data())
@pytest.mark.slow
def test_every_table_gets_a_consistent_document(seed, size, featured, noise, data):
    rng = np.random.default_rng(seed)
    columns = tuple("abcd"[:size])
    rows = data.draw(st.lists(st.lists(values, min_size=size, max_size=size), min_size=1, max_size=8))
    traits = rng.integers(-1, 2, (3, size)).astype(float)
    prompts = tuple(rng.choice(["p", "q"], 3))
    features = Features(prompts, ("x", "y", "z"), columns, traits, from_floats(traits)) if featured else None
    others = make_heads(rng.standard_normal((3, size)), columns=columns)
    covariance = None if noise is None else noise * np.eye(size)
    result = audit_heads(make_heads(rows, columns=columns), features, covariance, others, others)
    found = json.loads(json.dumps(document(result), allow_nan=False))
    assert found["against"]["coverage"] in CONSISTENT[found["verdict"]]
    assert found["dimensions"]["exposed"] <= found["dimensions"]["relevant"]
    lost = found["dimensions"]["relevant"] - found["dimensions"]["exposed"]
    assert len(found["missing_directions"]) == lost - found["dimensions"]["at_rounding"]


@pytest.mark.parametrize(
    ("coverage", "expected"),
    [("not covered", True), ("undecided", False), ("covered", False), ("covered as given", False)],
)
def test_only_a_target_that_is_not_covered_refutes(coverage: str, expected: bool) -> None:
    answer = SimpleNamespace(versus=object(), coverage=coverage, verdict="not diverse")
    assert Answer.refuted.fget(answer) is expected  # type: ignore[attr-defined]


def test_a_fitted_tie_is_no_gap():
    """Of a user whose answers cancel the head is 0 but for rounding."""
    rows = [("ann", t, int(j == (t > 0)), j, t % 3) for t in range(9) for j in range(2)]
    rows += [("bob", t, int(j == t % 2), j * (1 + t // 2) / 10, j * (3, 7, 2, 9)[t // 2] / 7)
             for t in range(8) for j in range(2)]  # fmt: skip
    table = dict(zip(("user", "task", "chosen", "x", "y"), zip(*rows, strict=True), strict=True))
    found = audit_choices(read_choices(table)).scale
    assert found is not None and found.smallest_gap > 1e-3
