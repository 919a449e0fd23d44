"""Random instances of every kind that a file can hold."""

from __future__ import annotations

from functools import partial

from checks.populations.factored import factored, one_hot, trained
from checks.populations.linear import linear
from checks.populations.offline import offline, untold
from checks.populations.online import blind, confusing, online, revealing
from checks.populations.source import either

every_kind = either(
    online, confusing, blind, revealing, offline, untold, linear, partial(linear, finite=False),
    factored, partial(factored, finite=True), one_hot, trained,
)  # fmt: skip
