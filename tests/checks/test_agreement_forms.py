"""One instance in different forms has one answer: the same document, byte by byte, or the same up to the names."""

import json
from collections.abc import Iterator
from fractions import Fraction
from random import Random
from typing import Any

import pytest
from referee import drawing
from referee.comparing import alike
from referee.reading import World, read

from checks.exact.enumerate import Limit
from checks.exact.finite import finite_regret
from checks.instance.check import check
from checks.learners import load
from theory.files.instance_file import loads
from theory.problem import Problem

COUNT = 12
KINDS = ("rewards", "heads", "factored")


def spelled(rng: Random, document: Any) -> str:
    return drawing.text(drawing.spelled(rng, document))


def plain(text: str) -> dict[str, Any]:
    """Return a document with exact numbers."""

    def exact(value: Any) -> Any:
        if isinstance(value, dict):
            return {k: v if k in ("user", "prompt", "truth", "name", "note") else exact(v) for k, v in value.items()}
        if isinstance(value, list):
            return [exact(v) for v in value]
        try:
            return Fraction(value)
        except (ValueError, TypeError):
            return value

    document: dict[str, Any] = exact(json.loads(text, parse_float=Fraction))
    return document


def drawn(name: str, kinds: tuple[str, ...] = KINDS) -> Iterator[tuple[Random, dict[str, Any], World]]:
    """Yield random documents with exact numbers, and what the referee reads in them."""
    for seed in range(COUNT):
        rng = Random(f"{name} {seed}")
        text = drawing.text(drawing.instance(rng, rng.choice(kinds)))
        yield rng, plain(text), read(text)


def verdict(rng: Random, document: Any) -> dict[str, Any]:
    return check(loads(spelled(rng, document)))


def tabulated(document: dict[str, Any], world: World) -> dict[str, Any]:
    """Return the instance as a table of rewards, without training."""
    count = len(document["contexts"])
    rest = {k: v for k, v in document.items() if k not in ("heads", "user_heads", "features", "parameters", "training")}
    return rest | {"rewards": {name: r[:count] for name, r in zip(world.names, world.r, strict=True)}}


def test_rewards_heads_and_factors_are_one_instance() -> None:
    for rng, document, world in drawn("classes", ("heads", "factored")):
        document.pop("training", None)
        count = len(document["contexts"])
        answer = verdict(rng, document)
        assert verdict(rng, tabulated(document, world)) == answer
        assert world.heads is not None
        vectors = {
            name: [v for row in value for v in (row if isinstance(row, list) else [row])]
            for name, value in document["parameters"].items()
        }
        rest = {k: v for k, v in document.items() if k not in ("user_heads", "features")}
        assert verdict(rng, rest | {"heads": world.heads[:count], "parameters": vectors}) == answer


def test_a_linear_class_of_matrices_is_one_of_vectors() -> None:
    for rng, document, world in drawn("matrices", ("factored-all",)):
        document.pop("training", None)
        heads = (world.heads or [])[: len(document["contexts"])]
        rest = {k: v for k, v in document.items() if k not in ("user_heads", "features")}
        assert verdict(rng, rest | {"heads": heads, "truth": world.truth}) == verdict(rng, document)


def test_a_box_without_walls_is_everything() -> None:
    for rng, document, world in drawn("walls", ("heads-all",)):
        free = {"lower": [None] * len(world.truth), "upper": [None] * len(world.truth)}
        boxed, whole = verdict(rng, document | {"parameters": free}), verdict(rng, document)
        for key in ("relevant_dimension", "exposed_dimension", "diverse"):
            assert boxed[key] == whole[key]


@pytest.mark.parametrize("kind", KINDS)
def test_a_form_of_comparators_equals_its_table(kind: str) -> None:
    for rng, document, _ in drawn(f"comparators {kind}", (kind,)):
        count = len(document["contexts"])
        for form in ("uniform", {"baseline": rng.choice(document["responses"])}):
            document.pop("training", None)
            short = document | {"comparators": form}
            table = read(spelled(rng, short)).kappa[:count]
            assert verdict(rng, short | {"comparators": table}) == verdict(rng, short)


def test_the_spelling_of_numbers_is_nothing() -> None:
    for rng, document, _ in drawn("spelling", (*KINDS, "heads-all", "heads-box", "factored-all")):
        assert verdict(rng, document) == verdict(rng, document)


def test_a_constant_in_a_context_is_nothing() -> None:
    for rng, document, world in drawn("shift"):
        table = tabulated(document, world)
        shifts = [Fraction(rng.randint(-9, 9), 7) for _ in table["contexts"]]
        moved = {
            m: [[v + s for v in row] for row, s in zip(rows, shifts, strict=True)]
            for m, rows in table["rewards"].items()
        }
        assert verdict(rng, table | {"rewards": moved}) == verdict(rng, table)


def test_names_of_users_and_prompts_are_only_names() -> None:
    for rng, document, _ in drawn("names"):
        renamed = json.loads(
            drawing.text(drawing.spelled(rng, document)).replace('"ann"', '"zoë"').replace('"p1"', '"q 9"'),
            parse_float=lambda number: f"{drawing.MARK}{number}",
        )
        answer = json.dumps(verdict(rng, document), ensure_ascii=False)
        other = json.dumps(check(loads(drawing.text(renamed))), ensure_ascii=False)
        assert other == answer.replace('"ann"', '"zoë"').replace('"p1"', '"q 9"')


def test_the_order_of_contexts_changes_nothing_but_order() -> None:
    for rng, document, world in drawn("contexts"):
        table = tabulated(document, world)
        order = rng.sample(range(len(table["contexts"])), len(table["contexts"]))

        def moved(rows: Any, order: list[int] = order) -> Any:
            return [rows[c] for c in order]

        other = table | {
            "contexts": moved(table["contexts"]),
            "rewards": {m: moved(rows) for m, rows in table["rewards"].items()},
        }
        if isinstance(table["comparators"], list):
            other["comparators"] = moved(table["comparators"])
        assert alike(settled(verdict(rng, table)), settled(verdict(rng, other)))


def settled(document: dict[str, Any]) -> dict[str, Any]:
    """Return a document with the lists that follow the order of contexts sorted."""
    for pair in document["confusing_pairs"]:
        pair["contexts"].sort()
    document["lower_bounds"].sort(key=lambda row: (row["believed"], row["hidden"], row["context"]))
    return document


def test_the_order_of_responses_is_nothing_where_optima_are_unique() -> None:
    met = 0
    for rng, document, world in drawn("responses"):
        table = tabulated(document, world)
        if not verdict(rng, table)["conditions"]["unique_optimum"]:
            continue
        met += 1
        order = rng.sample(range(len(table["responses"])), len(table["responses"]))

        def moved(row: Any, order: list[int] = order) -> Any:
            return [row[y] for y in order]

        other = table | {
            "responses": moved(table["responses"]),
            "rewards": {m: [moved(row) for row in rows] for m, rows in table["rewards"].items()},
        }
        if isinstance(table["comparators"], list):
            other["comparators"] = [moved([moved(row) for row in rows]) for rows in table["comparators"]]
        assert alike(verdict(rng, table), verdict(rng, other))
    assert met >= 5


def test_a_context_may_be_split_in_two() -> None:
    for rng, document, world in drawn("split"):
        table = tabulated(document, world)
        first = table["contexts"][0]
        half = {**first, "probability": first["probability"] / 2}
        other = table | {
            "contexts": [half, {**half, "user": "twin"}, *table["contexts"][1:]],
            "rewards": {m: [rows[0], *rows] for m, rows in table["rewards"].items()},
        }
        if isinstance(table["comparators"], list):
            other["comparators"] = [table["comparators"][0], *table["comparators"]]
        whole, split = verdict(rng, table), verdict(rng, other)
        for key in ("conditions", "regime", "confusing_pairs_total", "truths"):
            assert alike(whole[key], split[key])


def test_regret_does_not_depend_on_the_form() -> None:
    for rng, document, world in drawn("regret", ("heads", "factored")):
        document.pop("training", None)
        theta, learner = rng.randrange(len(world.names)), load(rng.choice(["greedy", "uniform", "constant"]))
        answers = [
            finite_regret(Problem.of(loads(spelled(rng, form))), theta, learner, 3, Limit())
            for form in (document, tabulated(document, world))
        ]
        assert [str(a.curve) for a in answers] == [str(answers[0].curve)] * 2
