"""How a claim is tried: fresh instances in every chunk, the same ones for the same seed."""

from __future__ import annotations

from itertools import pairwise
from typing import Any

import pytest

from checks.verify import trial
from theory.claims import claim
from theory.instance import Instance


def drawn(monkeypatch: pytest.MonkeyPatch, start: int, chunks: int) -> list[list[Instance]]:
    """Return the instances of each chunk, none of which meets anything."""
    seen: list[Instance] = []
    bounds: list[int] = [0]
    monkeypatch.setattr(trial, "examine", lambda claim, instance: seen.append(instance) or [])

    def keep(saved: dict[str, Any]) -> None:
        bounds.append(len(seen))

    trial.run(claim("T10"), 10, start, most_chunks=chunks, keep=keep)
    return [seen[low:high] for low, high in pairwise(bounds)]


@pytest.mark.slow
def test_every_chunk_draws_anew_and_every_seed_again(monkeypatch: pytest.MonkeyPatch) -> None:
    first, second, third = drawn(monkeypatch, 0, 3)
    assert len(first) >= 50
    assert first != second != third != first
    assert drawn(monkeypatch, 0, 2) == [first, second]
    assert drawn(monkeypatch, 1, 1) != [first]
