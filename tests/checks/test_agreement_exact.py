"""`exact` against the enumeration of every history, ties of likelihoods decided from their exact form."""

import json
from random import Random
from typing import Any

import pytest
from referee import drawing, tracking
from referee.finite import Finite
from referee.judging import faults_of_exact
from referee.playing import pace
from referee.reading import World, read

from checks.cli import run

pytestmark = pytest.mark.slow

HISTORIES = 400
RUNS = {"greedy": 40, "tracking": 60, "forced-exploration": 15, "uniform": 6, "constant": 6}


def horizon_of(world: World, learner: str) -> int:
    """Return the longest horizon, 6 at most, whose histories are few enough."""
    seen = max(sum(mass > 0 for mass in row) for table in world.kappa for row in table)
    branches = len(world.contexts) * (
        2 * seen if learner in ("greedy", "tracking") else 2 * seen * len(world.responses)
    )
    return max(t for t in range(1, 7) if t == 1 or branches ** (t - 1) <= HISTORIES)


def exact(path: Any, text: str, learner: str, truth: str, horizon: int) -> tuple[int, Any]:
    """Return the status and the document of the command."""
    (path / "i.json").write_text(text, encoding="utf-8")
    out = path / "o.json"
    out.unlink(missing_ok=True)
    options = ["--learner", learner, "--truth", truth, "--horizon", str(horizon), "--json", str(out)]
    status = run(["exact", str(path / "i.json"), *options])
    return status, json.loads(out.read_text(encoding="utf-8")) if out.exists() else None


def refused(finite: Finite, learner: str) -> bool:
    """Say whether the learner cannot be played: it needs what is not there."""
    return (learner == "forced-exploration" and pace(finite) is None) or (
        learner == "tracking" and not tracking.defined(finite)
    )


@pytest.mark.parametrize(("learner", "count"), RUNS.items())
def test_every_history_is_counted(tmp_path: Any, learner: str, count: int) -> None:
    horizons = set()
    for seed in range(count):
        rng = Random(f"exact {learner} {seed}")
        kind = rng.choice(["rewards", "heads", "factored"])
        pool = rng.choice([None, None, drawing.CLOSE if kind == "rewards" else None])
        text = drawing.text(drawing.instance(rng, kind, most=2, models=4, wide=3, pool=pool))
        world = read(text)
        theta, horizon = rng.randrange(len(world.names)), horizon_of(world, learner)
        status, document = exact(tmp_path, text, learner, world.names[theta], horizon)
        if refused(Finite(world), learner):
            assert (status, document) == (2, None)
            continue
        assert status == 0
        assert faults_of_exact(document, world, learner, theta, horizon) == [], text
        horizons.add(horizon)
    assert max(horizons) >= 5
