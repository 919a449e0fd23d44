"""A population as a class of bounded gaps: decided as the whole polytope is, pairs hide, recruits leave none."""

from fractions import Fraction
from itertools import combinations

import numpy as np
import pytest

from checks.audit.classes import deciding
from checks.audit.classes.deciding import settled
from checks.audit.classes.reading import read
from checks.audit.classes.saying import ClassView, bound_of, document, evidence, instance, look, says
from checks.audit.reading.numbers import from_floats
from checks.audit.reading.tables import Features, make_heads
from checks.instance.check import check
from theory.diversity import Conditions
from theory.errors import InputError
from theory.exact.linear import dot, rank
from theory.files.instance_file import dumps, loads
from theory.instance import Baseline, Box, Context, Factored, Inequality, Instance
from theory.polytope.continuous import ContinuousClass
from theory.polytope.decision import decide
from theory.problem import Problem

BOUND = Fraction(3, 2)
VERDICTS = {"bounded": "bounded", "not bounded": "logarithmic at best", "boundary": "boundary"}


def people(seed):
    """Heads with small whole numbers that span ℚ^k, and for every third seed features of three responses."""
    rng = np.random.default_rng(seed)
    k = int(rng.integers(1, 4))
    n = int(rng.integers(max(k, 2), 6))
    while True:
        heads = rng.integers(-2, 3, (n, k))
        if np.linalg.matrix_rank(heads) == k and heads.any(axis=1).all():
            break
    if seed % 3 or k == 3:
        return make_heads(heads.astype(float)), None
    while True:
        traits = rng.integers(-2, 3, (3, 1 + (k == 1)))
        steps = traits[1:] - traits[0]
        if np.linalg.matrix_rank(steps) == traits.shape[1]:
            break
    values = traits.astype(float)
    names = ("f", "g")[: traits.shape[1]]
    return make_heads(heads.astype(float)), Features(("p",) * 3, ("x", "y", "z"), names, values, from_floats(values))


def whole(heads, features):
    """The same class by another road: all users, and the gaps themselves bounded, by inequalities."""
    offered = [[0], [1]] if features is None else features.values.astype(int).tolist()
    offered = tuple(tuple(map(Fraction, row)) for row in offered)
    users = {name: tuple(map(Fraction, map(int, row))) for name, row in zip(heads.users, heads.values, strict=True)}
    rows = [
        tuple(sign * w * (a - b) for w in head for a, b in zip(one, two, strict=True))
        for head in users.values()
        for one, two in combinations(offered, 2)
        for sign in (1, -1)
    ]
    size = len(rows[0])
    wide = (Fraction(1000),) * size
    box = Box(tuple(-x for x in wide), wide, tuple(Inequality(row, BOUND) for row in rows))
    contexts = tuple(Context(name, "p", Fraction(1, len(users))) for name in users)
    names = tuple(f"y{i}" for i in range(len(offered)))
    return Instance(contexts, names, Baseline("y0"), Factored(users, {"p": offered}, box))


def viewed(heads, features, picks=9, candidates=None):
    return look(heads, features, candidates, {"box": "3/2", "baseline": None}, picks=picks, seed=0)


@pytest.mark.parametrize("seed", range(60))
def test_a_class_is_decided_as_the_polytope_of_all_bounded_gaps_is(seed):
    heads, features = people(seed)
    found = viewed(heads, features).found
    assert found.verdict == VERDICTS[decide(ContinuousClass.of(whole(heads, features))).verdict]
    assert (found.pair is None) == (found.verdict == "bounded")


@pytest.mark.parametrize("seed", range(60))
def test_the_pair_hides_and_is_within_the_bound(seed):
    heads, features = people(seed)
    view = viewed(heads, features)
    if view.found.verdict != "logarithmic at best":
        return
    conditions = Conditions(Problem.of(instance(view, view.found.pair)))
    assert not conditions.pointwise_diversity(0) and conditions.unique_optimum_of(0)
    told = document(view)
    if view.setting.coinciding:
        return
    low, high = (float(x) for x in told["regret_constant"]["constant"])
    assert 0 < low <= high and told["regret_constant"]["exploration"]
    assert set(told["confusing"]["believed"]) == set(told["confusing"]["hidden"]) == set(heads.columns)
    gaps = [abs(a - b) for table in _tables(view) for row in table for a, b in combinations(row, 2)]
    assert max(gaps) == BOUND


def _tables(view):
    return instance(view, view.found.pair).models.table.values()


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


@pytest.mark.parametrize("seed", range(12))
def test_what_a_decision_rests_on_is_decided_again(seed):
    view = viewed(*people(seed))
    told = check(loads(dumps(evidence(view)), "evidence"))
    if view.found.pair is not None:
        assert told["regime"] in ("logarithmic", None) and not told["conditions"]["diversity"]
    else:
        assert told["class"]["decision"] == "bounded"


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


def test_bad_input_is_named():
    heads = make_heads(np.array([[1.0, 2.0]]))
    for text in ("0", "-1", "wide", "data", "1/0"):
        with pytest.raises(InputError, match="--box"):
            bound_of(text, None)
    with pytest.raises(InputError, match="nothing can alter"):
        read(make_heads(np.array([[0.0, 0.0]])), None, None, None)
    with pytest.raises(InputError, match="--baseline"):
        read(heads, None, "x", None)
    values = np.array([[0.0], [1.0], [2.0]])
    uneven = Features(("p", "p", "q"), ("x", "y", "x"), ("f",), values, from_floats(values))
    with pytest.raises(InputError, match="other responses"):
        read(heads, uneven, None, None)


def test_the_seed_changes_no_verdict():
    heads, _ = people(1)
    setting = read(heads, None, None, None)
    assert len({settled(setting, 9, seed).verdict for seed in range(5)}) == 1
