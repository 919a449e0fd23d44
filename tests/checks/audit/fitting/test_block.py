"""Blocks, against the panels they are padded from."""

import numpy as np
import pytest

from checks.audit.fitting.block import batches, block_of
from checks.audit.fitting.panel import Panel

SIZES, TASKS = np.array([2, 3, 2, 4, 2]), np.array([2, 1, 2])
ENDS = np.cumsum(SIZES)
DRAWS = 4


def panel(chosen=(1, 0, 1, 3, 0), seed=0):
    traits = np.random.default_rng(seed).standard_normal((ENDS[-1], 2))
    return Panel(traits, SIZES, ENDS - SIZES + np.array(chosen), TASKS)


def drawn():
    """A block with answers of some heads, and the panel of every draw."""
    heads = np.random.default_rng(1).standard_normal((3, DRAWS, 2))
    block = block_of(panel()).block
    told = block.answered(block.odds(heads)[1], np.random.default_rng(2))
    place = told.chosen.argmax(axis=2)
    chosen = [place[user, turn] for user, many in enumerate(TASKS) for turn in range(many)]
    return told, heads, [panel(one) for one in np.transpose(chosen)]


@pytest.mark.parametrize("basis", [np.eye(2), np.array([[0.6], [0.8]])])
def test_every_draw_has_the_likelihood_of_its_panel_and_its_derivatives(basis):
    told, heads, panels = drawn()
    seen, places = told.along(basis), heads @ basis
    likely, chances = seen.odds(places)
    score, information = seen.score(chances), seen.information(chances)
    assert told.shape == (3, DRAWS) and len({one.chosen.tobytes() for one in panels}) > 1
    for draw, one in enumerate(panels):
        flat = one.along(basis)
        expected, rows = flat.odds(places[:, draw])
        assert np.allclose(likely[:, draw], expected)
        assert np.allclose(score[:, draw], flat.score(rows))
        assert np.allclose(information[:, draw], flat.information(rows))


def test_what_is_told_is_the_sum_of_the_chosen_features():
    told, _, panels = drawn()
    for draw, one in enumerate(panels):
        assert np.allclose(told.told[:, draw], np.add.reduceat(one.traits[one.chosen], one.first, axis=0))


def test_a_padded_panel_keeps_its_answers_and_chooses_nothing_that_is_padded():
    one = block_of(panel())
    assert one.chosen[..., 0].argmax(axis=2).tolist() == [[1, 0], [1, 0], [3, 0]]
    assert (one.chosen.sum(axis=2) == 1).all()
    told, _, _ = drawn()
    assert (told.chosen.sum(axis=2) == 1).all()
    assert not told.chosen[np.broadcast_to(told.block.off, told.chosen.shape) < 0].any()


def test_answers_are_drawn_with_their_chances_and_apart():
    """Of two, three and four alternatives, and of pairs of tasks, 4,000 draws: within seven standard errors."""
    block, draws = block_of(panel()).block, 4000
    chances = block.odds(np.tile([[0.5, -1.0]], (3, draws, 1)))[1]
    chosen, told = block.answered(chances, np.random.default_rng(0)).chosen, chances[..., 0]
    assert (np.abs(chosen.mean(axis=3) - told) <= 7 * np.sqrt(told * (1 - told) / draws)).all()
    both, apart = (chosen[:, 0] * chosen[:, 1]).mean(axis=2), told[:, 0] * told[:, 1]
    assert (np.abs(both - apart) <= 7 * np.sqrt(apart * (1 - apart) / draws)).all()


def test_everybody_is_dealt_out_once_with_users_who_have_as_many_tasks():
    """A batch has room for the largest of its users as often as it has users, or is one user alone."""
    tasks = np.array([1, 9, 2, 9, 1, 1, 30])
    sizes = np.full(tasks.sum(), 2)
    ragged = Panel(np.zeros((2 * tasks.sum(), 3)), sizes, np.arange(tasks.sum()) * 2, tasks)
    dealt = list(batches(ragged, np.array([0, 1, 3, 4, 5, 6]), 10, 700))
    assert [one.tolist() for one in dealt] == [[6], [1, 3], [0, 4, 5]]
    dealt = list(batches(ragged, np.array([0, 1, 3, 4, 5, 6]), 10, 330))
    assert [one.tolist() for one in dealt] == [[6], [1], [3], [0, 4], [5]]
    assert [len(one) for one in batches(ragged, np.arange(7), 10, 0)] == [1] * 7


def test_a_wide_task_takes_the_room_of_its_user_as_often_as_the_batch_has_users():
    """All tasks of a batch are padded to its widest; users without it are dealt out apart where that is too much."""
    for widest, room, dealt in ((2, 5000, [10]), (200, 5000, [1, 9]), (200, 60_000, [10])):
        sizes = np.array([*[2] * 8, widest, *[2] * 11])
        few = Panel(np.zeros((sizes.sum(), 3)), sizes, np.cumsum(sizes) - 1, np.full(10, 2))
        found = list(batches(few, np.arange(10), 10, room))
        assert [len(one) for one in found] == dealt and 4 in found[0]


def test_a_task_is_as_wide_as_the_widest_that_anybody_has_there():
    assert block_of(panel()).block.widest.tolist() == [4, 3]
