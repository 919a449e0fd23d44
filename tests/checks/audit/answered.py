"""People with given heads, and their answers to random tasks."""

import numpy as np

from checks.audit.fitting.logit import metric
from checks.bench import bench_null
from checks.bench.bench_null import Design, asked


def population(truth, tasks=20, alternatives=3, seed=0):
    rng = np.random.default_rng(seed)
    choices = asked(Design("random", len(truth), tasks, alternatives, truth.shape[1]), rng)
    dual = metric(choices.information(), truth.shape[1])[1]
    return bench_null.answered(choices, dual, truth, rng), dual
