"""Certificates of one instance: a small Rocq file about exactly that instance, which the kernel checks."""

from __future__ import annotations

from proofs.certificates.certificate import Certificate, certificate

__all__ = ["Certificate", "certificate"]
