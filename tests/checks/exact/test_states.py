from collections import Counter
from fractions import Fraction
from itertools import permutations
from random import Random

import numpy as np
import pytest
from flint import arb, ctx

from checks.exact.states import ROOT, States, exposures
from checks.learners import uniform
from theory.files.instance_file import read
from theory.problem import Problem, tabular

F = Fraction


def test_outcomes_of_a_policy_have_total_mass_one() -> None:
    problem = tabular({"a": [[0, 1, 2], [0, 0, 0]], "b": [[1, 0, 0], [0, 0, 0]]}, p=[F(1, 4), F(3, 4)])
    for reference in (0, 1):
        states = States(problem, reference)
        moves = states.moves(states.policy(0))
        assert moves.stay is not None and moves.stay.overlaps(arb(3) / 4)
        assert sum((mass for _, _, mass in moves.steps), moves.stay).overlaps(arb(1))
    assert sum(mass for mass, *_ in exposures(problem, states.policy(0))) == 1
    assert sum(mass for mass, *_ in exposures(problem, uniform.rows(problem))) == 1


def test_masses_that_are_no_rationals_add_up_to_one_too() -> None:
    """Under slates the softened policy has irrational masses, and a response is met by itself now and then."""
    document = {
        "format": "user-diversity/instance/1",
        "contexts": [{"user": user, "prompt": "x", "probability": "1/2"} for user in ("u", "v")],
        "responses": ["y0", "y1", "y2"],
        "comparators": {"slate": {"inverse_temperature": 1, "reference": "uniform"}},
        "rewards": {"a": [[0, 1, 2], [0, 0, 1]], "b": [[1, 0, 0], [0, 0, 1]]},
    }
    states = States(Problem.of(read(document)))
    moves = states.moves(states.policy(0))
    assert moves.stay is not None and 0.6 < moves.stay < 1
    total = sum((mass for _, _, mass in moves.steps), moves.stay)
    assert total.overlaps(arb(1)) and total.rad() < 1e-12


def test_equal_policies_are_one_object() -> None:
    states = States(tabular({"a": [[0, 1]], "b": [[0, 3]], "c": [[1, 0]]}))
    assert states.policy(0) is states.policy(1) is not states.policy(2)


@pytest.mark.parametrize("digits", [3, 60])
def test_leaders_of_models_that_floating_point_cannot_tell_apart(digits: int) -> None:
    close = F(1, 10**digits)
    states = States(tabular({"a": [[0, 1]], "b": [[0, 1 + close]], "c": [[0, 1]]}))
    children = [states.reach(ROOT, kind, step) for kind, step, _ in states.moves(states.policy(0)).steps]
    states.settle()
    won = [dict(states.counts(child)) for child in children]
    leaders = {
        states.vectors[next(iter(seen))][0] > 0: states.leaders[c] for seen, c in zip(won, children, strict=True)
    }
    assert leaders == {True: 1, False: 0}


def test_rewards_beyond_floating_point() -> None:
    states = States(tabular({"a": [[0, 10**400]], "b": [[10**400, 0]], "c": [[0, 0]]}))
    children = [states.reach(ROOT, kind, step) for kind, step, _ in states.moves(states.policy(0)).steps]
    with np.errstate(all="raise"):
        states.settle()
    assert sorted(states.leaders[child] for child in children) == [0, 1]


def test_forgetting_leaves_what_was_settled() -> None:
    states = States(tabular({"a": [[0, 1]], "b": [[1, 0]]}))
    first, second = states.moves(states.policy(0)).steps
    child = states.reach(ROOT, *first[:2])
    states.settle()
    size = len(states)
    states.reach(child, *first[:2])
    states.forget(size)
    assert len(states) == size == 2 and states.reach(child, *second[:2]) == ROOT


def test_root_ratio_bounds_enclose_one() -> None:
    states = States(tabular({"a": [[0, 1]], "b": [[1, 0]]}))
    bound = states.half_ratios([ROOT], 0)
    assert bound.shape == (1, 2) and (bound >= 1).all() and (bound < 1 + 1e-9).all()


def test_a_tie_at_the_top_goes_to_the_first() -> None:
    """After a win of response 1, b and c are equally likely and a is not."""
    states = States(tabular({"a": [[1, 0]], "b": [[0, 1]], "c": [[0, 1]]}))
    children = {kind: states.reach(ROOT, kind, step) for kind, step, _ in states.moves(states.policy(1)).steps}
    states.settle()
    assert {states.vectors[kind][1]: states.leaders[child] for kind, child in children.items()} == {1: 1, -1: 0}
    likelihoods = states.likelihoods
    won = next(kind for kind in children if states.vectors[kind][1] == 1)
    assert likelihoods.best({won: 3}) == (1, 2)


def test_the_last_bit_of_a_sum_never_breaks_a_tie() -> None:
    """Three gaps in another order: equal likelihoods whose floats differ; the second model's is often the larger."""
    misled = 0
    for x, y, z in permutations([F(n, 7) for n in (1, 3, 5, 11, 17, 23)], 3):
        states = States(tabular({"a": [[x, 0], [y, 0], [z, 0]], "b": [[y, 0], [z, 0], [x, 0]], "c": [[0, 0]] * 3}))
        state = ROOT
        for vector in ((x, y, 0), (y, z, 0), (z, x, 0)):
            kind = states.vectors.index(tuple(int(gap * states.scale) for gap in vector))
            state = states.reach(state, kind, states._increments[kind])
        states.settle()
        sums = states._sums[state]
        misled += bool(sums[1] > sums[0])
        assert states.leaders[state] == 0
    assert misled


def test_a_long_sum_is_not_trusted_beyond_its_rounding() -> None:
    """Equal likelihoods after 600 rounds, summed in another order: floats differ by more than their last two bits."""
    misled = 0
    for x, y, z in permutations([F(n, 7) for n in (1, 3, 5, 11)], 3):
        states = States(tabular({"a": [[x, 0], [y, 0], [z, 0]], "b": [[y, 0], [z, 0], [x, 0]], "c": [[0, 0]] * 3}))
        state = ROOT
        for vector in ((x, y, 0), (y, z, 0), (z, x, 0)):
            kind = states.vectors.index(tuple(int(gap * states.scale) for gap in vector))
            for _ in range(200):
                state = states.reach(state, kind, states._increments[kind])
        states.settle()
        first, second = states._sums[state, :2]
        misled += bool(second - first > 2.0**-50 * abs(first))
        assert states.leaders[state] == 0
    assert misled


def test_what_was_forgotten_is_numbered_anew() -> None:
    states = States(tabular({"a": [[0, 1]], "b": [[1, 0]]}))
    first, second = states.moves(states.policy(0)).steps
    one = states.reach(ROOT, *first[:2])
    states.settle()
    states.reach(one, *first[:2])
    other = states.reach(ROOT, *second[:2])
    states.forget(2)
    assert states.reach(ROOT, *second[:2]) == 2 < other
    states.settle()
    assert len(states) == len(states.leaders) == 3


def test_a_history_is_counted_by_its_kinds() -> None:
    """A win and a loss cancel: what is left of three wins and a loss is two wins."""
    states = States(tabular({"a": [[0, 1]], "b": [[1, 0]]}))
    first, second = (move[:2] for move in states.moves(states.policy(0)).steps)
    state = ROOT
    for move in (first, first, second, first):
        state = states.reach(state, *move)
    assert states.counts(state) == {first[0]: 2}
    assert states.counts(ROOT) == {}


def test_what_tells_nothing_stays_and_is_nothing_where_all_tells() -> None:
    """y0 against itself tells nothing, y1 against y0 everything."""
    states = States(tabular({"a": [[0, 1]], "b": [[1, 0]]}, baseline=0))
    told, untold = states.moves(states.policy(0)), states.moves(states.policy(1))
    assert told.stay is None and len(told.steps) == 2
    assert untold.stay is not None and untold.stay == 1 and untold.steps == ()


@pytest.mark.parametrize("theta", [0, 1])
def test_ratios_are_bounded_from_above_whichever_model_is_likelier(theta: int) -> None:
    """After n wins of y1 √(L(m)/L(θ)) is e^(±n g/2), g = ln σ(1) − ln σ(−1) = 1."""
    states = States(tabular({"a": [[0, 1]], "b": [[1, 0]]}, baseline=0))
    kind = states.vectors.index((states.scale, -states.scale))
    state = ROOT
    for n in range(1, 40):
        state = states.reach(state, kind, states._increments[kind])
        states.settle()
        (bound,) = states.half_ratios([state], theta)
        with ctx.workprec(200):
            exact = [((arb(m == 0) - arb(theta == 0)) * n / 2).exp() for m in range(2)]
            for found, value in zip(bound, exact, strict=True):
                assert value * (1 - arb(2) ** -52) <= arb(float(found)) <= value * (1 + arb(2) ** -25)
                assert arb(float(found)) >= value


def test_masses_are_those_of_the_first_model_unless_told_otherwise() -> None:
    problem = tabular({"a": [[0, 1]], "b": [[1, 0]], "c": [[0, 3]]}, baseline=0)
    for states, gap in ((States(problem), 1), (States(problem, 1), -1), (States(problem, 2), 3)):
        won = {states.vectors[kind][0]: float(mass) for kind, _, mass in states.moves(states.policy(0)).steps}
        assert won == {1: pytest.approx(1 / (1 + np.exp(-gap))), -1: pytest.approx(1 / (1 + np.exp(gap)))}


def test_gaps_whose_logarithms_no_float_holds_are_still_ordered() -> None:
    """ln σ(1200) and ln σ(2000) are 0 in floating point; a win is likelier under the second model."""
    states = States(tabular({"a": [[1200, 0]], "b": [[2000, 0]], "c": [[1200, 0]]}))
    won = next(kind for kind, vector in enumerate(states.vectors) if vector[0] > 0)
    child = states.reach(ROOT, won, states._increments[won])
    states.settle()
    assert (states._sums[child] == 0).all() and states.leaders[child] == 1


def wander(states: States, rounds: int, seed: int) -> list[int]:
    """Return the states met on a random walk on which what the models together expect is twice as likely."""
    source, state, path = Random(seed), ROOT, []
    for _ in range(rounds):
        kind = source.choices(range(len(states.vectors)), [1 + (sum(vector) > 0) for vector in states.vectors])[0]
        state = states.reach(state, kind, states._increments[kind])
        path.append(state)
    states.settle()
    return path


def test_states_settled_all_at_once_have_the_leaders_of_their_histories() -> None:
    """A child may come before the children of its uncles, and near ties may stand anywhere among its siblings."""
    source, near = Random(1), [F(n, 10**15) for n in (0, 2, -1)]
    models = {f"m{i}": [[1 + shift, 0, F(1, 3)], [F(1, 2), shift, 1]] for i, shift in enumerate(near)}
    states = States(tabular({**models, "far": [[0, 2, 0], [1, 0, 0]]}))
    known = [ROOT]
    while len(states) < 200:
        kind = source.randrange(len(states.vectors))
        known.append(states.reach(source.choice(known), kind, states._increments[kind]))
    states.settle()
    assert states.leaders[ROOT] == 0
    leaders = [states.likelihoods.best(states.counts(state))[0] for state in range(len(states))]
    assert states.leaders == leaders and set(leaders) == {0, 1, 2, 3}


def test_a_state_is_reached_again_without_another_one() -> None:
    states = States(tabular({"a": [[0, 1]], "b": [[1, 0]]}))
    first, second = (move[:2] for move in states.moves(states.policy(0)).steps)
    child = states.reach(ROOT, *first)
    assert states.reach(child, *second) == ROOT and states.reach(ROOT, *first) == child == 1
    assert len(states) == len(states.parent) == len(states.kind) == 2


def exact_calls(states: States, monkeypatch: pytest.MonkeyPatch) -> list[list[int]]:
    """Record the rivals that are compared exactly."""
    calls: list[list[int]] = []
    best = states.likelihoods.best

    def counted(counts: Counter[int], among: list[int]) -> tuple[int, ...]:
        calls.append(among)
        return best(counts, among)

    monkeypatch.setattr(states.likelihoods, "best", counted)
    return calls


@pytest.mark.parametrize("exponent", [7, 8, 15])
def test_leaders_of_many_rounds_are_the_exact_ones_where_models_nearly_tie(
    exponent: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Five models a hair apart, two of them equal, and another one: floats decide some states, and none wrongly."""
    near = [F(n, 10**exponent) for n in (0, 1, -1, 3)]
    models = {f"m{i}": [[1 + shift, 0, F(1, 3)], [F(1, 2), shift, 1 - 2 * shift]] for i, shift in enumerate(near)}
    models |= {"twin": models["m1"], "far": [[0, 1, 0], [1, 0, 0]]}
    states = States(tabular(models))
    calls = exact_calls(states, monkeypatch)
    path = wander(states, 400, exponent)
    assert all(len(among) > 1 for among in calls)
    compared = len(calls)
    monkeypatch.undo()
    assert [states.leaders[state] for state in path] == [states.likelihoods.best(states.counts(s))[0] for s in path]
    assert 0 < compared < len(states) - 1


def test_what_floats_tell_apart_is_not_compared_exactly(monkeypatch: pytest.MonkeyPatch) -> None:
    states = States(tabular({"a": [[0, 1]], "b": [[0, 2]], "c": [[3, 0]]}))
    won = next(kind for kind, vector in enumerate(states.vectors) if vector[0] < 0)
    calls = exact_calls(states, monkeypatch)
    state, path = ROOT, []
    for _ in range(50):
        state = states.reach(state, won, states._increments[won])
        path.append(state)
    states.settle()
    assert calls == [] and {states.leaders[state] for state in path} == {2}


@pytest.mark.parametrize("exponent", [9, 20, 60, 200])
def test_leaders_of_huge_rewards_that_floats_hold(exponent: int) -> None:
    """Whoever loses 10^k is beaten by whoever loses less: sums are huge, and their errors are large too."""
    huge = 10**exponent
    states = States(tabular({"a": [[0, 3 * huge]], "b": [[0, huge]], "c": [[0, 2 * huge]], "d": [[0, huge]]}))
    path = wander(states, 60, exponent)
    lost = next(kind for kind, vector in enumerate(states.vectors) if vector[0] < 0)
    child = states.reach(ROOT, lost, states._increments[lost])
    states.settle()
    assert states.leaders[child] == 1
    assert [states.leaders[state] for state in path] == [states.likelihoods.best(states.counts(s))[0] for s in path]


def test_the_statistic_adds_up_what_each_outcome_adds() -> None:
    states = States(tabular({"a": [[0, 1, 3]], "b": [[1, 0, 0]]}))
    state, total = ROOT, 0
    for kind, step, _ in states.moves(states.policy(0)).steps * 2:
        state, total = states.reach(state, kind, step), total + step
        assert states.statistics[state] == total
    assert states.statistics[ROOT] == 0 < len(set(states.statistics)) - 1
