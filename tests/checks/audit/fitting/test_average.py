from dataclasses import replace

import numpy as np
import pytest

from checks.audit.fitting.average import Known, averaged, best, known_before
from checks.audit.fitting.block import block_of
from checks.audit.fitting.panel import Panel


def known(users=4, tasks=6, size=3, seed=0):
    rng = np.random.default_rng(seed)
    traits = rng.standard_normal((users * tasks * 2, size))
    panel = Panel(traits, np.full(users * tasks, 2), np.arange(users * tasks) * 2, np.full(users, tasks))
    root = rng.standard_normal((users, size, size))
    spreads = np.linalg.inv(root @ root.transpose(0, 2, 1) + np.eye(size))
    heads = rng.standard_normal((users, size))
    root = rng.standard_normal((users, size, size))
    metric = root @ root.transpose(0, 2, 1) + np.eye(size)
    return Known(panel, heads, spreads, metric, panel.information(panel.odds(heads)[1]))


@pytest.mark.parametrize("seed", range(3))
def test_the_slope_is_that_of_the_logs(seed):
    given, rng = known(seed=seed), np.random.default_rng(seed + 10)
    basis, step = rng.standard_normal((3, 2)), rng.standard_normal((3, 2))
    told = averaged(given, basis, gain=1e-14, sloping=True).slope
    up, down = (averaged(given, basis + h * step, gain=1e-14).logs.sum() for h in (1e-5, -1e-5))
    assert abs((told * step).sum() - (up - down) / 2e-5) < 1e-5 * (1 + abs(told).sum())


def test_heads_are_projected_along_what_the_answers_tell():
    """A head in the subspace stays itself; what is taken off is orthogonal to the subspace in the metric."""
    given, basis = known(), np.random.default_rng(2).standard_normal((3, 2))
    weights = given.within(basis)
    assert np.allclose(weights.projection @ basis, np.eye(2))
    off = given.heads - (weights.projection @ given.heads[:, :, None])[:, :, 0] @ basis.T
    assert np.allclose(basis.T @ (given.metric @ off[:, :, None]), 0)


def test_where_answers_tell_nothing_the_law_alone_places_the_heads():
    given = known()
    told = known_before(given.panel, given.heads, given.spreads, 0 * given.metric, given.information)
    basis, precision = np.array([[1.0], [0.5], [-0.2]]), np.linalg.inv(given.spreads)
    projection = np.linalg.solve(basis.T @ precision @ basis, basis.T @ precision)
    assert np.allclose(told.within(basis).projection, projection)


def test_only_the_span_counts():
    given, rng = known(), np.random.default_rng(1)
    basis = rng.standard_normal((3, 2))
    one, two = (averaged(given, b, gain=1e-14).logs for b in (basis, basis @ rng.standard_normal((2, 2))))
    assert np.allclose(one, two, atol=1e-6)


def test_no_direction_is_the_likelihood_at_zero():
    given = known()
    assert np.allclose(averaged(given, np.zeros((3, 0))).logs, given.panel.odds(np.zeros((4, 3)))[0])


def test_the_average_is_an_integral_where_much_is_known():
    """On a line, against a sum over a fine grid; where little is unknown Laplace's formula is near exact."""
    given = known(tasks=8)
    given = replace(given, spreads=given.spreads / 30)
    basis = np.array([[1.0], [0.5], [-0.2]])
    weights = given.within(basis)
    centre, inner = weights.centre, weights.precision
    grid = np.linspace(-4, 4, 20001)
    for user in range(4):
        places = centre[user] + grid / np.sqrt(inner[user, 0, 0])
        one = given.panel.only(np.arange(4) == user)
        likely = block_of(one).odds((places[:, None] @ basis.T)[None])[0][0]
        mean = np.average(np.exp(likely), weights=np.exp(-(grid**2) / 2))
        assert abs(np.log(mean) - averaged(given, basis).logs[user]) < 0.03


def test_a_climb_ends_higher_and_where_another_one_does():
    rng = np.random.default_rng(0)
    given = known(users=60, tasks=20)
    starts = [rng.standard_normal((3, 2)) for _ in range(2)]
    ends = [best(given, [start], np.zeros((3, 0)), lambda _: False) for start in starts]
    sums = [averaged(given, basis).logs.sum() for basis in (*starts, *ends)]
    assert min(sums[2:]) > max(sums[:2])
    assert abs(sums[2] - sums[3]) < 0.1


def test_directions_that_are_granted_stay_and_enough_ends_it():
    given, start = known(), np.eye(3)[:, 1:2]
    basis = best(given, [start], np.eye(3)[:, :1], lambda _: False)
    assert np.array_equal(basis[:, 0], [1, 0, 0])
    assert np.array_equal(best(given, [start, np.eye(3)[:, 2:]], np.eye(3)[:, :1], lambda _: True)[:, 1], start[:, 0])
