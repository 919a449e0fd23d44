"""The kernel-checked proofs: build the Rocq development, read what every theorem assumes, compare with the ledger."""

from __future__ import annotations

from proofs.kernel.report import KernelReport, compare, expectation, status
from proofs.kernel.runner import available, recheck, run
from proofs.kernel.toolchain import KernelUnavailable

__all__ = ["KernelReport", "KernelUnavailable", "available", "compare", "expectation", "recheck", "run", "status"]
