"""The committed witnesses: made by the searches, kept as documents, confirmed from their files alone.

``python -m checks.refute.witnesses`` makes them again.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

from checks.refute.exhibits import EXHIBITS
from checks.refute.registry import found_by_search
from checks.refute.searching.document import WITNESSES, agrees, counterexample
from checks.refute.searching.observation import Dropped, Quest
from checks.refute.searching.search import search
from checks.refute.shrinking.shrink import minimal
from checks.runtime.output import write_text
from theory.errors import InputError
from theory.files import instance_file as instance_format

SEED = 0


def quests() -> Mapping[str, Quest]:
    """Return everything that has a committed witness, by the name of its file."""
    dropped = {entry.name: entry for entry in found_by_search().values()}
    return {**dropped, **EXHIBITS}


def path(name: str) -> Path:
    """Where the witness of that name is committed."""
    return WITNESSES / f"{name}.json"


def make(name: str, seed: int = SEED) -> dict[str, Any]:
    """Search for a witness and return its document.

    Raises
    ------
    InputError
        When the search finds none.
    """
    quest = quests()[name]
    outcome = search(quest, seed)
    if outcome.instance is None:
        raise InputError(name, f"no counterexample among {outcome.searched} candidates")
    smallest = minimal(outcome.instance, lambda smaller: quest.observe(smaller) is not None)
    claim, hypothesis = (quest.claim, quest.hypothesis) if isinstance(quest, Dropped) else (EXHIBITS[name].claim, None)
    replay = f"user-diversity check checks/witnesses/{name}.json"
    return counterexample(claim, hypothesis, outcome, smallest, replay)


def committed() -> Iterator[tuple[str, dict[str, Any]]]:
    """Yield every committed witness, by name."""
    for file in sorted(WITNESSES.glob("*.json")):
        yield file.stem, json.loads(file.read_text(encoding="utf-8"))


def confirmed(name: str, document: Mapping[str, Any]) -> bool:
    """Whether a document says what its instance shows, and nothing can be removed from the instance."""
    quest = quests()[name]
    instance = instance_format.read(document["instance"])
    observation = quest.observe(instance)
    if observation is None or not agrees(document, observation):
        return False
    return minimal(instance, lambda smaller: quest.observe(smaller) is not None)


def write() -> None:
    """Make every witness again and write it to its place."""
    for name in quests():
        write_text(path(name), json.dumps(make(name), ensure_ascii=False, indent=1) + "\n")


if __name__ == "__main__":
    from argparse import ArgumentParser

    ArgumentParser(description=__doc__).parse_args()
    write()
