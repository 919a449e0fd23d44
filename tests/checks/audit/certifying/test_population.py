from dataclasses import replace

import numpy as np
import pytest

from checks.audit.certifying.population import of_choices, of_heads, of_moments, with_replicate
from checks.audit.certifying.stream import Moments, moments
from checks.audit.reading.choices import Choices
from checks.audit.reading.numbers import from_floats
from checks.audit.reading.tables import Features, make_heads
from checks.audit.verdict import answer
from checks.bench.bench_signal import choices
from theory.errors import InputError


def features(values, columns=("a", "b"), prompts=None):
    values = np.array(values, dtype=float)
    names = tuple(f"r{i}" for i in range(len(values)))
    return Features(prompts or ("p",) * len(values), names, columns, values, from_floats(values))


def verdict(population, seed=0):
    found = answer(population, 0.99, seed)
    dimensions = (population.relevant, population.exact.rank, None if found.signal is None else found.signal.dimension)
    return found.verdict, dimensions


def test_heads_without_features_count_in_every_coordinate():
    population = of_heads(make_heads(np.array([[1.0, 2.0, 0.0], [3.0, 5.0, 0.0]])))
    assert verdict(population) == ("not diverse", (3, 2, None))
    assert population.missing == ((0, 0, 1),)


def test_a_constant_feature_is_not_relevant():
    heads = make_heads(np.array([[1.0, 2.0], [3.0, 2.0]]), columns=("a", "b"))
    assert verdict(of_heads(heads, features([[0, 7], [1, 7]]))) == ("diverse as given", (1, 1, None))


def test_heads_count_as_functionals_on_feature_differences():
    heads = make_heads(np.array([[1.0, 2.0], [3.0, 4.0]]), columns=("a", "b"))
    population = of_heads(heads, features([[0, 0], [1, -1]]))
    assert verdict(population) == ("diverse as given", (1, 1, None))
    blind = make_heads(np.array([[1.0, 1.0], [3.0, 3.0]]), columns=("a", "b"))
    population = of_heads(blind, features([[0, 0], [1, -1]]))
    assert verdict(population) == ("not diverse", (1, 0, None))
    assert population.missing in {((1, -1),), ((-1, 1),)}


def test_one_response_or_equal_responses_make_the_question_vacuous():
    heads = make_heads(np.eye(2), columns=("a", "b"))
    assert verdict(of_heads(heads, features([[1, 2]])))[0] == "vacuous"
    assert verdict(of_heads(heads, features([[1, 2], [1, 2]])))[0] == "vacuous"
    assert verdict(of_heads(heads, features([[1, 2], [1, 2]], columns=("u", "v"))))[0] == "vacuous"
    assert verdict(of_heads(heads, features([[1, 2], [3, 2]], columns=("u", "v"))))[0] == "diverse as given"


def test_differences_are_taken_within_a_prompt():
    heads = make_heads(np.eye(2), columns=("a", "b"))
    assert of_heads(heads, features([[0, 0], [0, 1]], prompts=("p", "q"))).relevant == 0


@pytest.mark.parametrize("seed", range(12))
def test_heads_on_a_plane_have_no_negative_eigenvalue(seed):
    """A decomposition's rounding puts the smallest one below 0 for half of them."""
    rng = np.random.default_rng(seed)
    found = of_heads(make_heads(rng.standard_normal((20, 2)) @ rng.standard_normal((2, 3)), columns=("a", "b", "c")))
    told = found.spectrum(0.99, 0)
    assert (told.values >= 0).all() and (told.lower >= 0).all()


def test_columns_shared_in_part_are_refused():
    with pytest.raises(InputError, match="only one"):
        of_heads(make_heads(np.eye(2), columns=("a", "b")), features([[0, 1]], columns=("a", "c")))


@pytest.mark.parametrize("noisy", [False, True])
@pytest.mark.parametrize("featured", [False, True])
@pytest.mark.parametrize(("seed", "rank"), [(0, 1), (1, 2), (2, 4)])
@pytest.mark.slow
def test_relabelling_reordering_and_units_leave_the_verdict_unchanged(seed, rank, noisy, featured):
    rng = np.random.default_rng(seed)
    values = rng.integers(-9, 10, (30, rank)) @ rng.integers(-3, 4, (rank, 4)) + (
        rng.standard_normal((30, 4)) if noisy else 0
    )
    covariances = np.tile(np.eye(4), (30, 1, 1)) * rng.uniform(0.5, 2, (30, 1, 1)) if noisy else None
    traits = rng.integers(-3, 4, (3, 4)).astype(float) if featured else None
    names, units, order = tuple("abcd"), np.ldexp(1.0, rng.integers(-30, 30, 4)), rng.permutation(30)

    def prepared(rows, scale, users):
        table = make_heads((values / scale)[rows], users, names)
        described = features(traits * scale, names) if featured else None
        return of_heads(table, described, (covariances / np.outer(scale, scale))[rows] if noisy else None)

    plain = prepared(np.arange(30), np.ones(4), ())
    other = prepared(order, units, tuple(f"v{i}" for i in range(30)))
    assert verdict(plain) == verdict(other)
    one, two = answer(plain, 0.99, 0).spectrum, answer(other, 0.99, 0).spectrum
    assert np.allclose(one.values, two.values, atol=1e-9 * max(1, np.abs(one.values).max()))


@pytest.mark.parametrize(("seed", "rank"), [(0, 1), (1, 2), (2, 3)])
@pytest.mark.slow
def test_choices_forget_names_order_and_units(seed, rank):
    rng = np.random.default_rng(seed)
    data = choices(2 * rng.standard_normal((40, rank)) @ rng.standard_normal((rank, 3)), 12, rng)
    units, order = np.ldexp(1.0, rng.integers(-9, 9, 3)), rng.permutation(40 * 12)
    rows = (3 * order[:, None] + np.arange(3)).ravel()
    values = (data.values * units)[rows]
    people = rng.permutation(40)
    owner = people[data.owner[order]]
    by_owner = np.argsort(owner, kind="stable")
    values = values.reshape(-1, 3, 3)[by_owner].reshape(-1, 3)
    chosen = 3 * np.arange(480) + (data.chosen - data.starts[:-1])[order][by_owner]
    users = tuple(f"v{i}" for i in range(40))
    other = Choices(users, data.columns, values, from_floats(values), data.starts, owner[by_owner], chosen)
    assert verdict(of_choices(data)) == verdict(of_choices(other))


def test_a_feature_that_never_varies_within_a_task_is_not_relevant():
    rng = np.random.default_rng(0)
    data = choices(rng.standard_normal((20, 2)), 10, rng)
    values = np.column_stack([data.values, np.repeat(rng.standard_normal(200), 3)])
    wide = replace(data, columns=("a", "b", "c"), values=values, exact=from_floats(values))
    population = of_choices(wide)
    assert (population.relevant, population.heads.shape[1]) == (2, 2)
    assert np.abs(population.root[2]).max() == 0


def test_one_user_and_one_task_are_answered():
    rng = np.random.default_rng(0)
    assert verdict(of_choices(choices(np.ones((1, 2)), 8, rng))) == ("undecided", (2, 2, 0))
    assert verdict(of_choices(choices(np.ones((3, 2)), 1, rng)))[1][2] == 0
    assert verdict(of_choices(choices(np.ones((2, 2)), 3, rng, alternatives=1)))[0] == "vacuous"


def test_moments_are_prepared_like_the_heads_they_sum(tmp_path):
    rng = np.random.default_rng(0)
    values = rng.standard_normal((500, 3)) @ rng.standard_normal((3, 3))
    np.save(tmp_path / "h.npy", values)
    kept = moments(tmp_path / "h.npy")
    assert isinstance(kept, Moments)
    whole, summed = of_heads(make_heads(values)), of_moments(kept)
    assert verdict(whole) == verdict(summed)
    assert np.allclose(whole.spectrum(0.99, 0).values, summed.spectrum(0.99, 0).values)


def test_training_tasks_must_not_vary_more_than_the_target_s():
    rng = np.random.default_rng(0)
    wide = choices(rng.standard_normal((20, 2)), 10, rng)
    values = wide.values * [1.0, 0.0]
    narrow = replace(wide, values=values, exact=from_floats(values))
    assert of_choices(narrow, like=wide).relevant == 2
    with pytest.raises(InputError, match="leave them out"):
        of_choices(wide, like=narrow)


def test_a_second_estimate_that_never_differs_in_some_direction_is_refused():
    """The same table, one that differs in a column only, and two whose rows were centred."""
    rng = np.random.default_rng(0)
    first, noise = rng.standard_normal((30, 3)), rng.standard_normal((30, 3))
    fine, one = make_heads(first), noise * [1, 0, 1]
    centred = [make_heads(table - table.mean(axis=1, keepdims=True)) for table in (first, first + noise)]
    pairs = [(fine, fine), (fine, make_heads(first + one)), centred, (fine.take(np.arange(2)), fine.take(np.arange(2)))]
    for heads, again in pairs:
        with pytest.raises(InputError, match="never differs"):
            with_replicate(of_heads(heads), heads, again)
    for few in (3, 30):
        heads, again = fine.take(np.arange(few)), make_heads(first + noise).take(np.arange(few))
        assert with_replicate(of_heads(heads), heads, again).noise is not None
