"""Who does the work: the cores of this machine, or a cluster that is there already."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from theory.errors import InputError


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
        setting = joblib.parallel_config(backend="loky", n_jobs=jobs)
    else:
        setting = joblib.parallel_config(backend="dask", client=_client(scheduler))
    with setting:
        yield


def _client(scheduler: str) -> Any:
    try:
        from distributed import Client
    except ImportError:
        raise InputError("--scheduler", "needs pip install 'user-diversity[cluster]'") from None
    try:
        return Client(scheduler, timeout=10)  # type: ignore[no-untyped-call]
    except (OSError, ValueError) as error:
        raise InputError("--scheduler", f"no Dask scheduler answers at {scheduler}: {error}") from None
