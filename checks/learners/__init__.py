"""The learners, one file each; a learner is found by its name."""

from __future__ import annotations

from importlib import import_module

from checks.learner_protocol import Learner
from theory.errors import InputError

NAMES = (
    *("greedy", "forced-exploration", "tracking", "optimistic", "thompson"),
    *("per-user", "pooled", "uniform", "constant"),
)
"""Every learner, as spelt on the command line; `load` imports the file of that name."""

POLYTOPE = ("greedy", "careful-greedy", "forced-exploration", "optimistic", "uniform", "constant")
"""The learners that play on a polytope of rewards, see `checks.simulate.polytope`."""


def load(name: str) -> Learner:
    """Return the learner of that name, importing its file only.

    Raises
    ------
    InputError
        When there is no such learner.

    Examples
    --------
    >>> load("constant").name
    'constant'
    """
    if name in POLYTOPE and name not in NAMES:
        raise InputError("--learner", f"{name} plays on polytopes alone")
    if name not in NAMES:
        raise InputError("--learner", f"no learner {name!r}; there are {', '.join(NAMES)}")
    learner = import_module(f"checks.learners.{name.replace('-', '_')}").LEARNER
    assert isinstance(learner, Learner)
    return learner


def on_polytope(name: str) -> None:
    """Refuse a learner that does not play on polytopes.

    Raises
    ------
    InputError
        Saying which do.
    """
    if name not in POLYTOPE:
        other = load(name).name
        raise InputError("--learner", f"{other} plays on finite classes; on a polytope {', '.join(POLYTOPE)} do")
