"""Reading an instance file beside reading it plainly, with ``json.load`` and one NumPy array."""

from __future__ import annotations

import json
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from resource import RUSAGE_CHILDREN, getrusage
from typing import Any

import numpy as np

from checks.bench.waiting.many_models import CONTEXTS, RESPONSES, instance
from theory.files.writing import document

MODELS = 10_000
WRITTEN: dict[str, Callable[[int], Any]] = {
    "integers": int,
    "decimals": lambda n: n / 10**6,
    "ratios": lambda n: f"{n}/1000003",
}
"""How numbers may be written in a file."""

_PLAIN = "import json, sys, numpy; numpy.array(list(json.load(open(sys.argv[1]))['rewards'].values()))"
_READ = "import sys; from theory.files.instance_file import load; load(sys.argv[1])"
_NUMPY = "import json, sys, numpy"
_LIBRARY = "import sys; from theory.files.instance_file import load"


def busy(*words: str) -> float:
    """Run Python on some words; return its processor seconds."""
    before = getrusage(RUSAGE_CHILDREN)
    subprocess.run([sys.executable, *words], check=True, stdout=subprocess.DEVNULL)
    after = getrusage(RUSAGE_CHILDREN)
    return after.ru_utime - before.ru_utime + after.ru_stime - before.ru_stime


def least(programs: dict[str, tuple[str, ...]], repeats: int) -> dict[str, float]:
    """Run programs in turns; return the least processor seconds of each."""
    runs = [{name: busy(*words) for name, words in programs.items()} for _ in range(repeats)]
    return {name: min(run[name] for run in runs) for name in programs}


def readers(path: Path) -> dict[str, tuple[str, ...]]:
    """Return the programs that read a file, plainly and as an instance, and those that only import what they need."""
    return {
        "plain": ("-c", _PLAIN, str(path)),
        "read": ("-c", _READ, str(path)),
        "numpy": ("-c", _NUMPY),
        "library": ("-c", _LIBRARY),
    }


def ratio(found: dict[str, float]) -> float:
    """Return reading in times of reading plainly, imports left out."""
    return (found["read"] - found["library"]) / (found["plain"] - found["numpy"])


def distinct(folder: Path, written: str, models: int, repeats: int) -> dict[str, Any]:
    """Measure reading a file in which no two rewards are the same."""
    shape = (models, CONTEXTS, RESPONSES)
    numbers = np.random.default_rng(0).permutation(np.prod(shape)).reshape(shape) - np.prod(shape) // 2
    one = WRITTEN[written]
    rewards = {f"m{m}": [[one(n) for n in row] for row in rows] for m, rows in enumerate(numbers.tolist())}
    path = folder / f"{written}.json"
    path.write_text(json.dumps(document(instance("diverse", 1)) | {"rewards": rewards}), "utf-8")
    found = least(readers(path), repeats)
    path.unlink()
    return {"part": "reading", "written": written, "models": models, "reading_ratio": ratio(found)}
