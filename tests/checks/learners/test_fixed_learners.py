"""Greedy, constant, uniform and pooled in their exact halves."""

from fractions import Fraction

from checks.exact.enumerate import View, enumeration
from checks.learners import NAMES, constant, load, pooled, uniform
from theory.instance import Context, Instance, Rewards, Uniform
from theory.problem import Problem, tabular

PROBLEM = tabular({"a": [[0, 1, 2]], "b": [[1, 0, 0]]})


def start(problem: Problem, name: str) -> View:
    known = enumeration(problem, load(name))
    return View(known.states, next(iter(known.levels[0].weights)))


def test_every_name_is_its_module_and_says_what_it_does() -> None:
    for name in NAMES:
        learner = load(name)
        assert learner.name == name and learner.summary
        assert learner.plan is not None or learner.kernel is not None


def test_constant_deploys_the_first_response() -> None:
    assert constant.plan(start(PROBLEM, "constant"), 5) == ((1, 0, 0),)


def test_uniform_deploys_each_response_alike_and_remembers_nothing() -> None:
    assert uniform.rows(PROBLEM) == ((Fraction(1, 3),) * 3,)
    remembers = {name: load(name).remembers(PROBLEM, 1) for name in ("uniform", "constant", "greedy")}
    assert remembers == {"uniform": False, "constant": False, "greedy": True}


def test_greedy_starts_with_the_first_model() -> None:
    plan = load("greedy").plan
    assert plan is not None and plan(start(PROBLEM, "greedy"), 1) == ((0, 0, 1),)


def test_pooled_weighs_the_users_who_share_a_prompt() -> None:
    third = Fraction(1, 3)
    rewards = {"m": ((Fraction(2), Fraction(0)), (Fraction(0), Fraction(3)))}
    contexts = (Context("ann", "x", third), Context("bob", "x", 2 * third))
    problem = Problem.of(Instance(contexts, ("r", "s"), Uniform(), Rewards(rewards), "m"))
    assert pooled.responses(problem) == ((1, 1),)
    apart = (Context("ann", "x", third), Context("bob", "z", 2 * third))
    alone = Problem.of(Instance(apart, ("r", "s"), Uniform(), Rewards(rewards), "m"))
    assert pooled.responses(alone) == ((0, 1),)
