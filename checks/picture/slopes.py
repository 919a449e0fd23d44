"""The picture of the constant: the slope of each learner's regret, divided by C(θ), truth by truth."""

from __future__ import annotations

from typing import Any

from checks.picture.figure import COLOURS, sheet


def draw(document: dict[str, Any], path: str) -> None:
    """Draw the document ``user-diversity/slopes/1`` to a file.

    Raises
    ------
    InputError
        When the file cannot be written.
    """
    paying = [row for row in document["rows"] if row["constant"]]
    places = range(len(paying))
    with sheet(path, 1, 1, 6.8, 3.6) as axes:
        place = axes[0][0]
        for shift, learner in enumerate(paying[0]["slopes"]):
            shown = [
                (n, row["slopes"][learner]["mean"] / row["constant"]) for n, row in zip(places, paying, strict=True)
            ]
            x, y = zip(*((n + 0.15 * (shift - 1.5), ratio) for n, ratio in shown), strict=True)
            place.plot(x, y, "o", color=COLOURS[learner], label=learner, markersize=4)
        alone = [row["alone"] / row["constant"] for row in paying]
        place.plot(list(places), alone, "_", color="black", label="1/K, one at a time (T8)", markersize=9)
        place.axhline(1.0, color="black", linewidth=0.9, label="C(θ) (T25, T26)")
        place.set_yscale("log")
        place.set_ylim(top=5.0 * place.get_ylim()[1])
        place.set_xticks(
            list(places), [f"{row['instance']}, {row['truth']}" for row in paying], rotation=60, ha="right"
        )
        place.tick_params(axis="x", labelsize=5)
        place.set_ylabel("slope of regret / C(θ)")
        place.legend(loc="upper right", ncols=2)
