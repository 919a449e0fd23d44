"""A population as a class of bounded gaps: decided as the whole polytope is, and recruits leave nothing hidden."""

from fractions import Fraction

import numpy as np
import pytest

from checks.audit.classes import deciding
from checks.audit.classes.deciding import settled
from checks.audit.classes.reading import read
from checks.audit.classes.saying import ClassView, document, evidence, says
from checks.audit.reading.numbers import from_floats
from checks.audit.reading.tables import Features, make_heads
from tests.checks.audit.classes.populations import BOUND, VERDICTS, people, viewed, whole
from theory.errors import InputError
from theory.exact.linear import dot, rank
from theory.polytope.continuous import ContinuousClass
from theory.polytope.decision import decide

pytestmark = pytest.mark.slow


@pytest.mark.parametrize("seed", range(60))
def test_a_class_is_decided_as_the_polytope_of_all_bounded_gaps_is(seed):
    heads, features = people(seed)
    found = viewed(heads, features).found
    assert found.verdict == VERDICTS[decide(ContinuousClass.of(whole(heads, features))).verdict]
    assert (found.pair is None) == (found.verdict == "bounded")


@pytest.mark.parametrize("seed", [s for s in range(60) if s % 3])
def test_opposites_leave_nothing_hidden(seed):
    heads, _ = people(seed)
    found = viewed(heads, None).found
    assert found.after == "bounded" and len(found.recruits) <= heads.values.shape[1]
    names = {name.removeprefix("somebody opposite to ") for name in found.recruits}
    rows = list(heads.values) + [-row for name, row in zip(heads.users, heads.values, strict=True) if name in names]
    again = make_heads(np.array(rows))
    assert decide(ContinuousClass.of(whole(again, None))).verdict == "bounded"


def test_candidates_are_recruited_in_the_span_only():
    heads = make_heads(np.array([[1.0, 0, 0], [0, 1.0, 0]]), ("ann", "bob"), ("a", "b", "c"))
    pool = make_heads(
        np.array([[0.0, 0, 1], [-1, 0, 0], [1, 1, 0], [0, -3, 0]]), ("new", "dan", "like", "eve"), ("a", "b", "c")
    )
    view = viewed(heads, None, candidates=pool)
    assert (view.setting.outside, view.found.verdict, view.found.after) == (1, "logarithmic at best", "bounded")
    assert sorted(view.found.recruits) == ["dan", "eve"]
    assert viewed(heads, None, picks=1, candidates=pool).found.after == "logarithmic at best"
    assert any("nothing hides any more" in line for line in says(view))


def test_many_users_need_no_enumeration():
    rng = np.random.default_rng(0)
    heads = make_heads(rng.standard_normal((300, 3)))
    found = viewed(heads, None).found
    assert found.verdict == "bounded" and len(found.core) < 40
    rows = [[Fraction(x) for x in heads.values[row]] for row in found.core]
    for draw in rng.standard_normal((200, 3)):
        model = tuple(map(Fraction, draw))
        assert rank([tuple(row) for row in rows if dot(tuple(row), model) > 0]) == 3


def test_too_many_policies_are_not_decided(monkeypatch):
    heads = make_heads(np.array([[1.0, 0], [-1, 0], [0, 1], [0, -1]]))
    assert viewed(heads, None).found.verdict == "bounded"
    monkeypatch.setattr(deciding, "MOST_CELLS", 0)
    view = viewed(heads, None)
    assert (view.found.verdict, view.found.pair) == ("not decided", None)
    assert "not decided" in says(view)[0]
    with pytest.raises(InputError, match="nothing was decided"):
        evidence(view)


def test_equal_responses_are_a_boundary():
    heads = make_heads(np.array([[1.0]]))
    values = np.array([[0.0], [0.0], [1.0]])
    same = Features(("p",) * 3, ("x", "y", "z"), ("f",), values, from_floats(values))
    found = viewed(heads, same).found
    assert found.verdict == VERDICTS[decide(ContinuousClass.of(whole(heads, same))).verdict] == "boundary"
    assert document(ClassView(read(heads, same, None, None), BOUND, found))["regret_constant"] is None


def test_the_seed_changes_no_verdict():
    heads, _ = people(1)
    setting = read(heads, None, None, None)
    assert len({settled(setting, 9, seed).verdict for seed in range(5)}) == 1
