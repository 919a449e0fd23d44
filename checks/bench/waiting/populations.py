"""What the random populations of the claims bring, here and in another checkout, as two columns of one table.

``python -m checks.bench.waiting.populations --against ../before`` draws the first instances of each claim that both
know, as ``verify`` draws them, and prints how many different ones in a hundred have how many contexts, responses and
models, ties, a regime, training, and so on.
``git worktree add ../before a065c1e`` makes such a checkout; ``--record`` keeps the table.
"""

from __future__ import annotations

import argparse
import json
from collections import Counter
from collections.abc import Iterator
from fractions import Fraction
from pathlib import Path
from typing import Any

from checks.bench.waiting.bench_verify import CLAIMS
from checks.bench.waiting.checkout import HERE, python
from checks.runtime.job_figures import Figure, record
from theory.claims import LEDGER
from theory.claims.scope import Scope
from theory.files.instance_file import read
from theory.instance import Box, Explicit, Heads, Instance, Rewards

_DRAW = """
import json, sys
from importlib import import_module, util
from theory.claims import claim
trial = import_module("checks.trial" if util.find_spec("checks.trial") else "checks.verify.trial")
write = getattr(trial, "writing", None) or trial.instance_format
drawn = []
trial.examine = lambda claim, instance: drawn.append(write.document(instance)) or []
for name in sys.argv[2:]:
    trial.run(claim(name), 10**9, 0, most_chunks=int(sys.argv[1]))
print(json.dumps(drawn))
"""


def draw(checkout: Path, claims: list[str], hundreds: int) -> list[Instance]:
    """Draw the first instances of each claim with the code of a checkout."""
    return [read(document) for document in json.loads(python(checkout, "-c", _DRAW, str(hundreds), *claims).output)]


def kinds(instance: Instance) -> Iterator[str]:
    """Yield what an instance is counted as."""
    yield f"contexts: {len(instance.contexts)}"
    yield f"responses: {len(instance.responses)}"
    yield f"comparators: {type(instance.comparators).__name__.lower()}"
    if any(context.probability <= Fraction(1, 1000) for context in instance.contexts):
        yield "a rare context"
    if isinstance(instance.comparators, Explicit):
        tables = instance.comparators.rows
        yield from ["a comparator that never comes"] * any(0 in row for table in tables for row in table)
        yield from ["compared with itself"] * any(row[y] for table in tables for y, row in enumerate(table))
    if instance.training is not None:
        behaviour = "all responses" if instance.training.behaviour is None else "a table"
        yield f"training: {behaviour}"
        fewer = len(instance.training.contexts) < len(instance.contexts)
        yield from ["training: some context is left out"] * fewer
    yield from _of_models(instance)


def _of_models(instance: Instance) -> Iterator[str]:
    models = instance.models
    if not isinstance(models, Rewards):
        if isinstance(models, Heads):
            kind, heads = "heads", [head for block in models.vectors for head in block]
        else:
            kind, heads = "factored", list(models.user_heads.values())
        yield f"models: {kind}"
        yield from ["a zero head"] * any(not any(head) for head in heads)
    if not instance.finite:
        yield f"models: {'bounded' if isinstance(models.parameters, Box) else 'all of ℝ^d'}"  # type: ignore[union-attr]
        return
    yield f"models: {len(instance.model_names)}"
    values: Any = models.table if isinstance(models, Rewards) else models.parameters
    yield from ["a model twice"] * (len({*values.values()}) < len(values))
    scope = Scope(instance)
    conditions = scope.conditions
    yield from ["ties: a second optimum"] * (not conditions.unique_optimum)
    yield f"regime: {conditions.regime or 'none, because of ties'}"
    yield from ["a confusing pair"] * bool(scope.confusing_pairs)
    if instance.training is not None:
        yield from ["training: confused"] * (conditions.offline_confusion is not None)


def shares(instances: list[Instance]) -> dict[str, float]:
    """Return how many different instances of each kind there are among a hundred; one drawn again shows nothing new."""
    different = {repr(instance): instance for instance in instances}.values()
    counts = Counter(kind for instance in different for kind in ("different instances", *set(kinds(instance))))
    return {kind: 100 * count / len(instances) for kind, count in counts.items()}


def table(before: dict[str, float], now: dict[str, float]) -> list[str]:
    """Return the two columns as lines."""
    width = max(map(len, before | now))
    rows = [f"{kind:{width}} {before.get(kind, 0):7.1f} {now.get(kind, 0):7.1f}" for kind in sorted(before | now)]
    return [f"{'different ones of a hundred':{width}} {'before':>7} {'now':>7}", *rows]


def main() -> None:
    """Print the table."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--hundreds", type=int, default=3, help="hundreds of instances of each claim")
    parser.add_argument("--against", type=Path, required=True, help="another checkout of the project")
    parser.add_argument("--record", action="store_true", help="keep the table")
    options = parser.parse_args()
    checkout = options.against.resolve()
    known = set(python(checkout, "-c", CLAIMS).output.split())
    both = [claim.id for claim in LEDGER if claim.id in known]
    before, now = (shares(draw(place, both, options.hundreds)) for place in (checkout, HERE))
    print("\n".join(table(before, now)))
    if options.record:
        line = "; ".join(f"{kind} {before.get(kind, 0):.1f} → {now.get(kind, 0):.1f}" for kind in sorted(before | now))
        job = f"Populations of {len(both)} claims: different instances of each kind in a hundred draws, before → now"
        command = "python -m checks.bench.waiting.populations --record --against <checkout of a065c1e>"
        record("populations", Figure(job, command, line))


if __name__ == "__main__":
    main()
