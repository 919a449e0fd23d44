"""The game on slates is that of the other benchmark with other comparators; what is drawn is charged if asked."""

from __future__ import annotations

from fractions import Fraction

import pytest

from checks.bench import bench_slate
from checks.bench.bench_simulate import RESPONSES, instance
from checks.bench.bench_slate import player, slated


def test_slates_come_from_a_uniform_reference() -> None:
    plain = instance()
    found = slated(plain)
    assert found.slates is not None and plain.slates is None and found.slates.inverse_temperature == 1
    rows = {row for table in found.kappa for row in table}
    assert rows == {(Fraction(1, RESPONSES),) * RESPONSES}
    assert found.models == plain.models and found.p == plain.p


@pytest.mark.parametrize(("charged", "played"), [(False, ["all"]), (True, ["all", "drawn"])])
def test_a_player_plays_the_rounds_and_what_was_drawn_if_charged(
    monkeypatch: pytest.MonkeyPatch, charged: bool, played: list[str]
) -> None:
    seen: list[str] = []
    monkeypatch.setattr(
        bench_slate, "collect", lambda _, __, ending, ___: seen.append("all" if not ending.tolerance else "")
    )
    monkeypatch.setattr(bench_slate, "drawn_regret", lambda *_: seen.append("drawn"))
    player(slated(instance()), "greedy", charged)()
    assert seen == played
