"""The shape of an instance file as a JSON Schema (draft 2020-12), for editors and for other programs."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

SCHEMA = Path(__file__).with_name("instance.schema.json")
"""The schema itself; it is part of the package."""


def instance_schema() -> dict[str, Any]:
    """Return the JSON Schema of instance files.

    It says what one place alone can show. Sums, lengths of rows and names that refer to one another are checked by
    `theory.files.instance_file.read`, which refuses whatever the schema refuses.

    Examples
    --------
    >>> instance_schema()["title"]
    'user-diversity/instance/1'
    """
    schema: dict[str, Any] = json.loads(SCHEMA.read_text("utf-8"))
    return schema
