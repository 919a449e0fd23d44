"""Real preference populations, shipped with their licences; ``README.md`` here says where each comes from."""

from __future__ import annotations

from pathlib import Path

FOLDER = Path(__file__).parent
"""Where the data files are."""
