"""Parallel backend: local processes or an existing Dask cluster."""

from __future__ import annotations

import os
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from theory.errors import InputError

_UNHEARD = "ignore::UserWarning:joblib.externals.loky.backend.resource_tracker"


@contextmanager
def workers(scheduler: str | None, jobs: int) -> Iterator[None]:
    """Say who works for `joblib.Parallel` in this context: processes of this machine, or a Dask cluster.

    Parameters
    ----------
    scheduler : str or None
        Address of a Dask scheduler, ``tcp://host:port``. What a worker that dies was doing is done elsewhere.
    jobs : int
        Processes; −1 for one a core. On a cluster, the workers there are.

    Raises
    ------
    InputError
        When no scheduler answers.
    """
    import joblib

    if scheduler is None:
        with _quiet_tracker(), joblib.parallel_config(backend="loky", n_jobs=jobs):
            yield
    else:
        with _client(scheduler) as client, joblib.parallel_config(backend="dask", client=client):
            yield


@contextmanager
def _quiet_tracker() -> Iterator[None]:
    """Let the process that cleans up after workers not complain of what an interrupted run has cleaned up itself."""
    before = os.environ.get("PYTHONWARNINGS")
    os.environ["PYTHONWARNINGS"] = f"{before},{_UNHEARD}" if before else _UNHEARD
    try:
        yield
    finally:
        if before is None:
            del os.environ["PYTHONWARNINGS"]
        else:
            os.environ["PYTHONWARNINGS"] = before


def _client(scheduler: str) -> Any:
    try:
        from distributed import Client
    except ImportError:
        raise InputError("--scheduler", "needs pip install 'user-diversity[cluster]'") from None
    try:
        return Client(scheduler, timeout=10)  # type: ignore[no-untyped-call]
    except (OSError, ValueError) as error:
        raise InputError("--scheduler", f"no Dask scheduler answers at {scheduler}: {error}") from None
