"""Random instance documents, drawn by hand with the random module: every kind, ties and odd numbers included."""

import json
import re
from fractions import Fraction as Q
from random import Random
from typing import Any

SMALL = [Q(-1), Q(0), Q(0), Q(1), Q(1), Q(2), Q(-2), Q(1, 2), Q(-1, 2)]
ODD = [*SMALL, Q(1, 3), Q(-7, 5), Q(1, 10), Q(-1, 4), Q(3, 1000), Q(12345, 1000), Q(-22, 7), Q(1, 10**6), Q(30)]
WILD = [*ODD, Q(400), Q(-700), Q(1, 10**9), Q(10**9 + 1, 10**9), Q(401)]
CLOSE = [Q(1), Q(1), 1 + Q(1, 10**40), 1 - Q(1, 10**40), Q(0), Q(1, 3), Q(1, 3) + Q(1, 10**40), Q(1, 10**25)]
FAR = [10**40 + v for v in SMALL]
MARK = "exact:"


def decimal(value: Q) -> str | None:
    """Return a finite decimal, or nothing where there is none."""
    places = next((k for k in range(13) if 10**k % value.denominator == 0), None)
    if places is None:
        return None
    whole = abs(value.numerator) * (10**places // value.denominator)
    text = str(whole).rjust(places + 1, "0")
    sign = "-" if value < 0 else ""
    return sign + (f"{text[:-places]}.{text[-places:]}" if places else text + ".0")


def spell(rng: Random, value: Q) -> Any:
    """Write a rational as an integer, a decimal (with an exponent at times) or a string."""
    ways: list[Any] = [str(value), str(value)]
    plain = decimal(value)
    if plain is not None:
        ways += [MARK + plain, MARK + plain + rng.choice(["e0", "E+0", "0"])]
        tenth = decimal(value * 100)
        if tenth is not None:
            ways.append(MARK + tenth + "e-2")
    if value.denominator == 1:
        ways.append(int(value))
    return rng.choice(ways)


def spelled(rng: Random, value: Any) -> Any:
    """Write every rational of nested lists and dicts."""
    if isinstance(value, Q):
        return spell(rng, value)
    if isinstance(value, list):
        return [spelled(rng, v) for v in value]
    return {k: spelled(rng, v) for k, v in value.items()} if isinstance(value, dict) else value


def text(document: dict[str, Any]) -> str:
    """Return the document as JSON, marked decimals as bare numbers."""
    return re.sub(f'"{MARK}([^"]*)"', r"\1", json.dumps(document))


def law(rng: Random, size: int, zeros: bool = False) -> list[Q]:
    """Return probabilities that sum to 1: even, uneven, or with one of 1/1000."""
    weights = [Q(rng.choice([0, 0, 1, 1, 2, 5] if zeros else [1, 1, 2, 3])) for _ in range(size)]
    if not any(weights):
        weights[rng.randrange(size)] = Q(1)
    chances = [w / sum(weights) for w in weights]
    if not zeros and size > 1 and rng.random() < 0.15:
        chances = [Q(1, 1000)] * (size - 1) + [1 - Q(size - 1, 1000)]
    return chances


def contexts(rng: Random, most: int, users: list[str], prompts: list[str]) -> list[tuple[str, str]]:
    """Return a few distinct contexts in random order."""
    every = [(u, x) for u in users for x in prompts]
    return rng.sample(every, rng.randint(1, min(most, len(every))))


def rows(rng: Random, places: list[tuple[str, str]]) -> list[dict[str, Any]]:
    """Return contexts with probabilities, as the document lists them."""
    return [{"user": u, "prompt": x, "probability": p} for (u, x), p in zip(places, law(rng, len(places)), strict=True)]


def comparator(rng: Random, responses: list[str], count: int) -> Any:
    """Return one of the three forms; a table may put mass on the deployed response and none on others."""
    kind = rng.random()
    if kind < 0.4:
        return {"baseline": rng.choice(responses)}
    if kind < 0.6:
        return "uniform"
    size = len(responses)
    if kind < 0.7:
        base = rng.randrange(size)
        return [[[Q(int(z == base)) for z in range(size)] for _ in range(size)] for _ in range(count)]
    if kind < 0.85:
        return [
            [[Q(int(z == seen)) for z in range(size)] for seen in rng.choices(range(size), k=size)]
            for _ in range(count)
        ]
    return [[law(rng, size, zeros=True) for _ in range(size)] for _ in range(count)]


def tables(rng: Random, models: int, count: int, size: int, pool: list[Q]) -> list[list[list[Q]]]:
    """Return reward tables; some are others changed in a cell or a row, shifted, or repeated."""
    drawn: list[list[list[Q]]] = []
    for _ in range(models):
        if not drawn or rng.random() < 0.3:
            drawn.append([[rng.choice(pool) for _ in range(size)] for _ in range(count)])
            continue
        table = [list(row) for row in rng.choice(drawn)]
        for _ in range(rng.choice([0, 1, 1, 1, 2, 3])):
            table[rng.randrange(count)][rng.randrange(size)] = rng.choice(pool)
        if rng.random() < 0.2:
            shift, c = rng.choice(pool), rng.randrange(count)
            table[c] = [v + shift for v in table[c]]
        drawn.append(table)
    return drawn


def vectors(rng: Random, names: list[str], size: int, pool: list[Q]) -> dict[str, list[Q]]:
    """Return named vectors, some of them others changed in one coordinate or not at all."""
    drawn: dict[str, list[Q]] = {}
    for name in names:
        if not drawn or rng.random() < 0.4:
            drawn[name] = [rng.choice(pool) for _ in range(size)]
        else:
            drawn[name] = list(rng.choice(list(drawn.values())))
            if rng.random() < 0.8:
                drawn[name][rng.randrange(size)] = rng.choice(pool)
    return drawn


def matrix(vector: list[Q], width: int) -> list[list[Q]]:
    """Return a vector as rows of a given width."""
    return [vector[i : i + width] for i in range(0, len(vector), width)]


def rewards(rng: Random, names: list[str], places: int, size: int, pool: list[Q]) -> dict[str, Any]:
    """Return the model class as tables."""
    return {"rewards": dict(zip(names, tables(rng, len(names), places, size, pool), strict=True))}


def box(rng: Random, theta: list[Q]) -> dict[str, list[Q | None]]:
    """Return a box around the truth, at times unbounded or with the truth on its wall."""

    def wall(value: Q, sign: int) -> Q | None:
        return rng.choice([None, value, value + sign, value + sign * 2, value + sign * Q(1, 3)])

    return {"lower": [wall(v, -1) for v in theta], "upper": [wall(v, 1) for v in theta]}


def instance(
    rng: Random, kind: str, most: int = 4, models: int = 5, wide: int = 4, pool: list[Q] | None = None
) -> dict[str, Any]:
    """Return one document of a kind: rewards, heads, heads-all, heads-box, factored or factored-all."""
    pool = pool or rng.choice([SMALL, SMALL, ODD])
    users, prompts = ["ann", "bob", "eve"][: rng.randint(1, 3)], ["p1", "p2"][: rng.randint(1, 2)]
    places = contexts(rng, most, users, prompts)
    responses = ["baseline", "warm", "terse", 'é"x'][: rng.randint(2, wide)]
    rng.shuffle(responses)
    names = [f"m{i}" for i in range(rng.randint(1, models))]
    rng.shuffle(names)
    count, size = len(places), len(responses)
    document: dict[str, Any] = {
        "format": "user-diversity/instance/1",
        "contexts": rows(rng, places),
        "responses": responses,
        "comparators": comparator(rng, responses, count),
    }
    if kind == "rewards":
        document |= rewards(rng, names, count, size, pool)
    elif kind.startswith("heads"):
        d = rng.randint(1, 3)
        document["heads"] = [[[rng.choice(pool) for _ in range(d)] for _ in range(size)] for _ in range(count)]
        document |= parameters(rng, kind.removeprefix("heads"), names, d, pool)
    else:
        k, d = rng.randint(1, 2), rng.randint(1, 2)
        document["user_heads"] = {u: [rng.choice(pool) for _ in range(k)] for u in users}
        document["features"] = {x: [[rng.choice(pool) for _ in range(d)] for _ in range(size)] for x in prompts}
        document |= parameters(rng, kind.removeprefix("factored"), names, k * d, pool)
        cut = document["parameters"]
        if isinstance(cut, dict):
            document["parameters"] = {m: matrix(v, d) for m, v in cut.items()}
        if "truth" in document and isinstance(document["truth"], list):
            document["truth"] = matrix(document["truth"], d)
    if kind in ("rewards", "heads", "factored") and rng.random() < 0.5:
        document["truth"] = rng.choice(names)
    if rng.random() < 0.4 and (kind != "heads-box" or len(document["truth"]) < 3):
        document["training"] = training(rng, document, users, prompts, kind)
    if rng.random() < 0.1:
        document |= {"name": "drawn", "note": "by hand"}
    return spelled(rng, document)  # type: ignore[no-any-return]


def parameters(rng: Random, region: str, names: list[str], size: int, pool: list[Q]) -> dict[str, Any]:
    """Return the parameters, and the truth where the class is infinite."""
    theta = [rng.choice(pool) for _ in range(size)]
    if region == "-all":
        return {"parameters": "all", "truth": theta}
    if region == "-box":
        return {"parameters": box(rng, theta), "truth": theta}
    return {"parameters": vectors(rng, names, size, pool)}


def training(rng: Random, document: dict[str, Any], users: list[str], prompts: list[str], kind: str) -> dict[str, Any]:
    """Return a training population: of the contexts listed, or of any user and prompt when factored."""
    listed = [(c["user"], c["prompt"]) for c in document["contexts"]]
    free = kind.startswith("factored") and not isinstance(document["comparators"], list)
    places = contexts(rng, 4, users, prompts) if free else rng.sample(listed, rng.randint(1, len(listed)))
    size = len(document["responses"])
    return {
        "contexts": rows(rng, places),
        "behaviour": "uniform" if rng.random() < 0.4 else [law(rng, size, zeros=True) for _ in places],
    }
