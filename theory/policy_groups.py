"""Which models look alike along each of many policies: the policies are followed together, context by context.

Policies that have exposed the same so far are followed as one, and models that nothing resembles any more are dropped.
"""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np
from numpy.typing import NDArray

from theory.signatures import View

Models = NDArray[np.intp]

_MULTIPLIER = np.uint64(0x9E3779B97F4A7C15)

_MOST = 4_000_000
"""Most models, counted once for each policy they are followed along, before the policies are taken in two halves."""


def exposures(views: View) -> NDArray[np.intp]:
    """Return, for each context and response, the first response that tells the models apart alike, shape (C, Y).

    Parameters
    ----------
    views : integer array, shape (C, Y, M)
        As `theory.signatures.views` numbers them.
    """
    contexts, responses, _ = views.shape
    first = np.tile(np.arange(responses), (contexts, 1))
    for c in range(contexts):
        for y in range(1, responses):
            first[c, y] = next(z for z in range(y + 1) if np.array_equal(views[c, z], views[c, y]))
    return first


def alike_along(
    views: View, exposed: NDArray[np.intp], policies: NDArray[np.intp], wanted: NDArray[np.bool_]
) -> Iterator[tuple[int, Models]]:
    """Yield (policy, group): models that look alike to a policy, at least two of which one is wanted.

    Policies that expose the same are represented by the first of them. Groups come ordered by policy.

    Parameters
    ----------
    views, exposed : integer arrays, shapes (C, Y, M) and (C, Y)
        The views, and their `exposures`.
    policies : integer array, shape (P, C)
        Not empty.
    wanted : bool array, shape (M,)
        The models that are asked about.

    Examples
    --------
    >>> seen = np.array([[[0, 0, 1], [0, 1, 1]]], dtype=np.int32)
    >>> found = alike_along(seen, exposures(seen), np.array([[0], [1], [0]]), np.array([True, False, False]))
    >>> [(policy, group.tolist()) for policy, group in found]
    [(0, [0, 1])]
    """
    followed = _followed(views, exposed, policies, wanted)
    if followed is None:
        half = len(policies) // 2
        yield from alike_along(views, exposed, policies[:half], wanted)
        for later, models in alike_along(views, exposed, policies[half:], wanted):
            yield half + later, models
        return
    policy, group, model = followed
    order = np.lexsort((model, group, policy))
    cuts = np.flatnonzero(np.diff(group[order])) + 1
    for part in np.split(order, cuts) if len(order) else ():
        yield int(policy[part[0]]), model[part]


def _met_again(keys: NDArray[np.intp]) -> NDArray[np.intp]:
    """Return the places of all keys that occur twice, and of a few that only share a hash with another."""
    bits = max(4, len(keys).bit_length() + 1)
    hashed = (keys.astype(np.uint64) * _MULTIPLIER) >> np.uint64(64 - bits)
    return np.flatnonzero(np.bincount(hashed.astype(np.intp))[hashed.astype(np.intp)] > 1)


def _followed(
    views: View, exposed: NDArray[np.intp], policies: NDArray[np.intp], wanted: NDArray[np.bool_]
) -> tuple[NDArray[np.intp], NDArray[np.intp], Models] | None:
    """Return policy, group and model of everything that stays in a group; None where it is too much at once."""
    responses = views.shape[1]
    node = np.zeros(len(policies), dtype=np.intp)
    model = np.arange(views.shape[2])
    place, group = np.zeros_like(model), np.zeros_like(model)
    for c in np.argsort(-views.max(axis=2).sum(axis=1), kind="stable"):
        children, node = np.unique(node * responses + exposed[c, policies[:, c]], return_inverse=True)
        parent, response = np.divmod(children, responses)
        begin = np.searchsorted(parent, np.arange(place.max(initial=0) + 2))
        copies = np.diff(begin)[place]
        if copies.sum() > _MOST and len(policies) > 1:
            return None
        child = np.repeat(begin[place] - np.cumsum(copies) + copies, copies) + np.arange(copies.sum())
        group, model = np.repeat(group, copies), np.repeat(model, copies)
        seen = views[c, response[child], model]
        key = (child * (group.max(initial=0) + 1) + group) * (int(views[c].max()) + 1) + seen
        met = _met_again(key)
        key, child, model = key[met], child[met], model[met]
        _, group, size = np.unique(key, return_inverse=True, return_counts=True)
        kept = (size > 1) & (np.bincount(group, weights=wanted[model], minlength=len(size)) > 0)
        chosen = kept[group]
        place, group, model = child[chosen], group[chosen], model[chosen]
        if len(model) == 0:
            break
    first = np.unique(node, return_index=True)[1]
    return first[place], group, model
