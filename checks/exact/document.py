"""The document ``user-diversity/exact/1``: a certified enclosure of a regret and how it was reached."""

from __future__ import annotations

from typing import Any

from checks.exact.answer import Answer
from checks.exact.enumerate import Limit
from checks.exact.finite import finite_regret
from checks.exact.horizon import infinite_regret
from checks.learner_protocol import Learner
from theory.errors import InputError
from theory.exact.enclosure import OutOfReachError, decimal_pair
from theory.problem import Problem

FORMAT = "user-diversity/exact/1"


def enclosed(
    problem: Problem, theta: int, learner: Learner, rounds: int | None, tolerance: float, limit: Limit
) -> Answer:
    """Enclose the expected regret of a learner.

    Parameters
    ----------
    rounds : int or None
        The horizon; ``None`` is infinite, which is for greedy only.
    tolerance : float
        At an infinite horizon, the width that is asked for.

    Raises
    ------
    InputError
        Where the learner cannot be enumerated, or not to that horizon.
    """
    if learner.plan is None:
        raise InputError("--learner", f"{learner.name} can be simulated, not enumerated")
    if rounds is not None:
        return finite_regret(problem, theta, learner, rounds, limit)
    if learner.name != "greedy":
        raise InputError("--horizon", f"inf is for greedy, whose future T1 bounds; {learner.name} needs a finite one")
    return infinite_regret(problem, theta, tolerance, limit)


def document(answer: Answer, learner: str, truth: Any, rounds: int | None) -> dict[str, Any]:
    """Return the answer as JSON values.

    Raises
    ------
    OutOfReachError
        Where rewards are too large for a finite enclosure.
    """
    if not (answer.low.is_finite() and answer.high.is_finite()):
        raise OutOfReachError("infinite enclosure")
    result: dict[str, Any] = {
        "format": FORMAT,
        "learner": learner,
        "truth": truth,
        "horizon": "inf" if rounds is None else rounds,
        "regret": [decimal_pair(answer.low)[0], decimal_pair(answer.high)[1]],
        "curve": [[t, *decimal_pair(value)] for t, value in enumerate(answer.curve)],
        "states": answer.states,
    }
    if answer.drawn is not None:
        low, high = answer.drawn
        result["drawn_regret"] = [decimal_pair(low)[0], decimal_pair(high)[1]]
    if answer.unfinished is not None:
        result["unfinished"] = answer.unfinished
    return result
