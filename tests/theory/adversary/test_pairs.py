from dataclasses import FrozenInstanceError
from fractions import Fraction

import mpmath
import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from theory.adversary import pairs
from theory.adversary.pairs import ACCURACY, Recipe, confusing_pair, least_information
from theory.diversity import Conditions
from theory.errors import InputError
from theory.exact.enclosure import ball
from theory.files.instance_file import read
from theory.files.writing import document
from theory.instance import Baseline, Context, Explicit, Heads, Instance, Rewards
from theory.problem import Problem
from theory.quantities import altered_contexts, hidden_gap, information_per_regret, second_best_gap

F = Fraction
MP = mpmath.mp.clone()
MP.dps = 40


def real(x):
    return MP.mpf(x.numerator) / x.denominator


def kl(a, b):
    """kl(σ(a)‖σ(b)), from its definition."""
    p, q = 1 / (1 + MP.exp(-real(a))), 1 / (1 + MP.exp(-real(b)))
    return p * MP.log(p / q) + (1 - p) * MP.log((1 - p) / (1 - q))


def contexts(*masses):
    return tuple(Context(user, prompt, F(mass)) for user, prompt, mass in masses)


def rows(*numbers):
    return tuple(tuple(map(F, row)) for row in numbers)


def test_the_plainest_pair_by_hand():
    assert confusing_pair(Recipe()) == Instance(
        contexts(("u0", "x0", 1)),
        ("baseline", "y1"),
        Baseline("baseline"),
        Rewards({"a": rows((0, -1)), "b": rows((0, 1))}),
        "a",
    )


def test_a_larger_pair_by_hand():
    recipe = Recipe(F(1, 2), F(1, 3), F(2), users=2, prompts=2, responses=4)
    others = ((0, -1, -2, -3),) * 3
    assert confusing_pair(recipe) == Instance(
        contexts(("u0", "x0", "1/2"), ("u0", "x1", "1/6"), ("u1", "x0", "1/6"), ("u1", "x1", "1/6")),
        ("baseline", "y1", "y2", "y3"),
        Baseline("baseline"),
        Rewards(
            {
                "a": rows((0, "-1/3", "-1/3", "-1/3"), *others),
                "b": rows((0, 2, "-1/3", "-1/3"), *others),
            }
        ),
        "a",
    )


def test_heads_by_hand():
    """The first coordinate is a's reward, the second what b adds; the others are no matter, and not all alike."""
    instance = confusing_pair(Recipe(F(1, 4), F(1, 3), F(2), users=2, responses=3, dimension=6))
    assert instance.models == Heads(
        (
            rows((0, 0, 1, 0, 1, 0), ("-1/3", "7/3", 1, 0, 0, 1), ("-1/3", 0, 1, 0, 0, 0)),
            rows((0, 0, 1, 0, 1, 0), (-1, 0, 1, 0, 0, 1), (-2, 0, 1, 0, 0, 0)),
        ),
        {"a": tuple(map(F, (1, 0, 0, 0, 0, 0))), "b": tuple(map(F, (1, 1, 0, 0, 0, 0)))},
    )
    plain = confusing_pair(Recipe(dimension=2))
    assert plain.models == Heads((rows((0, 0), (-1, 2)),), {"a": (F(1), F(0)), "b": (F(1), F(1))})


@pytest.mark.parametrize(("delta_a", "delta_b"), [(F(1), F(1)), (F(1, 3), F(2)), (F(5, 2), F(1, 4))])
def test_least_information_is_its_definition(delta_a, delta_b):
    found = least_information(delta_a, delta_b)
    assert abs(real(delta_a) * MP.mpf(found.mid().str(30, radius=False)) - kl(-delta_a, delta_b)) < MP.mpf(10) ** -14


@pytest.mark.parametrize("share", [F(1, 100), F(2, 5), F(99, 100)])
def test_less_information_takes_a_comparator_that_seldom_tells(share):
    """K is the mass of the telling comparator times K₀."""
    wanted = (share * F(4621, 10000)).limit_denominator(1000)
    recipe = Recipe(F(1, 3), information=wanted, users=2, responses=3)
    law = confusing_pair(recipe).comparators
    assert isinstance(law, Explicit)
    plain = rows((1, 0, 0), (1, 0, 0), (1, 0, 0))
    mass = law.rows[0][1][0]
    assert law.rows == (
        ((F(1), F(0), F(0)), (mass, 1 - mass, F(0)), (mass, F(0), 1 - mass)),
        plain,
    )
    assert abs(real(mass) * kl(F(-1), F(1)) / real(wanted) - 1) <= real(ACCURACY)
    assert mass.denominator <= 2 * 10**9 * (1 + int(1 / mass))


def test_the_least_information_itself_takes_a_table():
    """Just below K₀ the comparator tells almost always; above it a third response is needed."""
    below = F(int(kl(F(-1), F(1)) * 10**12), 10**12)
    assert isinstance(confusing_pair(Recipe(information=below)).comparators, Explicit | Baseline)
    with pytest.raises(InputError, match="third response"):
        confusing_pair(Recipe(information=below + F(1, 10**6)))


@pytest.mark.parametrize("wanted", [F(1, 2), F(3), F(20), F(10**5)])
@pytest.mark.parametrize("delta_a", [F(1), F(1, 3)])
def test_more_information_takes_a_third_response_that_is_much_worse(wanted, delta_a):
    wanted /= delta_a
    instance = confusing_pair(Recipe(delta_a=delta_a, information=wanted, responses=4))
    assert instance.comparators == Baseline("baseline")
    served, better, worse, last = instance.models.table["b"][0]
    assert (served, better, last) == (0, 1, -delta_a)
    assert worse < -delta_a
    assert abs(kl(-delta_a, worse) / real(delta_a * wanted) - 1) <= real(ACCURACY)


def test_information_beyond_reach_is_refused():
    with pytest.raises(InputError, match="too large") as refused:
        confusing_pair(Recipe(information=F(10**6), responses=3))
    assert refused.value.place == "information"


def test_how_far_a_reward_may_go():
    """K grows by σ(−1) per unit of reward: 400 000 takes less than 2^21 units, 430 000 more than the search tries."""
    assert confusing_pair(Recipe(information=F(400_000), responses=3)).models.table["b"][0][2] < -(2**20)
    with pytest.raises(InputError, match="too large"):
        confusing_pair(Recipe(information=F(430_000), responses=3))


def test_what_is_asked_for_cannot_be_changed():
    assert F(1, 10**9) == ACCURACY
    for found, name in ((Recipe(), "users"), (pairs._Tuning(F(1)), "mass")):
        with pytest.raises(FrozenInstanceError):
            setattr(found, name, 2)


gaps = st.fractions(Fraction(1, 10), 3, max_denominator=10)
shares = st.fractions(Fraction(1, 20), Fraction(19, 20), max_denominator=20)


@st.composite
def recipes(draw):
    users, prompts = draw(st.integers(1, 3)), draw(st.integers(1, 2))
    p = Fraction(1) if users * prompts == 1 else draw(shares)
    information = draw(st.none() | st.fractions(Fraction(1, 50), 4, max_denominator=50))
    return Recipe(
        p, draw(gaps), draw(gaps), information, users, prompts, draw(st.integers(3, 4)),
        draw(st.none() | st.integers(2, 4)),
    )  # fmt: skip


@settings(max_examples=25, deadline=None)
@given(recipes())
def test_the_pair_has_every_constant_prescribed(recipe):
    instance = confusing_pair(recipe)
    assert read(document(instance)) == instance
    problem = Problem.of(instance)
    conditions = Conditions(problem)
    assert [(pair.believed, pair.hidden) for pair in conditions.confusing_pairs()] == [(0, 1)]
    assert conditions.unique_optimum
    assert altered_contexts(problem, 0, 1) == (0,)
    assert problem.p[0] == recipe.p
    assert second_best_gap(problem, 0, 0) == recipe.delta_a
    assert hidden_gap(problem, 0, 1, 0) == recipe.delta_b
    measured = information_per_regret(problem, 0, 1)
    if recipe.information is None:
        assert measured.overlaps(least_information(recipe.delta_a, recipe.delta_b))
    else:
        assert abs(measured - ball(recipe.information)) <= ball(recipe.information * ACCURACY * F(101, 100))
    assert len(problem.contexts) == recipe.users * recipe.prompts and len(problem.responses) == recipe.responses
    if recipe.dimension is not None:
        assert instance.models.dimension == recipe.dimension


def test_a_large_information_takes_a_third_response():
    with pytest.raises(InputError, match="third response"):
        confusing_pair(Recipe(information=Fraction(2)))
    assert least_information(Fraction(1), Fraction(1)) < 1


@pytest.mark.parametrize(
    ("recipe", "place"),
    [
        (Recipe(p=F(1, 2)), "p"),
        (Recipe(users=2), "p"),
        (Recipe(prompts=2), "p"),
        (Recipe(p=F(0), users=2), "p"),
        (Recipe(p=F(-1, 2), users=2), "p"),
        (Recipe(p=F(3, 2), users=2), "p"),
        (Recipe(delta_a=F(0)), "delta"),
        (Recipe(delta_b=F(0)), "delta"),
        (Recipe(delta_a=F(-1), delta_b=F(3)), "delta"),
        (Recipe(responses=1), "responses"),
        (Recipe(p=F(1, 2), users=0), "responses"),
        (Recipe(dimension=1), "dimension"),
        (Recipe(information=F(0)), "information"),
        (Recipe(information=F(-1)), "information"),
        (Recipe(information=F(2)), "responses"),
    ],
)
def test_impossible_recipes_are_refused(recipe, place):
    with pytest.raises(InputError) as refused:
        confusing_pair(recipe)
    assert refused.value.place == place


@settings(max_examples=10, deadline=None)
@given(gaps, gaps, gaps)
def test_more_information_asked_for_is_more_information_had(delta_a, delta_b, extra):
    least = least_information(delta_a, delta_b)
    low = Fraction(1, 100)
    assume(least > ball(low))
    few, many = (
        information_per_regret(Problem.of(confusing_pair(Recipe(Fraction(1), delta_a, delta_b, k, responses=3))), 0, 1)
        for k in (low, low + extra)
    )
    assert few < many


@pytest.mark.parametrize("wanted", [F(1, 10), F(2, 5)])
@pytest.mark.parametrize("dimension", [None, 3])
def test_little_information_under_the_baseline_takes_a_first_response_that_is_much_worse(wanted, dimension):
    recipe = Recipe(F(1, 2), F(1), F(1), wanted, users=2, responses=3, dimension=dimension, protocol="baseline")
    instance = confusing_pair(recipe)
    assert instance.comparators == Baseline("baseline")
    problem = Problem.of(instance)
    assert [(pair.believed, pair.hidden) for pair in Conditions(problem).confusing_pairs()] == [(0, 1)]
    assert (second_best_gap(problem, 0, 0), hidden_gap(problem, 0, 1, 0)) == (recipe.delta_a, recipe.delta_b)
    cost = problem.shortfall(0, 0, 1)
    assert cost > recipe.delta_a
    assert abs(kl(-cost, F(1)) / real(cost * wanted) - 1) <= 2 * real(ACCURACY)
    assert abs(information_per_regret(problem, 0, 1) - ball(wanted)) <= ball(2 * wanted * ACCURACY)


@pytest.mark.parametrize("wanted", [None, F(1, 10), F(3)])
def test_a_table_is_a_table_whatever_it_says(wanted):
    recipe = Recipe(information=wanted, responses=3, protocol="table")
    instance = confusing_pair(recipe)
    assert isinstance(instance.comparators, Explicit)
    same = confusing_pair(Recipe(information=wanted, responses=3))
    assert instance.models == same.models
    assert Problem.of(instance).kappa == Problem.of(same).kappa


@pytest.mark.parametrize(
    ("recipe", "place"),
    [
        (Recipe(protocol="uniform"), "protocol"),
        (Recipe(information=F(1, 10), protocol="baseline"), "responses"),
        (Recipe(information=F(1, 10**9), responses=3, protocol="baseline"), "information"),
    ],
)
def test_impossible_protocols_are_refused(recipe, place):
    with pytest.raises(InputError) as refused:
        confusing_pair(recipe)
    assert refused.value.place == place
