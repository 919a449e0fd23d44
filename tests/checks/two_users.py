"""Instances for runs over several files."""

from __future__ import annotations

import json


def two_users(reward: int) -> str:
    """Two users, two responses, two models of which one is the truth, as the text of a file."""
    document = {
        "format": "user-diversity/instance/1",
        "contexts": [{"user": user, "prompt": "x", "probability": "1/2"} for user in ("ann", "bob")],
        "responses": ["r", "s"],
        "comparators": "uniform",
        "rewards": {"a": [[reward, 0], [0, 2]], "b": [[0, 2], [0, 2]]},
        "truth": "a",
    }
    return json.dumps(document)
