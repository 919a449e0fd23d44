"""The picture of growth: processor seconds of ``check`` and of reading its file plainly, by the number of models."""

from __future__ import annotations

from typing import Any

from checks.picture.figure import sheet


def draw(rows: list[dict[str, Any]], path: str) -> None:
    """Draw what `checks.bench.bench_check` measured of growing numbers of models.

    Parameters
    ----------
    rows : list of dict
        With ``kind``, ``models``, ``plain_seconds`` and ``check_seconds``.

    Raises
    ------
    InputError
        When the file cannot be written.
    """
    kinds = list(dict.fromkeys(row["kind"] for row in rows))
    with sheet(path, 1, 1, 5.2, 3.4) as axes:
        place = axes[0][0]
        for kind, mark in zip(kinds, "osv^", strict=False):
            mine = [row for row in rows if row["kind"] == kind]
            models = [row["models"] for row in mine]
            place.plot(models, [row["check_seconds"] for row in mine], mark + "-", markersize=4, label=f"check, {kind}")
            place.plot(models, [row["plain_seconds"] for row in mine], mark + ":", markersize=3, label=f"read, {kind}")
        first = rows[0]
        ends = [row["models"] for row in rows if row["kind"] == first["kind"]]
        line = [first["check_seconds"] * n / ends[0] for n in ends]
        place.plot(ends, line, color="black", linewidth=0.9, label="proportional to the models")
        place.set_xscale("log")
        place.set_yscale("log")
        place.set_xlabel("models")
        place.set_ylabel("processor seconds")
        place.legend(loc="upper left")
