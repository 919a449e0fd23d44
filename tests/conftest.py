"""One thread for linear algebra in all tests: their matrices are small, and more threads wait for one another."""

from __future__ import annotations

import os

from threadpoolctl import threadpool_limits

os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")  # for processes that tests start, and for libraries loaded later
threadpool_limits(int(os.environ["OPENBLAS_NUM_THREADS"]), "blas")  # for NumPy, which pytest-randomly has loaded
