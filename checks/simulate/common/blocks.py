"""Blocks of runs: played by any number of workers, kept in order, and ended by an interrupt or a budget."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from typing import TypeVar

BLOCK = 64
"""Runs a block; part of what a seed means."""

Done = TypeVar("Done")


def in_order(play: Callable[[int], Done | None], blocks: int, jobs: int) -> list[Done]:
    """Play blocks and return the finished ones before the first unfinished."""
    finished: list[Done] = []
    if jobs == 1:
        results: Iterator[Done | None] = map(play, range(blocks))
    else:
        pool = ThreadPoolExecutor(jobs)
        results = pool.map(play, range(blocks))
    for result in results:
        if result is None:
            break
        finished.append(result)
    if jobs != 1:
        pool.shutdown(cancel_futures=True)
    return finished


def certainty(confidence: float, blocks: int, complete: bool) -> float:
    """Return the confidence of each interval: where a budget ended the sample, valid for every block it could end with.

    Examples
    --------
    >>> certainty(0.99, 3, True), round(certainty(0.99, 3, False), 5)
    (0.99, 0.99917)
    """
    return confidence if complete or not blocks else 1.0 - (1.0 - confidence) / (blocks * (blocks + 1))
