"""Instance files: read exactly, refused with the place."""

from __future__ import annotations

import copy
import json
from collections.abc import Callable
from fractions import Fraction
from typing import Any

import pytest

from theory.errors import InputError
from theory.files import instance_file as instance_format
from theory.instance import Rewards

GOOD: dict[str, Any] = {
    "format": "user-diversity/instance/1",
    "contexts": [
        {"user": "ann", "prompt": "p", "probability": "1/2"},
        {"user": "bob", "prompt": "p", "probability": "1/2"},
    ],
    "responses": ["y0", "y1"],
    "comparators": {"baseline": "y0"},
    "rewards": {"m0": [["0", "1"], ["0", "-1/3"]]},
    "truth": "m0",
}


OFFLINE = {"contexts": [{"user": "eve", "prompt": "p", "probability": 1}], "behaviour": "uniform"}
FACTORED: dict[str, Any] = {
    **{key: GOOD[key] for key in ("format", "contexts", "responses", "comparators")},
    "user_heads": {"ann": [1, 0], "bob": [0, 1], "eve": [1, 1]},
    "features": {"p": [[0, 0, 0], [1, 2, 3]]},
    "parameters": {"lower": [0] * 6, "upper": [*range(1, 6), 6], "inequalities": [{"normal": [1] * 6, "at_most": 21}]},
    "truth": [*range(1, 7)],
}
"""Its truth stands in the corner of the box and on the boundary of the inequality."""


def put(*path: Any, value: Any) -> Callable[[dict[str, Any]], None]:
    def change(document: dict[str, Any]) -> None:
        for step in path[:-1]:
            document = document[step]
        document[path[-1]] = value

    return change


def slate(beta: Any, reference: Any = "uniform") -> dict[str, Any]:
    return {"slate": {"inverse_temperature": beta, "reference": reference}}


BAD = [
    (put("contexts", 1, "probability", value="-1/2"), "contexts[1].probability", "must be positive, got -1/2"),
    (put("contexts", 1, "probability", value=0), "contexts[1].probability", "must be positive, got 0"),
    (put("contexts", 1, "probability", value="1/3"), "contexts", "must sum to 1, got 5/6"),
    (put("contexts", 1, "user", value="ann"), "contexts[1]", "used twice"),
    (put("contexts", 1, "age", value=3), "contexts[1].age", "unknown key"),
    (put("contexts", 0, "user", value="a\u0007"), "contexts[0].user", "printable"),
    (put("responses", value=["y0", "y0"]), "responses[1]", "used twice"),
    (put("responses", value=["y0"]), "responses", "at least 2"),
    (put("rewards", "m0", 1, value=["0"]), "rewards.m0[1]", "expected 2 entries, got 1"),
    (put("rewards", "m0", 0, 1, value="1/0"), "rewards.m0[0][1]", "division by zero"),
    (put("rewards", "m0", 0, 1, value="9" * 5000), "rewards.m0[0][1]", "more than 1000 digits"),
    (put("rewards", "m0", 0, 1, value=True), "rewards.m0[0][1]", "expected a number"),
    (
        put("comparators", value=slate("-1/2")),
        "comparators.slate.inverse_temperature",
        "must not be negative, got -1/2",
    ),
    (put("comparators", value=slate(1, "even")), "comparators.slate.reference", 'expected "uniform" or a table'),
    (put("comparators", value=slate(1, [["1/2", "1/2"]])), "comparators.slate.reference", "2"),
    (put("comparators", value=slate(1, [["1/2", "1/3"]] * 2)), "comparators.slate.reference[0]", "must sum to 1"),
    (put("comparators", value=slate(1, [["1", "0"]] * 2)), "comparators.slate.reference[0][1]", "must be positive"),
    (put("comparators", value={"slate": {}}), "comparators.slate", "inverse_temperature"),
    (put("comparators", value={"baseline": "nobody"}), "comparators.baseline", "not a response"),
    (put("comparators", value=[[["1", "0"], ["1", "1"]]] * 2), "comparators[0][1]", "must sum to 1, got 2"),
    (put("truth", value="m9"), "truth", "not a model"),
    (put("extra", value=1), "extra", "unknown key"),
    (put("note", value="bell \u0007"), "note", "printable"),
    (put("training", value=OFFLINE), "training.contexts[0]", "its rewards are not given"),
    (put("heads", value=[]), "document", "exactly one of"),
    (put("training", value={"contexts": [], "behaviour": "uniform"}), "training.contexts", "at least 1"),
]


@pytest.mark.parametrize(("change", "place", "problem"), BAD)
def test_bad_input_names_the_place(change: Callable[[dict[str, Any]], None], place: str, problem: str) -> None:
    document = copy.deepcopy(GOOD)
    change(document)
    with pytest.raises(InputError) as caught:
        instance_format.loads(json.dumps(document))
    assert caught.value.place == place
    assert problem in caught.value.problem
    assert "\n" not in str(caught.value)


@pytest.mark.parametrize(
    ("text", "problem"),
    [
        ("{", "not JSON"),
        ("[" * 100_000, "nested too deeply"),
        ('{"format": 1, "format": 2}', "key written twice"),
        (json.dumps(GOOD).replace('"1"', "NaN"), "expected a finite number"),
        (json.dumps(GOOD).replace('"1"', "1e999999999"), "decimal exponent"),
        ("null", "expected an object"),
    ],
)
def test_bad_text_is_refused(text: str, problem: str) -> None:
    with pytest.raises(InputError, match=problem):
        instance_format.loads(text)


def test_decimals_are_read_as_they_are_written() -> None:
    instance = instance_format.loads(json.dumps(GOOD).replace('"1"', "0.1"))
    assert isinstance(instance.models, Rewards)
    assert instance.models.table["m0"][0][1] == Fraction(1, 10)


def test_contexts_of_training_alone_have_no_table_of_comparators() -> None:
    document = {**FACTORED, "training": OFFLINE}
    assert instance_format.read(document).training is not None
    identity = [[1, 0], [0, 1]]
    with pytest.raises(InputError, match="its comparators are not given") as caught:
        instance_format.read({**document, "comparators": [identity, identity]})
    assert caught.value.place == "training.contexts[0]"


def test_all_numbers_together_stay_within_reach() -> None:
    rewards = {f"m{i}": [[f"1/{10**999 + 2 * i + 1}", "1"], ["0", "1"]] for i in range(12)}
    with pytest.raises(InputError, match="common denominator"):
        instance_format.read({**GOOD, "rewards": rewards})
