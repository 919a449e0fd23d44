"""Classes of reward models: which documents write one, and what belongs to it."""

from __future__ import annotations

import pytest

from tests.theory.files.test_instance_file import FACTORED
from theory.errors import InputError
from theory.files import instance_file as instance_format


def test_the_boundary_of_the_class_belongs_to_it() -> None:
    """A list is the matrix row by row; bounds may be equal; the largest corner satisfies its inequality."""
    instance = instance_format.read(FACTORED)
    assert instance.truth == ((1, 2, 3), (4, 5, 6))
    point = {**FACTORED["parameters"], "lower": [0, 0, 0, 0, 0, 6]}
    assert instance_format.read({**FACTORED, "parameters": point}).truth == instance.truth
    for place, changed in (("truth[1][2]", [1, 2, 3, 4, 5, 7]), ("truth[0][0]", [-1, 2, 3, 4, 5, 6])):
        with pytest.raises(InputError, match="outside the box") as caught:
            instance_format.read({**FACTORED, "truth": changed})
        assert caught.value.place == place
    tighter = {**FACTORED["parameters"], "inequalities": [{"normal": [1] * 6, "at_most": "41/2"}]}
    with pytest.raises(InputError, match="21 > 41/2"):
        instance_format.read({**FACTORED, "parameters": tighter})
    above = {**FACTORED["parameters"], "lower": [0, 0, 0, 0, 0, "13/2"]}
    with pytest.raises(InputError, match="below the lower bound"):
        instance_format.read({**FACTORED, "parameters": above})


def test_models_may_be_called_lower_and_upper() -> None:
    """Lists of lists are models of these names, lists of numbers are bounds."""
    models = {"lower": [[1, 0, 0], [0, 0, 0]], "upper": [[0, 0, 1], [0, 0, 0]]}
    assert instance_format.read({**FACTORED, "parameters": models, "truth": "upper"}).truth == "upper"
    more = {**models, "inequalities": models["lower"]}
    assert instance_format.read({**FACTORED, "parameters": more, "truth": "inequalities"}).truth == "inequalities"
    rest = {key: value for key, value in FACTORED.items() if key not in {"user_heads", "features"}}
    vectors = {"lower": [1, 0], "upper": [0, 1], "inequalities": [1, 1]}
    linear = {**rest, "heads": [[[0, 0], [1, 1]]] * 2, "parameters": vectors, "truth": "inequalities"}
    assert instance_format.read(linear).truth == "inequalities"
