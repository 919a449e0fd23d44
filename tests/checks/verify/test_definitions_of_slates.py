"""The definitions of T27 notice a softened policy that is tilted the wrong way, or a right model left out."""

from __future__ import annotations

from collections.abc import Sequence
from fractions import Fraction
from math import exp, isclose

import pytest

from checks.verify import slack
from checks.verify.definitions_of_slates import SlateDefinitions
from theory import bounds
from theory.claims import claim
from theory.instance import Context, Instance, Rewards, Slate
from theory.protocol import softened

ROW = (Fraction(1, 4), Fraction(3, 4))
INSTANCE = Instance(
    (Context("u", "x", Fraction(1)),),
    ("r", "s"),
    Slate(Fraction(2), (ROW,)),
    Rewards({"a": ((Fraction(1), Fraction(0)),), "b": ((Fraction(0), Fraction(1, 2)),)}),
)


@pytest.fixture(autouse=True)
def fresh() -> object:
    slack.differences.cache_clear()
    yield
    slack.differences.cache_clear()


def test_by_hand() -> None:
    defined = SlateDefinitions(INSTANCE)
    assert isclose(defined.softened(0, 0)[0], exp(2) / (exp(2) + 3))
    assert isclose(sum(weight for weight, *_ in defined.shown(1)), 1.0)
    assert isclose(defined.drawn(0, 0), 3 / (exp(2) + 3))


def test_a_softened_policy_tilted_the_wrong_way_is_noticed(monkeypatch: pytest.MonkeyPatch) -> None:
    right = softened.soften

    def wrong(reference: Sequence[Fraction], exponents: Sequence[Fraction]) -> softened.Terms:
        return right(reference, [-exponent for exponent in exponents])

    monkeypatch.setattr(softened, "soften", wrong)
    assert {"rho", "rho_g", "rhobar", "drawn_least"} <= set(slack.differences(2))
    assert slack.found(claim("T27"))


def test_a_settled_affinity_of_the_truth_alone_is_noticed(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(bounds, "least", lambda values: values[0])
    assert slack.differences(2)


def test_an_identity_is_no_difference() -> None:
    assert slack.differences(2) == {}
