"""Versions of the packages that results depend on."""

from __future__ import annotations

from importlib.metadata import PackageNotFoundError, version

NOT_INSTALLED = "not installed"


def versions(*names: str) -> dict[str, str]:
    """Return the version of each distribution; a checkout that is used as it lies has none.

    Examples
    --------
    >>> versions("no-such-distribution")
    {'no-such-distribution': 'not installed'}
    """
    return {name: _version(name) for name in names}


def _version(name: str) -> str:
    try:
        return version(name)
    except PackageNotFoundError:
        return NOT_INSTALLED
