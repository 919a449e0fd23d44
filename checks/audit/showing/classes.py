"""A class of bounded gaps of an audit document as rows of the table."""

from __future__ import annotations

from typing import Any

from checks.audit.showing.data import some
from checks.instance.constants import best_pays, served


def rows(found: dict[str, Any] | None) -> list[tuple[str, str]]:
    """Tell what is decided, the pair that hides, whom to recruit, and what the best learner pays."""
    if found is None:
        return []
    told = [("rewards with bounded gaps (T23)", found["decision"])]
    pair = found["confusing"]
    if pair is not None:
        user, prompt = pair["context"]
        told += [
            ("  while this is believed", _reward(pair["believed"])),
            ("  this stays hidden", _reward(pair["hidden"])),
        ]
        told.append(("  which would serve", f"{pair['response']} to {user} with {prompt}"))
    if found["regret_constant"] is not None:
        told.append(("  every consistent learner pays (T25)", f"at least {best_pays(found['regret_constant'])}"))
        told += [("  cheapest for this pair", line) for line in served(found["regret_constant"])]
    told += [("  recruit", name) for name in found["recruits"]]
    if found["recruits"]:
        told.append(("  with them", found["decision_with_recruits"]))
    if found["nothing_hides_from"]:
        told.append(("  nothing hides already from", some(found["nothing_hides_from"])))
    return told


def _reward(reward: dict[str, dict[str, str]]) -> str:
    """A reward in words, its entries rounded."""
    single = all(len(row) == 1 for row in reward.values())
    entries = [
        f"{_rounded(value)} {column}{'' if single else f'×{name}'}"
        for column, row in reward.items()
        for name, value in row.items()
        if value != "0"
    ]
    return ", ".join(entries[:8]) + (", …" if len(entries) > 8 else "") or "0"


def _rounded(value: str) -> str:
    top, _, bottom = value.partition("/")
    return f"{int(top) / int(bottom or 1):+.4g}"
