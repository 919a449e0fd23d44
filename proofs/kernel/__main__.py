"""The pinned statements: ``python -m proofs.kernel`` compares them with the development, ``--write`` writes them.

What was written is then reviewed, as any change of what is claimed.
"""

from __future__ import annotations

import sys
from argparse import ArgumentParser
from collections.abc import Sequence

from proofs.kernel import pins
from proofs.kernel.runner import run


def main(arguments: Sequence[str]) -> int:
    """Compare, or write; 1 when the pins are not current, 2 when the development is not to be believed."""
    parser = ArgumentParser("python -m proofs.kernel", description=__doc__)
    parser.add_argument("--write", action="store_true", help="pin the statements as they are now")
    write = parser.parse_args(arguments).write
    report = run(progress=lambda line: print(f"kernel: {line}", file=sys.stderr))
    if report.errors:
        print("\n".join(report.errors))
        return 2
    found = pins.Pins(report.compiler, report.statements, report.definitions)
    problems = pins.differences(found, pins.load())
    print("\n".join(problems) or f"{len(found.theorems)} theorems on {len(found.definitions)} definitions, as pinned")
    if write:
        pins.FILE.write_text(found.markdown(), encoding="utf-8")
        return 0
    return int(bool(problems))


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
