from checks.simulate.common.limits import FARTHEST, FOREVER, GUARD, MOST_AT_ONCE, MOST_ROUNDS, MOST_TOGETHER, ROUNDING


def test_the_limits_leave_room_for_rounding() -> None:
    """A margin of at most `FARTHEST` adds up at most `MOST_TOGETHER` steps before it is looked at again."""
    assert MOST_TOGETHER * FARTHEST * 2.0**-52 < GUARD / 10
    assert MOST_TOGETHER * ROUNDING < GUARD


def test_no_horizon_overflows() -> None:
    assert MOST_ROUNDS < FOREVER < 2**63 and MOST_AT_ONCE < 2**32
