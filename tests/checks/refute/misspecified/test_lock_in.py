from fractions import Fraction

from flint import arb

from checks.refute.misspecified.lock_in import trap

ONE = Fraction(1)


def identity(gap: Fraction) -> Fraction:
    return gap


def test_feedback_that_favours_the_wrong_model_locks_greedy_in() -> None:
    """The feedback follows 1; a says 1 as well, g says 0: λ = 1 is exact, and q is what the rising outcomes leave."""
    found = trap([(ONE, ONE, ONE)], [(ONE, Fraction(0), ONE)], identity)
    assert found is not None and found.power == 1
    win = 1 / (1 + (-arb(1)).exp())
    assert found.chance.overlaps(win - arb(1) / 2)


def test_feedback_that_follows_the_right_model_does_not() -> None:
    assert trap([(ONE, -ONE, ONE)], [(ONE, ONE, ONE)], identity) is None


def test_models_that_agree_tell_nothing() -> None:
    assert trap([(ONE, ONE, ONE)], [(ONE, ONE, ONE)], identity) is None
