"""A seal fits the document it was made for, and no other."""

import json

from proofs.seal import sealed, unsealed


def test_a_seal_fits_what_it_was_made_for() -> None:
    paper = {"verdict": "refuted", "cases": [1, {"met": 2.5}]}
    assert unsealed(sealed(paper, "L3"), "L3") == paper
    assert unsealed(json.loads(json.dumps(sealed(paper)))) == paper
    for changed in (
        {**sealed(paper, "L3"), "verdict": "proved"},
        {**sealed(paper, "L3"), "more": 1},
        {name: value for name, value in sealed(paper, "L3").items() if name != "cases"},
        {**sealed(paper, "L3"), "seal": None},
        sealed(paper, "L4"),
        sealed(paper, "L", "3"),
        sealed(paper),
        paper,
        [],
        None,
    ):
        assert unsealed(changed, "L3") is None
