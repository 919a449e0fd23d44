"""``check`` of few models with training, here and in another checkout: every model is examined, online and offline."""

from __future__ import annotations

from dataclasses import replace
from fractions import Fraction
from pathlib import Path
from typing import Any

from checks.bench.waiting.checkout import HERE, python
from checks.bench.waiting.many_models import instance
from theory.files.writing import dumps
from theory.instance import Context, Instance, Rewards, Training

MODELS, CONTEXTS = 64, (4, 32)


def with_training(kind: str, models: int, contexts: int) -> Instance:
    """Return models on the first contexts, from which the training data come as well."""
    given = instance(kind, models)
    assert isinstance(given.models, Rewards)
    kept = tuple(Context(c.user, c.prompt, Fraction(1, contexts)) for c in given.contexts[:contexts])
    rewards = Rewards({name: rows[:contexts] for name, rows in given.models.table.items()})
    return replace(given, contexts=kept, models=rewards, training=Training(kept, None))


def trained(
    folder: Path, kind: str, contexts: int, against: Path, repeats: int, models: int = MODELS
) -> dict[str, Any]:
    """Measure ``check`` in both checkouts in turns; the least of some repetitions of each counts."""
    path = folder / f"{kind}-training.json"
    path.write_text(dumps(with_training(kind, models, contexts)), "utf-8")
    words = ("-m", "checks", "check", str(path), "--json")
    runs = [[python(place, *words).seconds for place in (against, HERE)] for _ in range(repeats)]
    path.unlink()
    before, now = (min(times) for times in zip(*runs, strict=True))
    return {
        "part": "training", "kind": kind, "models": models, "contexts": contexts,
        "before_seconds": before, "check_seconds": now, "ratio": now / before,
    }  # fmt: skip
