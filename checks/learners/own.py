"""Learners of one's own: a class or an object with a method ``plan``, made into a learner of the package."""

from __future__ import annotations

from collections.abc import Sequence
from fractions import Fraction
from operator import index
from typing import Any

from checks.learner_protocol import History, Learner, Rows, always
from checks.learners import load
from theory.errors import InputError
from theory.protocol.actions import count


def as_learner(given: Any) -> Learner:
    """Return a learner from its name, a learner, or a class or object with a method ``plan``.

    ``plan(history, t)`` chooses the policy of round t = 1, 2, … before its context is seen. It returns, for each
    context, a response (an index; under slates a model) or the probabilities of all of them; `History` says what it may
    look at. A class is called without arguments. ``name`` and ``remembers(problem, t)`` are optional.

    Parameters
    ----------
    given : str, Learner, type or object

    Raises
    ------
    InputError
        Where it is none of these.

    Examples
    --------
    >>> class Second:
    ...     def plan(self, history, t):
    ...         return [1] * len(history.problem.contexts)
    >>> as_learner(Second).name, as_learner("greedy").name
    ('Second', 'greedy')
    """
    if isinstance(given, str):
        return load(given)
    if isinstance(given, Learner):
        return given
    own = given() if isinstance(given, type) else given
    choose = getattr(own, "plan", None)
    if not callable(choose):
        raise InputError("learner", f"{given!r} is no name of a learner and has no method plan(history, t)"[:200])

    def plan(history: History, t: int) -> Rows:
        return policy_rows(choose(history, t), (len(history.problem.contexts), count(history.problem)))

    name = str(getattr(own, "name", type(own).__name__))
    return Learner(name, "a learner of one's own", plan, getattr(own, "remembers", always))


def policy_rows(policy: Sequence[Any], shape: tuple[int, int]) -> Rows:
    """Return a policy as exact rows: an index as a 0/1 row, probabilities as the rationals they are.

    Raises
    ------
    InputError
        Where it has not one entry a context, an index is no response, or probabilities do not sum to 1.

    Examples
    --------
    >>> policy_rows([1, (0.25, 0.75)], (2, 2))[0]
    (Fraction(0, 1), Fraction(1, 1))
    """
    contexts, responses = shape
    if not isinstance(policy, Sequence) and not hasattr(policy, "__array__"):
        raise InputError("learner", f"plan gave {type(policy).__name__}, not one entry a context")
    if len(policy) != contexts:
        raise InputError("learner", f"plan gave {len(policy)} entries for {contexts} contexts")
    return tuple(_row(entry, responses, c) for c, entry in enumerate(policy))


def _row(entry: Any, responses: int, c: int) -> tuple[Fraction, ...]:
    try:
        chosen = index(entry)
    except TypeError:  # NumPy's arrays have the method, too
        return _shares(entry, responses, c)
    if not 0 <= chosen < responses:
        raise InputError("learner", f"plan deploys response {chosen} in context {c}; there are {responses}")
    return tuple(Fraction(int(y == chosen)) for y in range(responses))


def _shares(entry: Any, responses: int, c: int) -> tuple[Fraction, ...]:
    try:
        row = tuple(Fraction(share) for share in entry)
    except (TypeError, ValueError, OverflowError):
        row = ()
    if len(row) != responses or min(row) < 0:
        what = f"a response below {responses} nor probabilities of {responses} responses"
        raise InputError("learner", f"plan gave neither {what} in context {c}: {entry!r}"[:200])
    if sum(row) != 1:
        exactly = "floats are taken exactly: Fraction(1, 3) is a third, 1/3 is not"
        raise InputError("learner", f"plan gave probabilities in context {c} whose sum is not 1 ({exactly})")
    return row
