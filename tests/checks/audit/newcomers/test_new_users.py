"""New users of an audited population: the comparisons identify, no fewer do, and users outside the span are named."""

from fractions import Fraction
from itertools import combinations

import numpy as np
import pytest
import sympy as sp

from checks.audit.reading.numbers import from_floats
from checks.audit.reading.tables import Features, make_heads
from checks.audit.run import audit_choices, audit_heads
from checks.audit.sentences import does_not_say
from checks.bench.bench_signal import choices

pytestmark = pytest.mark.slow

COLUMNS = ("a", "b", "c")


def features(values, prompts):
    names = tuple(f"y{i}" for i in range(len(values)))
    return Features(prompts, names, COLUMNS[: values.shape[1]], values, from_floats(values))


def drawn(seed):
    """Heads and features with whole numbers, often of low rank."""
    rng = np.random.default_rng(seed)
    k, n, size = (int(x) for x in rng.integers(1, 4, size=3))
    low = rng.integers(-1, 2, size=(n + 1, 1)) * rng.integers(-1, 2, size=(1, k))
    values = low if seed % 3 == 0 else rng.integers(-2, 3, size=(n + 1, k))
    traits = rng.integers(-2, 3, size=(2 * (size + 1), k)).astype(float)
    return values.astype(float), traits, ("p",) * (size + 1) + ("q",) * (size + 1)


def gaps(values, traits, prompts):
    """Every comparison with the gaps of every user, in whole numbers."""
    pairs = [(i, j) for i, j in combinations(range(len(prompts)), 2) if prompts[i] == prompts[j]]
    return {(f"y{j}", f"y{i}"): [int(w @ (traits[j] - traits[i])) for w in values] for i, j in pairs}


@pytest.mark.parametrize("seed", range(80))
def test_the_chosen_comparisons_identify_and_no_fewer_do(seed):
    values, traits, prompts = drawn(seed)
    new = audit_heads(make_heads(values, columns=COLUMNS[: values.shape[1]]), features(traits, prompts)).new_users
    table = gaps(values, traits, prompts)
    everything = sp.Matrix(list(table.values()))
    rank = everything.rank()
    assert new.inside == rank == len(new.advice.questions) and not new.bound
    asked = sp.Matrix([table[q.response, q.other] for q in new.advice.questions]) if rank else sp.zeros(0, len(values))
    weights = sp.Matrix([[sp.Rational(int(x), 7) for x in np.random.default_rng(seed).integers(-9, 10, len(values))]]).T
    solved = asked.gauss_jordan_solve(asked * weights)[0] if rank else weights
    assert rank == 0 or everything * (solved - weights) == sp.zeros(len(table), 1)
    for fewer in combinations(range(len(table)), max(new.inside - 1, 0)):
        unseen = (
            everything.extract(list(fewer), list(range(len(values)))).nullspace() if fewer else [sp.eye(len(values))]
        )
        assert not new.inside or any(any(everything * direction) for direction in unseen)


@pytest.mark.parametrize("seed", range(80))
def test_users_outside_the_span_are_named(seed):
    values, traits, prompts = drawn(seed)
    columns = COLUMNS[: values.shape[1]]
    heads, more = make_heads(values, columns=columns), features(traits, prompts)
    rows = sp.Matrix(list(gaps(values, traits, prompts).values())).T
    alone = audit_heads(heads, more).new_users.alone
    assert set(alone) == {str(i) for i in range(len(values)) if _without(rows, i) < rows.rank()}
    target = np.random.default_rng(seed).integers(-1, 2, size=(4, values.shape[1])).astype(float)
    both = sp.Matrix(list(gaps(np.vstack([values, target]), traits, prompts).values())).T
    new = audit_heads(heads, more, against=make_heads(target, columns=columns)).new_users
    joined = [both.extract([*range(len(values)), len(values) + i], list(range(both.cols))) for i in range(4)]
    assert set(new.alone) == {str(i) for i in range(4) if joined[i].rank() > rows.rank()} and new.of_target


def _without(rows, i):
    return rows.extract([j for j in range(rows.rows) if j != i], list(range(rows.cols))).rank()


def test_repetitions_tell_a_typical_gap_from_none():
    rng = np.random.default_rng(1)
    heads = make_heads(0.7 * rng.standard_normal((30, 3)), columns=COLUMNS)
    values = rng.standard_normal((6, 3))
    advice = audit_heads(heads, features(values, ("p",) * 6)).new_users.advice
    (_, one), (_, two), (_, three) = advice.repetitions
    assert "is assumed" in " ".join(does_not_say(audit_heads(heads, features(values, ("p",) * 6))))
    assert advice.factor <= 3**0.5 * (1 + 1e-6)
    assert one >= 4 / advice.typical**2 and 3 * one < two + 4 and 8 * one < three + 9


def test_without_shared_features_only_bounds_are_known():
    heads = make_heads(np.array([[1.0, 2, 0], [2.0, 1, 0], [0.0, 0, 1]]), ("ann", "bob", "eve"), COLUMNS)
    new = audit_heads(heads).new_users
    assert (new.inside, new.bound, new.outside, new.advice) == (3, True, None, None)
    assert set(new.alone) == {"ann", "bob", "eve"}
    values = np.array([[0.0], [1.0], [3.0]])
    other = Features(("p",) * 3, ("x", "y", "z"), ("quality",), values, from_floats(values))
    assert audit_heads(heads, other).new_users.inside == audit_heads(heads, other).new_users.outside == 1


def test_choices_bound_nothing_from_above():
    rng = np.random.default_rng(0)
    new = audit_choices(choices(2 * rng.standard_normal((20, 2)), 6, rng)).new_users
    assert (new.inside, new.outside, new.advice) == (None, 2, None)


def test_a_span_at_rounding_has_no_number_of_repetitions():
    rng = np.random.default_rng(0)
    flat = rng.standard_normal((9, 1)) @ rng.standard_normal((1, 3))
    new = audit_heads(make_heads(flat, columns=COLUMNS), features(rng.standard_normal((5, 3)), ("p",) * 5)).new_users
    assert new.inside == len(new.advice.questions) == 3
    assert new.advice.factor is None and {each for _, each in new.advice.repetitions} == {None}
    assert Fraction(new.outside) == 3


@pytest.mark.filterwarnings("error")
def test_a_single_response_leaves_nothing_to_ask():
    heads = make_heads(np.eye(2), columns=("a", "b"))
    one = Features(("p",), ("r",), ("a", "b"), np.ones((1, 2)), from_floats(np.ones((1, 2))))
    found = audit_heads(heads, one)
    advice = found.new_users.advice
    assert (found.verdict, advice.questions, advice.typical, advice.largest) == ("vacuous", (), 0.0, 0.0)
