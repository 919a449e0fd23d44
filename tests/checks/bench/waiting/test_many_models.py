"""Instances of many models are what their kinds say."""

from __future__ import annotations

import numpy as np

from checks.bench.waiting.many_models import CONTEXTS, RESPONSES, confused, nested


def test_every_second_confused_model_agrees_on_what_the_one_before_serves() -> None:
    table = confused(np.random.default_rng(1), 6)
    assert table.shape == (6, CONTEXTS, RESPONSES) and not table[..., 0].any()
    for m in (1, 3, 5):
        served = table[m - 1].argmax(axis=1)[:, None]
        assert (np.take_along_axis(table[m], served, 1) == np.take_along_axis(table[m - 1], served, 1)).all()


def test_half_of_the_nested_models_serve_all_of_the_first_contexts() -> None:
    serves = nested(np.random.default_rng(1), 8)[..., 1] == 1
    assert serves[4:, : CONTEXTS // 2].all() and not serves[:4, CONTEXTS // 2 :].any()
