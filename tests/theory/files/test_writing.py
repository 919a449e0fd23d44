"""Instances are written so that they read back to the identical meaning."""

from __future__ import annotations

from fractions import Fraction
from typing import Any

import pytest
from hypothesis import given, settings

from checks import strategies
from tests.theory.files.test_instance_file import GOOD, slate
from theory.files import writing
from theory.files.instance_file import loads, read
from theory.files.writing import plain
from theory.instance import Instance


@settings(deadline=None)
@given(strategies.instances())
def test_what_is_written_reads_back(instance: Instance) -> None:
    assert loads(writing.dumps(instance)) == instance


@pytest.mark.parametrize("reference", ["uniform", [["1/2", "1/2"], ["1/3", "2/3"]]])
def test_a_slate_reads_back(reference: Any) -> None:
    document = GOOD | {"comparators": slate("3/2", reference)}
    assert writing.document(read(document))["comparators"] == document["comparators"]


def test_numbers_of_any_length_are_written() -> None:
    long = Fraction(10**6000 + 1, 3)
    assert plain((long,)) == ["1" + "0" * 5999 + "1/3"]
    assert plain({"x": None, "y": Fraction(-4, 2)}) == {"x": None, "y": "-2"}


@pytest.mark.parametrize("behaviour", ["uniform", [["1/4", "3/4"], [1, 0]]])
def test_the_behaviour_of_training_is_written_as_it_is(behaviour: Any) -> None:
    training = {"contexts": GOOD["contexts"], "behaviour": behaviour}
    instance = read({**GOOD, "training": training})
    written = writing.document(instance)["training"]["behaviour"]
    assert written == ("uniform" if behaviour == "uniform" else [["1/4", "3/4"], ["1", "0"]])
    assert loads(writing.dumps(instance)) == instance
