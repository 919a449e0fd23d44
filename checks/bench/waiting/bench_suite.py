"""How much processor time the tests take, and which take the most.

``python -m checks.bench.waiting.bench_suite`` runs all of them in one process; ``tests/theory -m "not slow"`` and the
like choose. What a test's own subprocesses take counts too, so that the sum does not depend on what else the machine
does; half of it is what two quiet cores need. ``--record`` keeps a line.
"""

from __future__ import annotations

import argparse
import resource
import time
from collections.abc import Iterator
from typing import Any

from checks.bench.waiting.checkout import HERE
from checks.runtime.job_figures import Figure, record

SLOWEST = 10


def meter(seconds: dict[str, float]) -> Any:
    """Return a plugin of pytest that notes each test's processor seconds, those of its fixtures included."""
    import pytest

    class Meter:
        @pytest.hookimpl(wrapper=True)
        def pytest_runtest_protocol(self, item: Any) -> Iterator[Any]:
            start = _processor()
            done = yield
            seconds[item.nodeid] = _processor() - start
            return done

    return Meter()


def _processor() -> float:
    """Return the processor seconds of this process and of those that it has waited for."""
    children = resource.getrusage(resource.RUSAGE_CHILDREN)
    return time.process_time() + children.ru_utime + children.ru_stime


def slowest(seconds: dict[str, float]) -> list[str]:
    """Return the tests that take the most, the worst first, with their seconds."""
    return sorted(seconds, key=lambda name: (-seconds[name], name))[:SLOWEST]


def main() -> int:
    """Run the tests and print what they took."""
    import pytest

    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("tests", nargs="*", help="files or folders; all when left out")
    parser.add_argument("-m", default="", help="as for pytest, such as 'not slow'")
    parser.add_argument("--record", action="store_true", help="keep the figure of all tests")
    options = parser.parse_args()
    seconds: dict[str, float] = {}
    status = pytest.main(["-q", f"--rootdir={HERE}", "-m", options.m, *options.tests], plugins=[meter(seconds)])
    total = sum(seconds.values())
    line = f"{len(seconds):,} tests take {total:.0f} s of processor time, on two quiet cores {total / 2:.0f} s"
    print(line)
    for name in slowest(seconds):
        print(f"{seconds[name]:7.1f} s  {name}")
    if options.record:
        worst = slowest(seconds)[0]
        command = "python -m checks.bench.waiting.bench_suite --record"
        record("suite", Figure("The tests", command, f"{line}; the slowest, {worst}, {seconds[worst]:.0f} s"))
    return int(status)


if __name__ == "__main__":
    raise SystemExit(main())
