"""Random instances of every kind that has a certificate."""

from fractions import Fraction
from random import Random

from theory.instance import (
    Baseline,
    Box,
    Comparators,
    Context,
    Everything,
    Explicit,
    Factored,
    Heads,
    Inequality,
    Instance,
    Matrix,
    Rewards,
    Uniform,
    Vector,
)

KINDS = ("rewards", "heads", "user heads", "all heads", "all user heads")
POLYTOPE = "polytope"
SMALL = (3, 3, 2)
"""Contexts, responses and models of a polytope."""

COMPARATORS = ("baseline", "uniform", "table")
DENOMINATORS = (1, 1, 1, 2, 3, 4, 10)


def instance(kind: str, seed: int, most: tuple[int, int, int] = (6, 4, 6)) -> Instance:
    """Draw an instance with at most so many contexts, responses and models; ties and look-alikes are common."""
    random = Random(f"{kind} {seed}")
    contexts, responses, models = (random.randint(least, top) for least, top in zip((1, 2, 2), most, strict=True))
    users, prompts = [f"u{i % 3}" for i in range(contexts)], [f"p{i // 3}" for i in range(contexts)]
    weights = [random.randint(1, 5) for _ in range(contexts)]
    places = tuple(Context(u, p, Fraction(w, sum(weights))) for u, p, w in zip(users, prompts, weights, strict=True))
    names = tuple(f"y{i}" for i in range(responses))
    members = [f"m{i}" for i in range(models)]
    shown = _comparators(random, contexts, names)
    made: Rewards | Heads | Factored
    truth: str | Vector | Matrix | None = random.choice([None, *members])
    if kind == "rewards":
        made = _related(random, {name: _matrix(random, contexts, responses) for name in members})
    elif kind == "heads":
        heads = tuple(_matrix(random, responses, 2) for _ in places)
        made = Heads(heads, {name: _vector(random, 2) for name in members})
    elif kind == "user heads":
        made = _factored(random, users, prompts, responses, {name: _matrix(random, 2, 2) for name in members})
    elif kind == "polytope":
        made, truth = Heads(tuple(_matrix(random, responses, 2) for _ in places), _box(random)), None
    elif kind == "all heads":
        made, truth = Heads(tuple(_matrix(random, responses, 3) for _ in places), Everything()), _vector(random, 3)
    else:
        made, truth = _factored(random, users, prompts, responses, Everything()), _matrix(random, 2, 2)
    return Instance(places, names, shown, made, truth, name=f"{kind} {seed}")


def _box(random: Random) -> Box:
    lower = [Fraction(random.randint(-3, 2)) for _ in range(2)]
    upper = [low + random.randint(1, 3) for low in lower]
    normal = _vector(random, 2)
    inside = sum((x * low for x, low in zip(normal, lower, strict=True)), Fraction(random.randint(0, 2)))
    return Box(tuple(lower), tuple(upper), random.choice([(), (Inequality(normal, inside),)]))


def _number(random: Random) -> Fraction:
    return Fraction(random.randint(-4, 4), random.choice(DENOMINATORS))


def _vector(random: Random, size: int) -> Vector:
    return tuple(_number(random) for _ in range(size))


def _matrix(random: Random, rows: int, columns: int) -> Matrix:
    return tuple(_vector(random, columns) for _ in range(rows))


def _related(random: Random, members: dict[str, Matrix]) -> Rewards:
    """Let some contexts of a model be those of another, so that models look alike."""
    table = dict(members)
    for name in members:
        other = members[random.choice(list(members))]
        table[name] = tuple(random.choice(rows) for rows in zip(members[name], other, other, strict=True))
    return Rewards(table)


def _factored(
    random: Random, users: list[str], prompts: list[str], responses: int, parameters: dict[str, Matrix] | Everything
) -> Factored:
    heads = {user: _vector(random, 2) for user in users}
    return Factored(heads, {prompt: _matrix(random, responses, 2) for prompt in prompts}, parameters)


def _comparators(random: Random, contexts: int, names: tuple[str, ...]) -> Comparators:
    kind = random.choice(COMPARATORS)
    if kind == "baseline":
        return Baseline(random.choice(names))
    if kind == "uniform":
        return Uniform()
    return Explicit(tuple(tuple(_law(random, len(names)) for _ in names) for _ in range(contexts)))


def _law(random: Random, size: int) -> Vector:
    weights = [random.choice((0, 0, 1, 2)) for _ in range(size)]
    weights[random.randrange(size)] += 1
    return tuple(Fraction(w, sum(weights)) for w in weights)
