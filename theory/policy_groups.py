"""Which models look alike along each of many policies: the policies are followed together, context by context.

Policies that have exposed the same so far are followed as one, and models that nothing resembles any more are dropped.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace

import numpy as np
from numpy.typing import NDArray

from theory.signatures import View

Models = NDArray[np.intp]

_MULTIPLIER = np.uint64(0x9E3779B97F4A7C15)

_MOST = 1_000_000
"""Most models, counted once for each policy they are followed along, before the policies are taken in two parts."""


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


@dataclass(frozen=True)
class _Piece:
    """Policies that are followed together, and what they have not told apart in the first contexts.

    Attributes
    ----------
    depth : int
        How many contexts were followed.
    policies, node : integer arrays, shape (P,)
        The policies, ascending, and a number for what each has exposed so far.
    place, group, model : integer arrays, one entry for each model that is followed
        At which node it is, in which group there, and which it is.
    """

    depth: int
    policies: NDArray[np.intp]
    node: NDArray[np.intp]
    place: NDArray[np.intp]
    group: NDArray[np.intp]
    model: Models


def _followed(
    views: View, exposed: NDArray[np.intp], policies: NDArray[np.intp], wanted: NDArray[np.bool_]
) -> tuple[NDArray[np.intp], NDArray[np.intp], Models] | None:
    """Return policy, group and model of everything that stays in a group; None where it is too much at once."""
    model = np.arange(views.shape[2])
    none = np.zeros_like(model)
    pieces = [_Piece(0, np.arange(len(policies)), np.zeros(len(policies), dtype=np.intp), none, none, model)]
    order = np.argsort(-views.max(axis=2).sum(axis=1), kind="stable")
    ends: list[_Piece] = []
    while pieces:
        piece = pieces.pop()
        if piece.depth == len(order):
            ends.append(piece)
            if sum(len(end.model) for end in ends) > _MOST and len(policies) > 1:
                return None
        elif len(piece.model):
            c = order[piece.depth]
            pieces += _step(views[c], exposed[c, policies[piece.policies, c]], piece, wanted)
    begin = np.cumsum([0, *(end.group.max(initial=-1) + 1 for end in ends)])
    return (
        np.concatenate([none[:0], *(_first(end)[end.place] for end in ends)]),
        np.concatenate([none[:0], *(end.group + start for end, start in zip(ends, begin, strict=False))]),
        np.concatenate([none[:0], *(end.model for end in ends)]),
    )


def _first(piece: _Piece) -> NDArray[np.intp]:
    """Return the first policy of each node."""
    return piece.policies[np.unique(piece.node, return_index=True)[1]]


def _step(views: View, shown: NDArray[np.intp], piece: _Piece, wanted: NDArray[np.bool_]) -> list[_Piece]:
    """Follow the policies into one more context, of which the views and what each policy exposes are given.

    Where that is too much at once, return the policies in two pieces that have gone no further.
    """
    responses = len(views)
    children, node = np.unique(piece.node * responses + shown, return_inverse=True)
    parent, response = np.divmod(children, responses)
    begin = np.searchsorted(parent, np.arange(piece.place.max(initial=0) + 2))
    copies = np.diff(begin)[piece.place]
    if copies.sum() > _MOST and len(children) > 1:
        later = node >= len(children) // 2
        return [replace(piece, policies=piece.policies[half], node=piece.node[half]) for half in (later, ~later)]
    child = np.repeat(begin[piece.place] - np.cumsum(copies) + copies, copies) + np.arange(copies.sum())
    group, model = np.repeat(piece.group, copies), np.repeat(piece.model, copies)
    key = (child * (group.max(initial=0) + 1) + group) * (int(views.max()) + 1) + views[response[child], model]
    met = _met_again(key)
    key, child, model = key[met], child[met], model[met]
    _, group, size = np.unique(key, return_inverse=True, return_counts=True)
    chosen = ((size > 1) & (np.bincount(group, weights=wanted[model], minlength=len(size)) > 0))[group]
    return [_Piece(piece.depth + 1, piece.policies, node, child[chosen], group[chosen], model[chosen])]
