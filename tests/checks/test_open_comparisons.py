"""A comparison that no precision decides says nothing: it is neither for the claim nor against it."""

from fractions import Fraction

import pytest
from flint import arb

from checks.claims.judge import Case, Ruling, judge
from checks.verify.trial import Trial
from theory.claims import claim
from theory.claims.scope import Scope
from theory.files.instance_file import read

TRAP = read(
    {
        "format": "user-diversity/instance/1",
        "contexts": [{"user": "ann", "prompt": "x", "probability": 1}],
        "responses": ["none", "some"],
        "comparators": {"baseline": "none"},
        "rewards": {"a": [[0, -1]], "b": [[0, 1]]},
    }
)


def rule(regret):
    case = Case(("headline",), {"T": 3, "a": 0, "b": 1}, {"R": lambda horizon, model: regret})
    (judgement,) = judge(claim("T10"), Scope(TRAP), case)
    return judgement


def test_a_wide_enclosure_decides_nothing():
    trial = Trial("T10")
    trial.record(TRAP, [rule(arb(0, 100))])
    assert trial.comparisons == {"open": 1}
    assert trial.met == 0 and trial.verdict == "vacuous"


@pytest.mark.parametrize(("width", "ruling"), [(0, Ruling.HOLDS), ("1e-30", Ruling.HOLDS), ("1e-10", Ruling.OPEN)])
def test_sides_agree_when_they_can_hardly_differ(width, ruling):
    assert rule(Fraction(3)).right == 3
    assert rule(arb(3, width)).ruling is ruling


def test_disjoint_enclosures_refute():
    assert rule(arb(-5, 1)).ruling is Ruling.VIOLATED
