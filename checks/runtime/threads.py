"""How many threads linear algebra may use."""

from __future__ import annotations

import os

VARIABLE = "OPENBLAS_NUM_THREADS"


def one_thread() -> None:
    """Let linear algebra use one thread, unless the user has said how many.

    Many small problems would only wait for the others. NumPy reads the number when it is loaded, so this comes before.

    Examples
    --------
    >>> one_thread()
    """
    os.environ.setdefault(VARIABLE, "1")
