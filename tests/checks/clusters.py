"""A real cluster that loses a worker while it works."""

from __future__ import annotations

import os
import signal
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager

import pytest


@contextmanager
def losing_a_worker() -> Iterator[str]:
    """Give the address of a cluster of two workers, one of which is killed as soon as it has something to do."""
    distributed = pytest.importorskip("distributed")
    killed: list[int] = []
    with (
        distributed.LocalCluster(n_workers=2, threads_per_worker=1, dashboard_address=None, processes=True) as cluster,
        distributed.Client(cluster) as client,
    ):
        name, pid = next(iter(client.run(os.getpid).items()))

        def kill() -> None:
            deadline = time.monotonic() + 120
            while time.monotonic() < deadline:
                if client.processing().get(name):
                    os.kill(pid, signal.SIGKILL)
                    killed.append(pid)
                    return
                time.sleep(0.02)

        killer = threading.Thread(target=kill)
        killer.start()
        yield cluster.scheduler_address
        killer.join()
    assert killed
