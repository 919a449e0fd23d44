"""L5 with the truth outside the class: after one answer the truth is likelier than what greedy selects."""

from __future__ import annotations

from collections.abc import Iterator

from numpy.random import Generator

from checks.refute.drawing.random_parts import population
from checks.refute.searching.observation import Dropped, Observation
from checks.refute.searching.setting import Setting, context_name
from theory.exact.enclosure import certify
from theory.instance import Instance
from theory.preference import sigmoid


def candidate(rng: Generator) -> Instance:
    """Draw two or three related models, the last one being the truth that the learner does not have."""
    return population(rng, models=(2, 3), users=(1, 2))


def _answers(setting: Setting, m: int) -> Iterator[tuple[int, int, int, int]]:
    """Yield what one round of a model's policy may bring: context, response, comparator, who won."""
    problem = setting.problem
    for c in problem.deployed:
        y = int(problem.policy[m, c])
        for other, mass in enumerate(problem.kappa[c][y]):
            if mass:
                yield from ((c, y, other, sign) for sign in (1, -1))


def observe(instance: Instance) -> Observation | None:
    """L5 without H1: after one answer the truth is likelier than every model of the class."""
    if instance.truth is None or len(instance.model_names) < 2:
        return None
    setting = Setting(instance)
    problem, theta = setting.problem, setting.truth
    members = [m for m in range(len(problem.models)) if m != theta]
    for c, y, other, sign in _answers(setting, members[0]):
        gaps = {m: sign * problem.gap(m, c, y, other) for m in (*members, theta)}
        best = max(members, key=lambda m: gaps[m])
        if gaps[best] < gaps[theta]:
            ratio = certify(lambda: sigmoid(gaps[best]) / sigmoid(gaps[theta]))  # noqa: B023
            return Observation(
                "if greedy selects m then ℓ(m) ≥ 1",
                "the truth is none of the learner's models, and after one answer in "
                f"{' with '.join(context_name(problem, c))} greedy selects the less likely {problem.models[best]}",
                {
                    "gap_selected": gaps[best],
                    "gap_truth": gaps[theta],
                    "ell_squared": ratio,
                },
                {"name": "greedy", "class": [problem.models[m] for m in members]},
            )
    return None


DROPPED = Dropped("L5", "H1", candidate, observe)
