"""The kernel-checked proofs: build the Rocq development, read what every theorem states and assumes, compare."""

from __future__ import annotations

from proofs.kernel.assumptions import expectation
from proofs.kernel.report import KernelReport, compare, status
from proofs.kernel.runner import available, run
from proofs.kernel.toolchain import KernelUnavailable

__all__ = ["KernelReport", "KernelUnavailable", "available", "compare", "expectation", "run", "status"]
