"""A new user: r comparisons inside the span of the others, dim F outside, against elimination by another road."""

from __future__ import annotations

from fractions import Fraction
from itertools import combinations

import numpy as np
import pytest
import sympy as sp

from theory.errors import InputError
from theory.instance import Baseline, Context, Everything, Factored, Instance
from theory.span.new_user import Newcomer, Question


def drawn(seed: int) -> Newcomer:
    """A random population of users with heads in ℚ^k, the last one new."""
    rng = np.random.default_rng(seed)
    k, d, users, prompts, size = (int(rng.integers(1, high)) for high in (4, 4, 5, 3, 4))
    size += 1

    def table(rows: int, columns: int) -> tuple[tuple[Fraction, ...], ...]:
        return tuple(tuple(Fraction(int(x)) for x in row) for row in rng.integers(-1, 2, size=(rows, columns)))

    heads = dict(zip((f"u{i}" for i in range(users + 1)), table(users + 1, k), strict=True))
    features = {f"p{j}": table(size, d) for j in range(prompts)}
    contexts = tuple(Context(user, prompt, Fraction(1, (users + 1) * prompts)) for user in heads for prompt in features)
    names = tuple(f"y{i}" for i in range(size))
    matrix = table(k, d)
    instance = Instance(contexts, names, Baseline("y0"), Factored(heads, features, Everything()), matrix)
    return Newcomer.of(instance, f"u{users}", matrix)


@pytest.mark.parametrize("seed", range(500))
def test_r_is_the_rank_of_the_trained_gaps(seed: int) -> None:
    new = drawn(seed)
    gaps = sp.Matrix([[sp.Rational(x) for x in new.answers(head)] for head in new.heads])
    assert new.dimension == gaps.rank()
    assert new.dimension <= min(len(new.head), new.features)


@pytest.mark.parametrize("seed", range(60))
def test_the_chosen_comparisons_identify_and_no_fewer_do(seed: int) -> None:
    new = drawn(seed)
    asked = new.chosen()
    assert len(asked) == new.dimension and new.separates(asked)
    if new.covered:
        assert new.identified(asked) == new.answers(new.head)
    for fewer in list(combinations(range(len(new.contrasts)), max(new.dimension - 1, 0)))[:20]:
        hidden = new.unseen(fewer)
        if new.dimension:
            assert hidden is not None and any(hidden) and not any(hidden[i] for i in fewer)
            assert new.identified(fewer) is None


@pytest.mark.parametrize("seed", range(60))
def test_outside_the_span_any_reward_is_possible(seed: int) -> None:
    new = drawn(seed)
    wanted = tuple(Fraction(i + 1, 3) for i in range(len(new.matrix[0])))
    if new.covered:
        with pytest.raises(InputError):
            new.disguise(wanted)
        return
    other = np.array(new.disguise(wanted), dtype=object)
    assert tuple(np.array(new.head, dtype=object) @ other) == wanted
    before = np.array(new.matrix, dtype=object)
    for head in new.heads:
        assert tuple(np.array(head, dtype=object) @ other) == tuple(np.array(head, dtype=object) @ before)


def test_both_kinds_are_drawn() -> None:
    assert {drawn(seed).covered for seed in range(60)} == {True, False}


@pytest.mark.parametrize("place", range(3))
def test_comparisons_that_floats_take_for_dependent_still_identify(place: int) -> None:
    """The second user's gaps differ from the first's, 1, 2 and 3, in one place, by 10⁻⁴⁰."""
    identity = tuple(tuple(Fraction(int(i == j)) for j in range(2)) for i in range(2))
    first, second = (tuple(Fraction(x) for x in (1, 2, 3)), tuple(Fraction(int(i == place), 10**40) for i in range(3)))
    contrasts = tuple(zip(first, second, strict=True))
    heads = ((Fraction(1), Fraction(0)), (Fraction(1), Fraction(1)))
    questions = tuple(Question(f"p{i}", "y1", "y0") for i in range(3))
    new = Newcomer(questions, contrasts, heads, identity, (Fraction(5), Fraction(-1)))
    asked = new.chosen()
    assert place in asked and len(asked) == 2 and new.separates(asked)
    assert new.identified(asked) == new.answers(new.head)
