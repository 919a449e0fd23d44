"""What is kept of the regret near a boundary, and the line that is made of it."""

from __future__ import annotations

from checks.bench.polytope.boundary import INSTANCE, figure, kept
from checks.picture.polytope.numbers import FORMAT, LEARNERS


def test_what_is_kept_is_of_the_instance() -> None:
    document = kept()
    assert document["format"] == FORMAT and document["truth"] == [float(x) for x in INSTANCE.truth or ()]  # type: ignore[arg-type]
    assert all(set(row["measured"]) == set(LEARNERS) for row in document["boundary"]["truths"])
    assert f"--runs {document['boundary']['runs']}" in figure(document).command


def test_the_figure_has_the_last_value_of_each_truth() -> None:
    def row(s: str, end: float) -> dict[str, object]:
        return {"s": s, "measured": {"greedy": [[1, 0.5, 0, 1], [9, end, 0, 99]]}}

    boundary = {"truths": [row("1/2", 3.25), row("1/8", 41.0)], "envelope": [[1, 0.1], [9, 2.5]]}
    made = figure({"boundary": boundary | {"horizon": 30000, "runs": 7, "seed": 3}})
    assert made.figure.startswith("30,000 rounds: greedy lost 3.25 at s = 0.5, 41 at s = 0.125;")
    assert "every learner loses 2.5 (T24)" in made.figure and made.command.endswith("--runs 7 --seed 3")
