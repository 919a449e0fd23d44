"""How the enumeration of T23 grows: programs solved against the bound |C||Y||Π°|, as contexts are added.

Run with ``python -m checks.bench.bench_polytope``; ``--dimension``, ``--responses`` and ``--most`` change the classes.
"""

from __future__ import annotations

import argparse
from fractions import Fraction
from time import process_time

from numpy.random import default_rng

from theory.instance import Baseline, Box, Context, Heads, Instance
from theory.polytope.continuous import ContinuousClass
from theory.polytope.margins import Margins
from theory.polytope.trees import closed_policies, strict_policies


def drawn(dimension: int, contexts: int, responses: int, seed: int) -> Instance:
    """Draw integer heads on a cube around 0, under the baseline protocol."""
    rng = default_rng(seed)
    table = rng.integers(-3, 4, (contexts, responses, dimension)).tolist()
    heads = tuple(tuple(tuple(map(Fraction, row)) for row in block) for block in table)
    law = tuple(Context(f"u{c}", "x", Fraction(1, contexts)) for c in range(contexts))
    names = tuple(f"y{y}" for y in range(responses))
    cube = Box((Fraction(-1),) * dimension, (Fraction(1),) * dimension)
    return Instance(law, names, Baseline(names[0]), Heads(heads, cube))


def main() -> None:
    """Print one line a number of contexts."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--dimension", type=int, default=3)
    parser.add_argument("--responses", type=int, default=3)
    parser.add_argument("--most", type=int, default=10)
    parser.add_argument("--seed", type=int, default=0)
    chosen = parser.parse_args()
    print("contexts  |Π°|  |Π|  cut  programs  programs/(|C||Y||Π°|)  µs a branch")
    for contexts in range(2, chosen.most + 1):
        problem = ContinuousClass.of(drawn(chosen.dimension, contexts, chosen.responses, chosen.seed))
        start = process_time()
        walker = Margins(problem)
        strict = strict_policies(problem, walker)
        closed = closed_policies(problem, walker, strict)
        spent = process_time() - start
        bound = contexts * chosen.responses * len(strict.leaves)
        branches = len(strict.leaves) + len(strict.cut)
        print(
            f"{contexts:8} {len(strict.leaves):5} {closed.count(contexts, chosen.responses):4} {len(strict.cut):4} "
            f"{walker.programs:9} {walker.programs / bound:21.3f} {1e6 * spent / branches:12.0f}"
        )


if __name__ == "__main__":
    main()
