"""Every sum comes out, and none would if its statement were another."""

from __future__ import annotations

from dataclasses import replace

import pytest

from checks.verify.hand_values import SUMS, wrong
from theory.claims import claim


@pytest.mark.parametrize("known", SUMS, ids=lambda known: f"{known.claim}-{known.statement}")
def test_a_statement_comes_to_what_it_comes_to_by_hand(known) -> None:
    entry = claim(known.claim)
    assert known.statement in {one.name for one in entry.statements}
    assert list(wrong(entry)) == []
    doubled = tuple(
        replace(one, right=2 * one.right) if one.name == known.statement else one for one in entry.statements
    )
    assert any(line.startswith(f"{known.statement}: ") for line in wrong(replace(entry, statements=doubled)))
