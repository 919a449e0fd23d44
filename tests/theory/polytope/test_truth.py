"""One truth of a polytope, by hand: who survives, what a wrong belief needs to confirm itself, and multipliers."""

from __future__ import annotations

from fractions import Fraction

import pytest

from theory.files.instance_file import loads
from theory.polytope.continuous import ContinuousClass
from theory.polytope.margins import Margins
from theory.polytope.trees import strict_policies
from theory.polytope.truth import Resolved, Survivor, examine

F = Fraction
TEXT = """{"format": "user-diversity/instance/1", "responses": ["y0", "y1"], "comparators": {"baseline": "y0"},
 "contexts": [{"user": "u", "prompt": "p", "probability": "1/4"}, {"user": "v", "prompt": "p", "probability": "3/4"}],
 "heads": HEADS, "parameters": PARAMETERS, "truth": TRUTH}"""


def of(heads: str, parameters: str, truth: str) -> ContinuousClass:
    filled = TEXT.replace("HEADS", heads).replace("PARAMETERS", parameters).replace("TRUTH", truth)
    return ContinuousClass.of(loads(filled))


@pytest.mark.parametrize(("most", "survives"), [(0, True), ('"-1/8"', False)])
def test_a_response_that_does_as_well_survives(most: object, survives: bool) -> None:
    """θ = −1/2 serves y0, which tells nothing; in x ≤ 0 a tie is possible, in x ≤ −1/8 it is not."""
    problem = of("[[[0], [1]], [[0], [2]]]", f'{{"lower": [-1], "upper": [{most}]}}', '["-1/2"]')
    found = examine(problem)
    assert found.survivor == (Survivor((F(0),), 0, 1) if survives else None)
    assert (found.resolved == []) is survives
    if not survives:
        assert [(one.region, one.alike) for one in found.resolved] == [({0: F(1)}, {}), ({0: F(2)}, {})]


def test_a_belief_must_look_like_the_truth_where_it_is_deployed() -> None:
    """θ = (1, 1) serves y1 twice; x₀ ≤ 0 leaves x₀ + x₁ ≤ 1, which v tells from 2, and x₀ + x₁ > 0 everywhere."""
    problem = of("[[[0, 0], [1, 0]], [[0, 0], [1, 1]]]", '{"lower": ["-1/2", "3/4"], "upper": [1, 1]}', "[1, 1]")
    found = examine(problem)
    assert found.self_confirming is None and found.tree is not None
    assert set(found.tree.leaves) == {(1, 1)} and found.no_wrong_belief_confirms_itself


def test_multipliers_at_a_truth_by_hand() -> None:
    """3/4 (2/3, 2/3) − 3/4 (4/3, 2/3) = (−1/2, 0) = h_u(y0) − h_u(y1), and (2/3, 2/3) itself is exposed."""
    cut = '{"normal": ["4/3", "2/3"], "at_most": 0}'
    problem = of(
        '[[[0, 0], ["1/2", 0]], [[0, 0], ["2/3", "2/3"]]]',
        f'{{"lower": [-1, -1], "upper": [1, 1], "inequalities": [{cut}]}}',
        '["-1/2", "3/4"]',
    )
    assert examine(problem).resolved == [
        Resolved(0, 1, {4: F(3, 4)}, {(1, 0): F(3, 4)}),
        Resolved(1, 0, {}, {(1, 0): F(1)}),
    ]


def test_a_strict_model_is_no_tie_after_rounding() -> None:
    """Of 0 ≤ x ≤ 2/5 the program proposes 2/5, whose nearest whole number ties."""
    problem = of("[[[0], [1]], [[0], [2]]]", '{"lower": [0], "upper": ["2/5"]}', '["1/5"]')
    ((policy, model),) = strict_policies(problem, Margins(problem)).leaves.items()
    assert policy == (1, 1) and problem.unique_optimum(model)
