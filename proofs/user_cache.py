"""Where compiled things are kept between runs: a folder in the user's cache directory."""

from __future__ import annotations

import os
import tempfile
from pathlib import Path


def user_cache(name: str) -> Path | None:
    """Return the folder ``user-diversity/NAME`` in the user's cache directory; None where it cannot be written.

    Examples
    --------
    >>> folder = user_cache("rocq")
    >>> folder is None or folder.name
    'rocq'
    """
    home = os.environ.get("XDG_CACHE_HOME") or os.path.expanduser("~/.cache")
    folder = Path(home) / "user-diversity" / name
    return folder if writable(folder) else None


def writable(folder: Path) -> bool:
    """Make a folder where there is none, and tell whether files can be made in it."""
    try:
        folder.mkdir(parents=True, exist_ok=True)
        with tempfile.TemporaryFile(dir=folder):
            return True
    except OSError:
        return False
