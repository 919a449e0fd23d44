"""Compilation by numba: without the interpreter lock, cached by a digest of the sources."""

from __future__ import annotations

import gc
import os
import sys
import tempfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from hashlib import blake2b
from pathlib import Path
from typing import Any, TypeVar

from proofs.user_cache import user_cache

_Function = TypeVar("_Function", bound=Callable[..., Any])


def cache_directory() -> str:
    """Return the directory of compiled loops, in ``NUMBA_CACHE_DIR``, else in one of the user's, else a fresh one.

    Its name holds a digest of the sources, because a loop is compiled together with the functions it calls in
    other files. Nothing is ever read from a directory that another user could write.
    """
    name, given = f"loops-{_digest()}", os.environ.get("NUMBA_CACHE_DIR")
    if given:
        return given if Path(given).name == name else str(Path(given) / name)
    return str(user_cache(name) or tempfile.mkdtemp(prefix="user-diversity-"))


def _digest() -> str:
    checks = Path(__file__).resolve().parents[2]
    digest = blake2b(sys.version.encode(), digest_size=8)
    for source in sorted((*checks.glob("simulate/**/*.py"), *checks.glob("learners/*.py"))):
        digest.update(source.read_bytes())
    return digest.hexdigest()


os.environ["NUMBA_CACHE_DIR"] = cache_directory()

from numba import njit, types  # noqa: E402  (the cache directory is read on import)

f8, i8, u8 = types.float64, types.int64, types.uint64
vector, indices, words = f8[::1], i8[::1], u8[::1]
matrix, table, prints = f8[:, ::1], i8[:, ::1], u8[:, ::1]

RECORD: Any = types.Tuple((indices, indices, table, table))  # type: ignore[no-untyped-call]
"""What was seen, in full: see `checks.simulate.plans.plan.Record`."""

CHOOSE = i8(matrix, prints, RECORD, i8, words, table, matrix, indices)
"""The signature of a learner's ``choose``; see `checks.simulate.loops.adaptive_loop`."""

CHOOSER = types.FunctionType(CHOOSE)

AT_ONCE = types.void(
    words, i8, vector, indices, vector, indices, matrix, prints, words, indices, matrix, prints, indices, indices
)
"""The signature of `checks.simulate.loops.repeated_rounds.at_once`."""

AT_ONCER = types.FunctionType(AT_ONCE)


def jit(*signature: Any) -> Callable[[_Function], _Function]:
    """Compile a function: for the interpreter if a signature is given, otherwise for other compiled functions only."""
    for_compiled, is_passed = not signature, signature[:1] in ((CHOOSE,), (AT_ONCE,))
    compiler: Any = njit

    def decorate(function: _Function) -> _Function:
        with _garbage_left():
            compiled: _Function = compiler(
                *signature,
                cache=True,
                nogil=True,
                error_model="numpy",
                no_cpython_wrapper=for_compiled or is_passed,
                no_cfunc_wrapper=not is_passed,
            )(function)
        return compiled

    return decorate


@contextmanager
def _garbage_left() -> Iterator[None]:
    """Pause garbage collection: a fifth of the time that compiling takes."""
    before = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if before:
            gc.enable()
