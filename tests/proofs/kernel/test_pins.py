"""The pins: what was reviewed, read back, and every kind of difference named."""

from __future__ import annotations

from dataclasses import replace

import pytest

from proofs.kernel import pins
from proofs.kernel.pins import Pins, differences, parse
from proofs.kernel.sources import HEADLINE, declared, load
from proofs.kernel.statements import Said

BOUND, RATE = "UserDiversity.Model.bound", "UserDiversity.Model.rate"
REVIEWED = Pins(
    "Rocq 1",
    {"T1_a": Said("1" * 64, "forall x,\n  x <= bound", (BOUND,)), "T2_b": Said("2" * 64, "True", ())},
    {BOUND: Said("3" * 64, "fun x => rate x", (RATE,)), RATE: Said("4" * 64, "fun x => x", ())},
)


def changed(part: str, name: str, **changes: object) -> Pins:
    said = getattr(REVIEWED, part)
    return replace(REVIEWED, **{part: {**said, name: replace(said[name], **changes)}})


def test_what_was_written_is_read_back() -> None:
    assert parse(REVIEWED.markdown()) == REVIEWED
    assert differences(REVIEWED, parse(REVIEWED.markdown())) == ()


@pytest.mark.parametrize(
    ("found", "lines"),
    [
        (changed("theorems", "T2_b", digest="9" * 64), ["T2_b does not state what is pinned"]),
        (
            changed("theorems", "T1_a", digest="9" * 64, uses=(RATE,)),
            [f"T1_a does not state what is pinned; it uses {RATE}; it no longer uses {BOUND}"],
        ),
        (
            changed("theorems", "T2_b", text="False"),
            ["T2_b does not state what is pinned: the text for people differs"],
        ),
        (changed("definitions", RATE, digest="9" * 64), [f"{RATE} is not defined as pinned; on it rest T1_a"]),
        (
            replace(REVIEWED, theorems={"T1_a": REVIEWED.theorems["T1_a"]}),
            ["T2_b is pinned but not in the headline"],
        ),
        (
            replace(REVIEWED, theorems={**REVIEWED.theorems, "T3_c": Said("5" * 64, "True", ())}),
            ["T3_c has no pin"],
        ),
        (
            replace(REVIEWED, definitions={**REVIEWED.definitions, "UserDiversity.A.b": Said("5" * 64, "0", ())}),
            ["UserDiversity.A.b is not a pinned definition; on it rest "],
        ),
    ],
)
def test_a_difference_names_the_theorem_and_the_definition(found: Pins, lines: list[str]) -> None:
    assert [line.strip() for line in differences(found, REVIEWED)] == [line.strip() for line in lines]


def test_another_compiler_is_named_only_where_something_differs() -> None:
    other = replace(changed("theorems", "T2_b", digest="9" * 64), compiler="Rocq 2")
    assert differences(other, REVIEWED)[-1] == "the pins were read by Rocq 1, not by Rocq 2"
    assert differences(replace(REVIEWED, compiler="Rocq 2"), REVIEWED) == ()


def test_without_a_file_nothing_is_pinned(tmp_path) -> None:
    assert pins.load(tmp_path / "none.md") == Pins("", {}, {})


def test_every_theorem_of_the_headline_has_a_pin() -> None:
    """Where this fails, review ``python -m proofs.kernel --write``."""
    assert sorted(pins.load().theorems) == sorted(declared(load().theories[HEADLINE]))


def test_what_the_committed_pins_use_is_pinned() -> None:
    committed = pins.load()
    used = {name for said in (*committed.theorems.values(), *committed.definitions.values()) for name in said.uses}
    assert used == set(committed.definitions)
    assert parse(committed.markdown()) == committed and committed.markdown() == pins.FILE.read_text("utf-8")
