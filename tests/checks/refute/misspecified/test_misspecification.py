"""Worlds: where nothing fails the claims hold, and what happens in one is what following every history gives."""

from fractions import Fraction
from itertools import islice
from math import exp, log1p

import pytest

from checks.claims.judge import Ruling
from checks.refute.drawing.instance_families import sampler
from checks.refute.misspecified.conclusions import CONCLUSIONS, judgements
from checks.refute.misspecified.misspecification import WORLDS, World
from checks.refute.searching.search import stream
from checks.refute.witnesses import committed
from theory.claims import claim
from theory.claims.scope import Scope
from theory.files.instance_file import read

pytestmark = pytest.mark.slow

COMMITTED = dict(committed())
PAIRS = ("T6", "T7", "T8")
DRAWN = dict.fromkeys(PAIRS, 40) | {"T26": 60}
"""How many instances are drawn where the hypotheses are seldom met."""
ENUMERATED = [
    name
    for name, document in COMMITTED.items()
    if document["claim"] in ("T1", "T2", "T3", "T4")
    and document["dropped"] in WORLDS
    and "world" in (document["learner"] or {})
]


def as_told(instance):
    scope = Scope(instance)
    return World(scope, scope.problem, tuple(scope.models), {m: m for m in scope.models}, "nothing is different")


@pytest.mark.parametrize("identifier", CONCLUSIONS)
def test_where_nothing_is_different_nothing_is_violated(identifier):
    rulings = set()
    for rng in islice(stream(5, identifier), DRAWN.get(identifier, 12)):
        for _, judgement in judgements(claim(identifier), as_told(sampler(identifier)(rng))):
            rulings.add(judgement.ruling)
    assert Ruling.VIOLATED not in rulings
    assert Ruling.HOLDS in rulings


def test_enough_witnesses_are_followed_history_by_history():
    assert len(ENUMERATED) >= 12


def log_sigmoid(x):
    return -log1p(exp(-x)) if x > 0 else x - log1p(exp(x))


class Histories:
    """Every history of greedy in a world, followed in floating point; ties within rounding go to the first model."""

    def __init__(self, world, theta, rounds):
        self.problem, self.members, self.rounds = world.happens, world.members, rounds
        self.told, self.theta, self.answers = world.told.problem, theta, world.answers[theta]
        self.paths = {}
        self.follow((0.0,) * len(self.members), (), 1.0)

    def follow(self, likelihoods, path, mass):
        if len(path) == self.rounds:
            self.paths[path] = self.paths.get(path, 0.0) + mass
            return
        top = max(likelihoods)
        m = self.members[next(i for i, value in enumerate(likelihoods) if value > top - 1e-9)]
        for c in self.problem.deployed:
            y = int(self.problem.policy[m, c])
            for other, chance in enumerate(self.problem.kappa[c][y]):
                for sign in (1, -1) if chance else ():
                    gaps = [float(sign * self.problem.gap(i, c, y, other)) for i in self.members]
                    after = tuple(a + log_sigmoid(g) for a, g in zip(likelihoods, gaps, strict=True))
                    true = exp(log_sigmoid(float(sign * self.problem.gap(self.answers, c, y, other))))
                    self.follow(after, (*path, m), mass * float(self.problem.p[c] * chance) * true)

    def cost(self, m):
        law, policy = self.problem.p, self.told.policy[m]
        return float(sum(law[c] * self.told.shortfall(self.theta, c, int(policy[c])) for c in self.problem.deployed))

    def mean(self, value):
        return sum(mass * value(path) for path, mass in self.paths.items())


@pytest.mark.parametrize("name", ENUMERATED)
def test_every_history_followed_gives_the_numbers_of_the_witness(name):
    document = COMMITTED[name]
    instance = read(document["instance"])
    world = next(w for w in WORLDS[document["dropped"]](instance) if w.words == document["learner"]["world"])
    values = {key: float(Fraction(v if isinstance(v, str) else v[0])) for key, v in document["values"].items()}
    rounds = int(values.get("T", values.get("t")))
    theta = next(m for m in world.answers if f"truth {world.told.problem.models[m]})" in document["observed"])
    wrong = world.told.functions["W"](theta)
    histories = Histories(world, theta, rounds)
    seen = {
        "T1": ("R(T, theta)", lambda path: sum(map(histories.cost, path))),
        "T2": ("tail(n, T, m, theta)", lambda path: path.count(wrong[0]) > values["n"]),
        "T3": ("mistake(t, theta)", lambda path: path[-1] in wrong),
        "T4": ("mistakes(T, theta)", lambda path: sum(m in wrong for m in path)),
    }
    key, value = seen[document["claim"]]
    assert histories.mean(value) == pytest.approx(values[key], rel=1e-9)
