"""Deficits between two proven ends, and the branches that prove the lower one."""

from __future__ import annotations

from fractions import Fraction as F

import pytest

from theory.files.instance_file import loads
from theory.instance import Instance
from theory.polytope.affinity import Hiding
from theory.polytope.continuous import ContinuousClass
from theory.polytope.hiding.proof import Branch, Deficit, Node

TEXT = """{"format": "user-diversity/instance/1", "contexts": [{"user": "u", "prompt": "x", "probability": 1}],
 "responses": ["y0", "y1", "y2"], "comparators": "uniform", "heads": [[[0, 0], [1, 0], [0, 1]]],
 "parameters": {"lower": ["-1", "-1"], "upper": ["1", "1"]}, "truth": ["3/4", "1/4"]}"""


@pytest.mark.parametrize(("low", "sharp"), [(F(9, 10), True), (F(8999, 10000), False), (F(1), True)])
def test_ends_within_a_tenth_are_sharp(low: F, sharp: bool) -> None:
    assert Deficit(low, F(1)).sharp is sharp


def leaves(node: Node) -> list[Node]:
    """The branches that are not divided further."""
    return [leaf for part in node.parts for leaf in leaves(part)] if node.parts else [node]


def test_every_leaf_of_a_search_proves_the_lower_end() -> None:
    instance: Instance = loads(TEXT)
    hiding = Hiding(ContinuousClass.of(instance))
    found = hiding.believed()
    assert {root.branch for root in found.roots} == {Branch((place,), (place,)) for place in hiding.mistakes()}
    proofs = [leaf.proof for root in found.roots for leaf in leaves(root)]
    assert 0 < found.low <= found.high and found.programs >= len(found.roots) == 2
    assert min(proof.low for proof in proofs if proof.low is not None) >= found.low
